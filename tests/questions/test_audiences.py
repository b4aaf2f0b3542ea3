"""For whom a question is: the words that people use, and the one order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.audiences import (
    AUDIENCE_NAMES,
    EVERYBODY,
    EVERYBODY_NAME,
    Audience,
    is_mixed,
    ordered,
    read_audiences,
    suits,
    write_audiences,
)
from questions.folding import fold
from questions.formats.describing import Notes, describe
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.models import QuestionAudience

OFFICIALS, YOUTH, PUPILS, STUDENTS, PEOPLE, BUSINESS = Audience


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("Cán bộ, công chức, viên chức", (OFFICIALS,)),
        ("CBCCVC", (OFFICIALS,)),
        ("CB, CC, VC", (OFFICIALS,)),
        ("Cán bộ - công chức", (OFFICIALS,)),
        ("Đoàn viên, thanh niên; học sinh", (YOUTH, PUPILS)),
        ("học sinh, sinh viên", (PUPILS, STUDENTS)),
        ("HSSV", (PUPILS, STUDENTS)),
        ("sinh viên và học sinh", (PUPILS, STUDENTS)),
        ("Học sinh THCS/THPT", (PUPILS,)),
        ("Nhân dân", (PEOPLE,)),
        ("NGUOI DAN | to chuc", (PEOPLE, BUSINESS)),
        ("nguoi-dan; can-bo", (OFFICIALS, PEOPLE)),
        ("Học sinh, học sinh", (PUPILS,)),
        ("Tổ chức, doanh nghiệp", (BUSINESS,)),
        ("Mọi đối tượng", ()),
        ("tất cả", ()),
        (EVERYBODY, ()),
        (EVERYBODY_NAME, ()),
    ],
)
def test_words_of_people(text: str, found: tuple[Audience, ...]) -> None:
    assert read_audiences(text) == (found, ())
    assert not is_mixed(text)


def test_what_names_nobody_is_told_and_the_rest_holds() -> None:
    assert read_audiences("phụ nữ; Học sinh; x") == ((PUPILS,), ("phụ nữ", "x"))
    assert read_audiences(" ;, ") == ((), ())


def test_everybody_beside_somebody_is_everybody_and_is_told() -> None:
    assert read_audiences("tất cả; học sinh") == ((), ())
    assert is_mixed("tất cả; học sinh") and not is_mixed("học sinh; sinh viên")


@given(st.sets(st.sampled_from(Audience)))
def test_what_is_written_reads_back(named: set[Audience]) -> None:
    wanted = ordered(named)
    assert read_audiences(write_audiences(wanted)) == (wanted, ())
    assert set(wanted) == named and list(wanted) == sorted(wanted, key=list(Audience).index)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    found, strange = read_audiences(text)
    assert found == ordered(found) and all(fold(word) for word in strange)


def test_unknown_ids_are_left_out() -> None:
    assert ordered(["hoc-sinh", "x", "can-bo", "hoc-sinh"]) == (OFFICIALS, PUPILS)


@pytest.mark.parametrize("audience", Audience)
def test_who_is_asked(audience: Audience) -> None:
    assert suits((), audience) and suits((audience,), audience) and suits(tuple(Audience), audience)
    assert not suits([one for one in Audience if one is not audience], audience)


def test_names_and_ids() -> None:
    assert set(AUDIENCE_NAMES) == set(Audience) and len(set(AUDIENCE_NAMES.values())) == len(Audience) <= 6
    assert all(re.fullmatch(r"[a-z]+-[a-z]+", one) and one != EVERYBODY for one in Audience)


def test_the_databases_take_every_one_of_them() -> None:
    (check,) = (str(getattr(one, "sqltext", "")) for one in _checks())
    migration = Path("alembic/versions/20261129_audience.py").read_text(encoding="utf-8")
    for listed in (check, migration):
        assert re.findall(r"'([a-z]+-[a-z]+)'", listed) == [one.value for one in Audience]


def _checks() -> list[object]:
    table = getattr(QuestionAudience, "__table__")  # noqa: B009
    return [one for one in table.constraints if hasattr(one, "sqltext")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Học sinh", []),
        ("phụ nữ", ["Không hiểu đối tượng “phụ nữ”, tạm coi là mọi đối tượng."]),
        ("phụ nữ, học sinh", ["Không hiểu đối tượng “phụ nữ”, tạm coi như không ghi."]),
        ("tất cả, học sinh", ["Ghi cả mọi đối tượng lẫn đối tượng riêng, tạm coi là mọi đối tượng."]),
    ],
)
def test_a_file_is_asked_again_where_it_is_not_clear(text: str, said: list[str]) -> None:
    draft = Draft(3, "Gì?", ["a", "b"], {0}, audiences=text, cells={"audiences": "Q3"})
    notes = Notes(draft)
    describe(draft, ("a", "b"), notes, None)
    assert [one.message for one in notes.found] == said
    assert all(one.where == "cột Đối tượng, ô Q3" for one in notes.found)
    assert examine(draft).is_sound
