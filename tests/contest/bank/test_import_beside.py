"""A file that a confined process reads: the same rows as when it is read here, whatever it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contest.bank import import_beside, import_reading
from contest.bank.import_reading import Read
from contest.errors import Invalid
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.formats.watching import Step
from questions.formats.writing import write
from questions.kinds import Kind
from questions.picture import Picture
from questions.pictures.redrawing import redrawn
from questions.sameness import known_of
from tests.contest.bank import files
from tests.contest.bank.test_picture_files import ASKED, DRAWN
from tests.questions.drawn import data, drawing

TODAY = date(2026, 10, 5)
SAYS_IT_ALREADY = ParsedQuestion(Kind.one, files.KNOWN, ("Chưa", "Có", "Không rõ"), (1,), "vì")
NEARLY = ParsedQuestion(Kind.one, "Chỉ số SIPAS đo điều gì thế?", ("x", "y"), (0,), "vì")
KNOWN = [(f"{place:013}", one.content().to_json()) for place, one in enumerate((SAYS_IT_ALREADY, NEARLY))]


def beside(content: bytes, stored: Any = lambda digests: {}) -> Read:
    return import_beside.read(content, TODAY, KNOWN, stored, lambda *told: None)


def here(content: bytes, stored: Any = lambda digests: {}) -> Read:
    return import_reading.read(content, TODAY, known_of(KNOWN), stored)


@pytest.mark.parametrize(
    "content",
    [
        files.book(*files.MIXED),
        files.numbered(60),
        "Câu hỏi: Thủ đô ở đâu?\nA. Huế\n*B. Hà Nội\nGiải thích: Vì thế.\n".encode(),
        *(write([ASKED, NEARLY], form, DRAWN) for form in (Form.DOCX, Form.MOODLE, Form.QTI)),
    ],
    ids=["mixed", "numbered", "text", "docx", "moodle", "qti"],
)
def test_it_says_what_would_be_said_here(content: bytes) -> None:
    made, wanted = beside(content), here(content)
    assert replace(made, pictures=()) == replace(wanted, pictures=())
    assert [one.digest for one in made.pictures] == [one.digest for one in wanted.pictures]
    assert made.rows


def test_our_own_pictures_are_known_again() -> None:
    photo = redrawn(data(drawing(width=300, height=200), "JPEG"))
    asked = replace(ASKED, picture=photo.picture("Ảnh"), pictures=())
    content = write([asked], Form.QTI, {**DRAWN, photo.digest: photo.content})
    asked_for: list[frozenset[str]] = []

    def stored(digests: frozenset[str]) -> dict[str, Picture]:
        asked_for.append(digests)
        return {photo.digest: photo.picture()}

    made = beside(content, stored)
    assert asked_for == [frozenset({photo.digest})]
    assert (made.again, made.pictures) == ((photo.digest,), ())
    assert photo.digest in made.rows[0]["draft"]


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\0\1\2", b"PK\x03\x04junk", b"   "])
def test_what_is_no_file_of_questions_is_told_as_here(content: bytes) -> None:
    with pytest.raises(Invalid) as there:
        here(content)
    with pytest.raises(Invalid) as said:
        beside(content)
    assert said.value.fields == there.value.fields


def test_it_tells_how_far_it_is() -> None:
    told: list[tuple[Step, int, int]] = []
    import_beside.read(
        files.numbered(40),
        TODAY,
        KNOWN,
        lambda digests: {},
        lambda *said: told.append(said),  # type: ignore[arg-type]
    )
    assert told and all(0 <= done <= total for _, done, total in told)
    assert told[0] == (Step.COMPARING, 1, 40)


def test_a_file_that_takes_too_long_is_told_so() -> None:
    with pytest.raises(Invalid) as said:
        import_beside.read(files.numbered(3000), TODAY, KNOWN, lambda digests: {}, lambda *told: None, 0.05)
    assert said.value.fields == {"file": import_beside.TOO_LONG}


@pytest.mark.parametrize(
    "change",
    [
        {"number": "1"},
        {"number": True},
        {"state": "new"},
        {"draft": None},
        {"accepted": 1},
        {"near": 7},
        {"near": "row:x"},
        {"near": "bank:0123456789abcdef"},
        {"identity": "0" * 65},
        {"changed_by": "Admin"},
        {"folded": "a\0b"},
        {"folded": "a\ud800"},
        {"draft": "{}"},
        {"draft": "["},
        {"problems": '[{"line": 1}]'},
    ],
    ids=range(15),
)
def test_a_row_of_another_shape_is_not_stored(change: dict[str, Any]) -> None:
    row = json.loads(json.dumps(here(files.book(files.SOUND)).rows[0]))
    assert import_beside._row(row) == row
    with pytest.raises((LookupError, TypeError, ValueError)):
        import_beside._row(row | change)


def test_what_a_row_has_besides_is_left_out() -> None:
    row = here(files.book(files.SOUND)).rows[0]
    assert import_beside._row(row | {"import_id": "another"}) == row
    with pytest.raises(LookupError):
        import_beside._row({name: value for name, value in row.items() if name != "draft"})


@pytest.mark.parametrize("content", [b"<svg/>", b"\x89PNG" + b"x" * 200_000, b"\xff\xd8\xff", b""])
def test_what_is_no_picture_of_ours_is_not_stored(content: bytes) -> None:
    with pytest.raises(ValueError):
        import_beside._picture({"form": "png", "width": 9, "height": 9}, content)
