"""What staff type is understood, or refused in a sentence; and typed twice it is compared by its sense."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts import prediction
from contest.byhand import letters, rules
from contest.byhand.letters import Line, differences, hint, in_letters, read_all
from contest.byhand.rules import joined, moment, parted
from contest.clock import VIETNAM
from questions.answering import AnswerError, parse_answer
from questions.kinds import Content, Kind, make_options

OPTIONS = make_options(Kind.one, ("Hai", "Ba", "Bốn", "Năm"))
IDS = tuple(option.id for option in OPTIONS)
SHOWN = (IDS[2], IDS[0], IDS[3], IDS[1])  # as this paper has them
ONE = Line(Content(Kind.one, "Mấy mức độ?", OPTIONS), SHOWN)
SEVERAL = Line(Content(Kind.several, "Những mức nào?", OPTIONS), SHOWN)
TRUE_FALSE = Line(Content(Kind.true_false, "Đúng hay sai?", make_options(Kind.true_false, ())), ())
NUMBER = Line(Content(Kind.number, "Bao nhiêu ngày?", unit="ngày"), ())
PREDICTION = Line(Content(Kind.prediction, ""), ())
PERCENTAGE = Line(prediction.PERCENT, ())
DAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("line", "typed", "answer"),
    [
        (PERCENTAGE, "12,5", "1250"),
        (PERCENTAGE, "12.5 %", "1250"),
        (ONE, "a", IDS[2]),
        (ONE, " D. ", IDS[1]),
        (ONE, "AA", IDS[2]),
        (ONE, "", ""),
        (ONE, "  ", ""),
        (SEVERAL, "ac", ",".join(sorted((IDS[2], IDS[3])))),
        (SEVERAL, "C, A", ",".join(sorted((IDS[2], IDS[3])))),
        (SEVERAL, "-", ""),
        (TRUE_FALSE, "đ", "dung"),
        (TRUE_FALSE, "T", "dung"),
        (TRUE_FALSE, "Đúng", "dung"),
        (TRUE_FALSE, "s", "sai"),
        (TRUE_FALSE, "F", "sai"),
        (TRUE_FALSE, "", ""),
        (NUMBER, "1.050", "1050"),
        (NUMBER, " -3 ", "-3"),
        (PREDICTION, "0120", "120"),
        (PREDICTION, "", ""),
    ],
)
def test_understood(line: Line, typed: str, answer: str) -> None:
    assert letters.understood(line, typed) == answer


@pytest.mark.parametrize(
    ("line", "typed", "said"),
    [
        (ONE, "E", "chỉ khoanh một chữ, từ A đến D"),
        (ONE, "AB", "chỉ khoanh một chữ"),
        (ONE, "1", "chỉ khoanh một chữ"),
        (SEVERAL, "AE", "từ A đến D"),
        (TRUE_FALSE, "A", "Gõ Đ là Đúng"),
        (TRUE_FALSE, "ĐS", "Gõ Đ là Đúng"),
        (NUMBER, "ba", "chỉ nhập chữ số"),
        (NUMBER, "3,5", "số nguyên"),
    ],
)
def test_refused_in_a_sentence(line: Line, typed: str, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        letters.understood(line, typed)


@given(st.sets(st.sampled_from(IDS)))
def test_what_is_stored_is_typed_and_back(chosen: set[str]) -> None:
    answer = ",".join(sorted(chosen))
    assert letters.understood(SEVERAL, in_letters(SEVERAL, answer)) == answer
    for one in chosen:
        assert letters.understood(ONE, in_letters(ONE, one)) == one


@given(st.integers(-(10**14), 10**14))
def test_numbers_come_back(value: int) -> None:
    for line in (NUMBER, PREDICTION):
        assert letters.understood(line, in_letters(line, str(value))) == str(value)


@pytest.mark.parametrize("answer", ["dung", "sai", ""])
def test_true_and_false_come_back(answer: str) -> None:
    assert letters.understood(TRUE_FALSE, in_letters(TRUE_FALSE, answer)) == answer


LINES = st.sampled_from([ONE, SEVERAL, TRUE_FALSE, NUMBER, PREDICTION])


@given(LINES, st.text(max_size=40))
def test_anything_typed_is_an_answer_or_a_sentence(line: Line, typed: str) -> None:
    try:
        answer = letters.understood(line, typed)
    except AnswerError as wrong:
        assert str(wrong).endswith(".")
    else:
        assert parse_answer(line.content, answer) == answer


def test_each_kind_says_what_it_takes() -> None:
    said = [hint(line) for line in (ONE, SEVERAL, TRUE_FALSE, NUMBER, PREDICTION)]
    assert said == ["A đến D", "A đến D, có thể nhiều chữ", "Đ hoặc S", "số", "số"]


def test_a_whole_paper_with_what_is_wrong_in_it() -> None:
    read = read_all([ONE, SEVERAL, NUMBER], ["B", "X"])
    assert read.answers == {1: IDS[0], 3: ""}
    assert list(read.errors) == [2]


def test_typed_twice_it_is_the_sense_that_differs() -> None:
    lines = [ONE, SEVERAL, TRUE_FALSE, NUMBER]
    assert differences(lines, ["a", "AC", "Đ", "1.000"], ["A.", "c a", "T", "1000"]) == {}
    found = differences(lines, ["A", "AC", "Đ"], ["B", "AC", "", "7"])
    assert list(found) == [1, 3, 4]
    assert found[3].startswith("Lần một: Đ. Lần hai: bỏ trống.")
    assert "Lần một: bỏ trống. Lần hai: 7." in found[4]


def test_what_is_no_answer_differs_from_every_answer() -> None:
    assert list(differences([ONE], ["A"], ["Z"])) == [1]
    assert list(differences([ONE], ["Z"], [""])) == [1]
    assert differences([ONE], ["Z"], [" Z "]) == {}


@given(st.lists(st.text(alphabet="ABCD 019|ĐS", max_size=5), min_size=1, max_size=20))
def test_a_paper_travels_in_one_field(typed: list[str]) -> None:
    assert parted(joined(typed)) == tuple(each.replace("|", "").strip() for each in typed)


@pytest.mark.parametrize("typed", ["08:30", "8:30", " 8 : 30 ", "8h30", "08g30", "8.30", "08:30 05/10/2026"])
def test_a_time_of_day_as_people_write_it(typed: str) -> None:
    assert moment(typed, DAY) == datetime(2026, 10, 5, 8, 30, tzinfo=VIETNAM)


def test_another_day_is_written_out() -> None:
    assert moment("08:30 ngày 6/10/2026", DAY) == datetime(2026, 10, 6, 8, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "typed", ["", "8", "25:00", "08:60", "tám giờ", "08:30 31/02/2026", "-8:30", "08:30:15"]
)
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="ví dụ 08:30"):
        moment(typed, DAY)


def test_a_papers_id_for_the_eye() -> None:
    assert rules.sheet_code("k7q2m94x0a1bc") == "K7Q2M-94X0-A1BC"


def test_a_percentage_is_shown_as_it_is_typed() -> None:
    assert in_letters(PERCENTAGE, "1250") == "12,5%"
    assert read_all([PERCENTAGE], [in_letters(PERCENTAGE, "1250")]).answers == {1: "1250"}
    assert hint(PERCENTAGE) == "số phần trăm"
