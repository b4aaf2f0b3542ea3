"""Any question in any style that authors have reads back as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.formats import detect
from questions.formats.model import ParsedQuestion, Report
from questions.kinds import Kind
from tests.questions.formats.word.building import word
from tests.questions.formats.word.writing import HEADS, LAYOUTS, LETTERS, MARKS, Style, description, file

#: Words as contests have them; none of them begins a question, an option or a field by itself.
WORDS = (
    *(
        "Ủy ban",
        "nhân dân",
        "xã",
        "Đăk Tô",
        "chuyển đổi số",
        "“một cửa”",
        "61/2018/NĐ-CP",
        "VNeID",
        "10/10/2025",
    ),
    *(
        "hồ sơ",
        "thủ tục",
        "mức độ 4",
        "(DVC)",
        "A0",
        "C. Mác",
        "5,5%",
        "24 giờ/ngày",
        "và",
        "không",
        "khoản 2",
    ),
    *(
        "thứ 2 – thứ 6",
        "điện tử",
        "Y Bích",
        "Nguyễn Thị Á",
        "E-learning",
        "3.321",
        "*",
        "đúng",
        "sai quy định",
    ),
)
TEXT = st.lists(st.sampled_from([one for one in WORDS if one != "*"]), min_size=1, max_size=6).map(" ".join)
OPTION = TEXT.filter(lambda text: not text.startswith(("C.", "A0", "E-")))


@st.composite
def questions(draw: st.DrawFn) -> ParsedQuestion:
    """A sound question with one right option."""
    options = draw(st.lists(OPTION, min_size=2, max_size=5, unique_by=str.casefold))
    return ParsedQuestion(
        Kind.one,
        f"Hỏi {draw(TEXT)}?",
        tuple(options),
        (draw(st.integers(0, len(options) - 1)),),
        draw(st.just("") | TEXT),
        draw(st.just("") | TEXT),
    )


BANKS = st.lists(questions(), min_size=1, max_size=4, unique_by=lambda one: one.text)
STYLES = st.builds(
    Style,
    st.sampled_from(HEADS),
    st.sampled_from(LETTERS),
    st.sampled_from(LAYOUTS),
    st.sampled_from(MARKS),
    st.booleans(),
).filter(lambda style: style.is_sound)


def plain(report: Report) -> Sequence[ParsedQuestion]:
    return [replace(question, line=0) for question in report.questions]


@settings(max_examples=150, deadline=None)
@given(BANKS, STYLES)
def test_any_style_reads_back(bank: list[ParsedQuestion], style: Style) -> None:
    report = detect.read_bytes(file(bank, style))
    assert not report.errors
    assert plain(report) == bank


TWO = [
    ParsedQuestion(Kind.one, "Thủ đô ở đâu?", ("Huế", "Hà Nội", "Vinh", "Đà Nẵng"), (1,), "Theo Hiến pháp."),
    ParsedQuestion(Kind.one, "Bác Hồ sinh năm nào?", ("1890", "1911", "1930"), (0,), "", "Tiểu sử"),
    ParsedQuestion(Kind.one, "Mấy cấp chính quyền?", ("Một", "Hai"), (1,)),
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_mark_in_every_layout(layout: str, mark: str) -> None:
    assert plain(detect.read_bytes(file(TWO, Style(layout=layout, mark=mark)))) == TWO


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("letters", LETTERS)
def test_every_head_with_every_letter(head: str, letters: str) -> None:
    style = Style(head, letters)
    if style.is_sound:
        assert plain(detect.read_bytes(file(TWO, style))) == TWO


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_decomposed_letters_are_the_same(form: Literal["NFD", "NFC"]) -> None:
    text = unicodedata.normalize(form, description(TWO, Style()))
    report = detect.read_bytes(word(text))
    assert plain(report) == TWO
    assert unicodedata.is_normalized("NFC", report.to_json())


@given(BANKS, STYLES)
@settings(max_examples=40, deadline=None)
def test_without_marks_every_question_asks(bank: list[ParsedQuestion], style: Style) -> None:
    """The same files without their marks: the questions are all there, and none has a right option."""
    report = detect.read_bytes(file(bank, replace(style, mark="none")))
    assert [question.text for question in report.questions] == [question.text for question in bank]
    assert all(question.right == () for question in report.questions)
    assert len(report.errors) == len(bank)
