"""Files damaged at random: each gives a report in time, whatever was done to it, and none an exception.

A few of each format in the usual run; a thousand in `./hoithi test --all`. The seed is told with a failure.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from questions.formats import detect
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.formats.writing import write
from questions.kinds import Kind
from tests.trusted import measured

AWKWARD = Path(__file__).parent / "awkward"
#: Word has a reader of its own, with tests of its own.
FORMS = [form for form in Form if form is not Form.DOCX]
BANK = [
    ParsedQuestion(Kind.one, "Hỏi một?", ("x", "y", "z"), (1,), "vì", "Luật số 1", topics=("cds",)),
    ParsedQuestion(Kind.several, "Hỏi hai?", ("x", "y", "z"), (0, 2), "vì", in_parts=True),
    ParsedQuestion(Kind.true_false, "Hỏi ba.", ("Đúng", "Sai"), (1,)),
    ParsedQuestion(Kind.statements, "Hỏi bốn:", ("a", "b", "c", "d"), (0, 3), in_parts=True),
    ParsedQuestion(Kind.short, "Hỏi năm?", accepted=("Hà Nội", "HN")),
    ParsedQuestion(Kind.number, "Hỏi sáu?", number=34, tolerance=1, unit="tỉnh"),
    ParsedQuestion(Kind.ordering, "Hỏi bảy", ("một", "hai", "ba")),
    ParsedQuestion(Kind.matching, "Hỏi tám", ("một", "hai"), targets=("1", "2", "3"), in_parts=True),
]
SLOW, SECONDS = 1_000, 10
#: What readers look for, put where it does not belong.
SIGNS = (
    *(b"{", b"}", b"~", b"=", b"->", b"####", b"\\", b'"', b";", b"\r\n\r\n", b"\0", b"\xff\xfe", b"%50%"),
    *(b"<", b">", b"&", b"&#0;", b"]]>", b"<![CDATA[", b"<!DOCTYPE a>", b"</question>", b"<question>"),
    *(b"ANSWER: Z", b"NaN", b"1e999999999", b"-" * 40, b"9" * 400, "ế".encode() * 50, b"PK\x03\x04"),
)


def sources(form: Form) -> list[bytes]:
    """Files to damage: one of ours with every kind, and the awkward ones."""
    # A package is a zip file, but the repository holds none by that name.
    ending = "qti" if form is Form.QTI else form.ending.rpartition(".")[2]
    more = [path.read_bytes() for path in sorted(AWKWARD.iterdir()) if path.suffix == f".{ending}"]
    return [write(BANK, form), *(data for data in more if len(data) < 30_000)]


def damaged(chance: random.Random, data: bytes) -> bytes:
    """The file with a few pieces cut, doubled, overwritten or put in."""
    for _ in range(chance.randint(1, 5)):
        place, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 2, 8, 40, 400))
        before, piece, after = data[:place], data[place : place + length], data[place + length :]
        match chance.randrange(6):
            case 0:
                data = before + after
            case 1:
                data = before + piece * 3 + after
            case 2:
                data = before + chance.randbytes(len(piece)) + after
            case 3:
                data = before + chance.choice(SIGNS) + after
            case 4:
                data = before or data
            case _:
                data = (
                    before + bytes(byte ^ 1 << chance.randrange(8) for byte in piece[:2]) + piece[2:] + after
                )
    return data


def survive(form: Form, seed: int, count: int) -> None:
    chance = random.Random(f"{form}-{seed}")
    files = sources(form)
    for turn in range(count):
        data = damaged(chance, chance.choice(files))
        begun = time.process_time()
        try:
            report = detect.read_bytes(data)
            assert report.questions or report.errors
            assert report.to_json()
        except Exception as fault:
            raise AssertionError(f"form {form}, seed {seed}, turn {turn}: {fault!r}") from fault
        assert time.process_time() - begun < SECONDS, f"form {form}, seed {seed}, turn {turn}"


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_damaged_file_gives_a_report(form: Form) -> None:
    survive(form, seed=1, count=25)


@pytest.mark.slow
def test_a_thousand_damaged_files_of_each_format_give_reports() -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    for form in FORMS:
        survive(form, seed, SLOW)
    told = (
        f"{SLOW * len(FORMS):,} damaged files of {len(FORMS)} formats, {SLOW:,} of each: each gives a report"
    )
    measured("imports", "formats", told, "./hoithi test -k damaged")
