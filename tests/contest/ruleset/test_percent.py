"""A predicted percentage: what is typed, what is counted, what is read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.ruleset import percent
from contest.ruleset.rules import BlueprintLine, PredictionTarget, Ruleset
from contest.ruleset.text import Facts, the_le
from contest.web.filters import guess
from questions.answering import AnswerError
from tests.contest.ruleset.test_text import FACTS

TYPED = [
    ("", ""),
    ("  ", ""),
    ("0", "0"),
    ("12", "1200"),
    ("12,5", "1250"),
    ("12.5", "1250"),
    ("12,50", "1250"),
    ("12,05", "1205"),
    (" 12,57 % ", "1257"),
    ("12,57%", "1257"),
    ("007,1", "710"),
    ("0,01", "1"),
    ("100", "10000"),
    ("100,00", "10000"),
]
REFUSED = [
    *("100,01", "101", "999", "1000", "-1", "−1", "+5", "1,", ",5", "1,2,3", "1 2", "12 , 5", "mười hai"),
    *(
        "12,5%%",
        "%",
        "1e1",
        "٣",
        "²",
        "½",
        "0x1",
        "NaN",
        "<b>1</b>",
        "9" * 200,
        "1.250",
        "12,345",
        "0,001",
    ),
]


@pytest.mark.parametrize(("typed", "answer"), TYPED)
def test_what_is_understood(typed: str, answer: str) -> None:
    assert percent.parse(typed) == answer


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(AnswerError) as wrong:
        percent.parse(typed)
    is_too_fine = typed in ("1.250", "12,345", "0,001")
    assert str(wrong.value) == (percent.TOO_FINE if is_too_fine else percent.NO_PERCENT)


@given(st.integers(0, percent.WHOLE))
def test_what_is_read_is_understood(hundredths: int) -> None:
    assert percent.parse(percent.said(hundredths)) == str(hundredths)
    assert percent.shown(str(hundredths)) == percent.said(hundredths) == guess(hundredths, in_percent=True)


@given(st.text(max_size=20))
def test_any_text_is_a_part_of_a_hundred_or_refused(typed: str) -> None:
    try:
        answer = percent.parse(typed)
    except AnswerError:
        return
    assert answer == "" or percent.is_one(int(answer))


@pytest.mark.parametrize(
    ("part", "whole", "value"),
    [
        (0, 0, 0),
        (0, 7, 0),
        (7, 7, 10_000),
        (1, 3, 3_333),
        (2, 3, 6_667),
        (1, 8, 1_250),
        (1, 20_000, 1),  # half a hundredth
        (1, 20_001, 0),
        (1, 6, 1_667),
    ],
)
def test_the_true_value_half_up(part: int, whole: int, value: int) -> None:
    assert percent.of(part, whole) == value


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_true_value_is_the_nearest(given_: tuple[int, int]) -> None:
    part, whole = given_
    value = percent.of(part, whole)
    exact = Fraction(10_000 * part, whole)
    assert percent.is_one(value)
    assert Fraction(-1, 2) < value - exact <= Fraction(1, 2)


def test_what_is_no_number_stays_as_it_came() -> None:
    assert [percent.shown(answer) for answer in ("", "x", "1e3", "-5")] == ["", "x", "1e3", "−0,05%"]
    assert guess(1250) == "1.250"


RULES = Ruleset(blueprint=(BlueprintLine(count=10),), seconds=600, prediction=PredictionTarget.PERCENT)


def told(rules: Ruleset, facts: Facts = FACTS) -> list[str]:
    return [item for section in the_le(rules, facts) for item in section.items]


def test_the_text_says_how_it_is_counted_and_rounded() -> None:
    said = told(RULES)
    assert (
        "Người dự thi dự đoán tỷ lệ phần trăm người trả lời đúng tất cả các câu trong số người dự thi."
        in said
    )
    assert (
        "Tỷ lệ này bằng số người có ít nhất một bài thi đúng tất cả các câu chia cho số người có ít nhất một "
        "bài thi được công nhận, tính theo phần trăm và làm tròn đến hai chữ số thập phân; từ nửa đơn vị trở "
        "lên thì làm tròn lên." in said
    )
    assert "bài thi, kể cả bài bị hủy, tính theo phần trăm" in " ".join(
        told(RULES.changed(void_predicted=True))
    )
    other = told(RULES.changed(prediction=PredictionTarget.PERFECT_PEOPLE))
    assert not any("phần trăm" in line for line in other)


def test_it_takes_version_3() -> None:
    assert (RULES.version, RULES.predicts_percent) == (3, True)
    assert Ruleset.from_json(RULES.to_json()) == RULES
    without = RULES.changed(prediction=None, criteria=RULES.criteria[:1] + RULES.criteria[2:])
    assert (without.version, without.predicts_percent) == (1, False)


@pytest.mark.parametrize("tail", ["x", "%x", ",5x", "5"])
def test_what_is_longer_than_any_percentage_is_refused_unread(tail: str) -> None:
    """Reading it would take the square of its spaces: seconds in which nobody's answer is saved."""
    with pytest.raises(AnswerError) as refused:
        percent.parse("1" + " " * 60_000 + tail)
    assert str(refused.value) == percent.NO_PERCENT
