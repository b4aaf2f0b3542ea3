"""A whole paper on one line: every way in which people type it, and nothing slides to another question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts.prediction import PREDICTION
from contest.byhand import fast
from contest.byhand.fast import FastError, parse, written
from contest.byhand.lines import Line
from questions.kinds import Content, Kind, make_options

TEXTS = ("Một", "Hai", "Ba", "Bốn")


def line(kind: Kind = Kind.one) -> Line:
    texts = {Kind.true_false: ()}.get(kind, TEXTS)
    options = make_options(kind, texts) if kind not in (Kind.number, Kind.short, Kind.suggestion) else ()
    return Line(Content(kind, "Câu hỏi", options), tuple(one.id for one in options))


GUESS = Line(PREDICTION, ())
FOUR = (line(), line(), line(Kind.true_false), line())
MIXED = (line(), line(Kind.several), line(Kind.statements), line(Kind.short), line(Kind.number))


@pytest.mark.parametrize(
    "typed",
    [
        "ACĐB",
        "AC ĐB",
        " A C Đ B ",
        "1A 2C 3Đ 4B",
        "1.A 2.C 3.Đ 4.B",
        "1. A 2. C 3. Đ 4. B",
        "1) A 2) C 3) Đ 4) B",
        "1=A;2=C;3=Đ;4=B",
        "1: A; 2: C; 3: Đ; 4: B",
        "A;C;Đ;B",
        "A; C; Đ; B;",
        "A\tC\tĐ\tB",
        "1A\n2C\n3Đ\n4B",
        "4B 3Đ 2C 1A",
        "1 A; 2 C; 3 Đ; 4 B",
    ],
)
def test_every_way_to_type_a_paper(typed: str) -> None:
    assert parse(typed, FOUR) == ("A", "C", "Đ", "B")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("A--B", ("A", "", "", "B")),
        ("A _ _ B", ("A", "", "", "B")),
        ("1A 4B", ("A", "", "", "B")),
        ("1A 2- 4B", ("A", "", "", "B")),
        ("A;;;B", ("A", "", "", "B")),
        ("", ("", "", "", "")),
        ("1=", ("", "", "", "")),
    ],
)
def test_what_is_left_out(typed: str, said: tuple[str, ...]) -> None:
    assert parse(typed, FOUR) == said


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        pytest.param("ACĐ", "Có 3 câu trả lời mà đề có 4 câu", id="one less"),
        pytest.param("ACĐBA", "Có 5 câu trả lời mà đề có 4 câu", id="one more"),
        pytest.param("A;C", "Có 2 câu trả lời mà đề có 4 câu", id="two parts"),
        pytest.param("1A 5B", "không có câu 5", id="beyond"),
        pytest.param("0A", "không có câu 0", id="nought"),
        pytest.param("1A 1B", "Câu 1 gõ hai lần", id="twice"),
        pytest.param("1A; B", "Không rõ “B”", id="nameless"),
        pytest.param("1A; 2", "Không rõ “2”", id="number alone"),
        pytest.param("DĐ=5", "không có câu dự đoán", id="no prediction"),
    ],
)
def test_what_does_not_fit_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(FastError, match=problem):
        parse(typed, FOUR)


def test_a_paper_of_all_kinds() -> None:
    said = ("A", "AC", "ĐS-Đ", "hợp tác xã", "1,5")
    assert parse("1=A; 2=AC; 3=ĐS-Đ; 4=hợp tác xã; 5=1,5", MIXED) == said
    assert parse("A; AC; ĐS-Đ; hợp tác xã; 1,5", MIXED) == said
    assert parse("A AC ĐS-Đ htx 1.5", MIXED) == ("A", "AC", "ĐS-Đ", "htx", "1.5")
    assert parse("4=hợp tác xã", MIXED) == ("", "", "", "hợp tác xã", "")
    assert parse("3=---Đ", MIXED)[2] == "---Đ"
    with pytest.raises(FastError, match="Gõ kèm số câu"):
        parse("AACĐSSĐ", MIXED)


def test_decimal_points_name_no_question() -> None:
    numbers = (line(Kind.number), line(Kind.number))
    assert parse("1.5 2.5", numbers) == ("1.5", "2.5")
    assert parse("12 15", numbers) == ("12", "15")
    assert parse("1=2.5; 2=1.5", numbers) == ("2.5", "1.5")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ACĐB", ""),
        ("A C Đ B 120", "120"),
        ("1A 2C 3Đ 4B dđ=120", "120"),
        ("1A; 2C; 3Đ; 4B; dự đoán 120", "120"),
        ("1A 2C 3Đ 4B 5=120", "120"),
    ],
)
def test_the_prediction_comes_last_or_by_its_name(typed: str, said: str) -> None:
    assert parse(typed, (*FOUR, GUESS)) == ("A", "C", "Đ", "B", said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ACĐB", ("", "")),
        ("A C Đ B", ("", "")),
        ("A C Đ B 120", ("", "120")),
        ("1A; 2C; 3Đ; 4B; 5=Mở lớp buổi tối; dự đoán 120", ("Mở lớp buổi tối", "120")),
    ],
)
def test_open_questions_are_left_out_of_what_is_one_letter_each(typed: str, said: tuple[str, str]) -> None:
    assert parse(typed, (*FOUR, line(Kind.suggestion), GUESS)) == ("A", "C", "Đ", "B", *said)
    assert parse("ACĐB", (*FOUR, line(Kind.suggestion))) == ("A", "C", "Đ", "B", "")


def test_one_question_alone() -> None:
    assert parse("A", FOUR[:1]) == ("A",)
    assert parse("ĐSSĐ", (line(Kind.statements),)) == ("ĐSSĐ",)
    assert parse("5", (line(Kind.number),)) == ("5",)


LETTERS = st.sampled_from(["", "A", "B", "C", "D"])
WORDS = st.text("abcđê 123,.-", max_size=12).map(str.strip)


@given(st.lists(LETTERS, min_size=1, max_size=40))
def test_letters_come_back(said: list[str]) -> None:
    lines = (line(),) * len(said)
    assert parse(written(said), lines) == tuple(said)


@given(st.lists(st.one_of(LETTERS, WORDS), min_size=1, max_size=12))
def test_anything_typed_comes_back(said: list[str]) -> None:
    lines = (line(Kind.short),) * len(said)
    plain = tuple("" if set(one) <= fast.BLANKS else " ".join(one.split()) for one in said)
    assert parse(written(said), lines) == plain


@given(st.text(max_size=60), st.integers(1, 6))
def test_whatever_is_typed_is_taken_apart_or_refused(typed: str, count: int) -> None:
    try:
        assert len(parse(typed, (line(),) * count)) == count
    except FastError as refused:
        assert str(refused)
