"""The same bank through text, Excel and text again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions import taxonomy
from questions.folding import fold, tidy
from questions.formats import detect, text, xlsx_writer
from questions.formats.model import ParsedQuestion, Report
from questions.kinds import Kind, Level
from tests.questions.asked import MATCHING, NEW, of_kind

#: What tries to break a reader: letters, fields, formulas, stars, numbers of questions.
HARD = st.sampled_from(
    [
        "A. B",
        "*A. x",
        "Câu 1: x",
        "Câu hỏi: y",
        "Đáp án: A",
        "=1+1",
        "#N/A",
        "# x",
        "'a",
        "1/2",
        "A",
        "2",
        "B, C",
        "x\nA. y",
        "x\nGiải thích: y",
        "http://a.b",
        "Đúng",
        "TRUE",
        "1.0",
        "Loại: số",
        "-5",
        "@x",
        "(a) b",
        "Đ, S",
        "Sai số: 1",
        "từng phần",
        "1.234",
    ],
)
TEXT = (HARD | st.text(max_size=60)).map(tidy).filter(fold)
LOOSE = TEXT | st.just("")
COMMON = {
    "text": TEXT,
    "explanation": LOOSE,
    "basis": LOOSE,
    "unit": LOOSE,
    "topics": st.lists(st.sampled_from(sorted(taxonomy.BY_SLUG)), unique=True, max_size=3).map(tuple),
    "level": st.sampled_from(Level),
    "points": st.integers(min_value=0, max_value=999_999),
    "valid_until": st.none() | st.dates(min_value=date(1900, 1, 1)),
}


#: A bar parts the accepted answers and each line is one; the sign of a pair would part its left side.
SIDE = TEXT.filter(lambda text: "=>" not in text)
WORDS = SIDE.filter(lambda text: not set("|\n") & set(text))


@st.composite
def questions(draw: st.DrawFn) -> ParsedQuestion:
    """Any sound question."""
    kind = draw(st.sampled_from(Kind))
    return draw(of_kind(kind, st.builds(ParsedQuestion, kind=st.just(kind), **COMMON), SIDE, WORDS))


def plain(report: Report) -> Sequence[ParsedQuestion]:
    return [replace(question, line=0) for question in report.questions]


@given(st.lists(questions(), min_size=1, max_size=4))
def test_text_reads_back(bank: list[ParsedQuestion]) -> None:
    report = text.parse(text.write(bank))
    assert not report.errors
    assert plain(report) == bank


@settings(max_examples=60, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=4))
def test_excel_reads_back_and_goes_back_to_the_same_text(bank: list[ParsedQuestion]) -> None:
    report = detect.read_bytes(xlsx_writer.write(bank))
    assert not report.errors
    assert plain(report) == bank
    assert text.write(report.questions) == text.write(bank)


@pytest.mark.parametrize("question", NEW, ids=lambda question: question.kind.value)
def test_each_new_kind_through_both(question: ParsedQuestion) -> None:
    assert plain(text.parse(text.write([question]))) == [question]
    assert plain(detect.read_bytes(xlsx_writer.write([question]))) == [question]


def test_a_left_side_keeps_its_sense_when_it_holds_the_sign_of_a_pair() -> None:
    wide = replace(MATCHING, options=("a => b", "c", "d"))
    (again,) = plain(text.parse(text.write([wide])))
    assert again == replace(wide, options=("a → b", "c", "d"))


@given(st.text())
def test_any_text_gives_a_report(source: str) -> None:
    report = text.parse(source)
    assert report.questions or report.errors
