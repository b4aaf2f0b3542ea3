"""How figures are written and read, at the borders of each sentence."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.reports import charts, words
from contest.reports.words import percent, plain, points, used_in_words
from questions.analysis.findings import Finding
from questions.analysis.whole import Whole

WHOLE = Whole(100, 100 * 1000, 100 * 2000, 20, True, *[None] * 6)


@pytest.mark.parametrize(
    ("value", "said"),
    [("1/2", "50,0%"), ("-1/200", "−0,5%"), ("1", "100,0%"), ("0", "0,0%"), ("-1/3", "−33,3%")],
)
def test_a_part_of_one_is_a_per_cent(value: str, said: str) -> None:
    assert percent(Fraction(value)) == said


def test_what_is_not_defined_says_so() -> None:
    assert percent(None) == plain(None) == points(None) == words.NONE


def test_points_are_hundredths_no_more() -> None:
    assert (points(Fraction(275)), plain(Fraction("-1.6823"))) == ("2,75", "−1,68")


def test_how_often_a_question_was_used() -> None:
    assert used_in_words(0, 0, 0) == ""
    assert used_in_words(3, 1234, 765).replace("\u00a0", " ") == (
        "Đã dùng trong 3 cuộc thi, 62,0% đúng (765/1.234 người)."
    )


def test_every_finding_has_its_words() -> None:
    assert set(words.CHIPS) == set(words.ABOUT) == set(Finding)
    for said in words.ABOUT.values():
        assert said.endswith(".")


@pytest.mark.parametrize(
    ("points", "said"), [(999, "Đề khó"), (1000, "Vừa sức"), (1500, "Vừa sức"), (1501, "Đề dễ")]
)
def test_how_hard_the_papers_were(points: int, said: str) -> None:
    assert words.mean(replace(WHOLE, points=100 * points)).startswith(said)


@pytest.mark.parametrize(
    ("deviation", "said"),
    [(239, "Điểm của mọi người sát nhau"), (240, "Điểm đủ khác"), (360, "Điểm đủ khác"), (361, "Điểm chênh")],
)
def test_whether_marks_are_apart(deviation: int, said: str) -> None:
    assert words.deviation(replace(WHOLE, deviation=Fraction(deviation))).startswith(said)


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [(63, "Dưới 64%"), (64, "Tạm được"), (74, "Tạm được"), (75, "Đạt"), (90, "Đạt")],
)
def test_how_far_the_total_can_be_trusted(hundredths: int, said: str) -> None:
    made = replace(WHOLE, consistency=Fraction(hundredths, 100))
    assert words.consistency(made).startswith(said)
    drawn = words.consistency(replace(made, same=False))
    assert drawn.startswith(said) and drawn.endswith(words.DRAWN)


def test_consistency_of_papers_of_different_lengths_is_none() -> None:
    assert "cùng số câu" in words.consistency(replace(WHOLE, positions=None))
    assert words.consistency(WHOLE) == ""


@pytest.mark.parametrize(("hundredths", "said"), [(50, "Từ 50%"), (51, "Trên 50%")])
def test_how_much_is_luck(hundredths: int, said: str) -> None:
    assert words.error_ratio(replace(WHOLE, error_ratio=Fraction(hundredths, 100))).startswith(said)


@pytest.mark.parametrize(
    ("value", "said"), [("-1.01", "Dưới −1"), ("-1", "Từ −1"), ("1", "Từ −1"), ("1.01", "Trên 1")]
)
def test_to_which_side_marks_lean(value: str, said: str) -> None:
    assert words.skewness(replace(WHOLE, skewness=Fraction(value))).startswith(said)


@pytest.mark.parametrize(
    ("value", "said"), [("-0.01", "Dưới 0"), ("0", "Từ 0"), ("1", "Từ 0"), ("1.01", "Trên 1")]
)
def test_whether_marks_crowd(value: str, said: str) -> None:
    assert words.kurtosis(replace(WHOLE, kurtosis=Fraction(value))).startswith(said)


def test_what_has_no_figure_has_no_sentence() -> None:
    bare = replace(WHOLE, most=0)
    for read in (words.mean, words.deviation, words.skewness, words.kurtosis):
        assert read(bare) == ""
    assert words.error_ratio(bare) == words.standard_error(bare) == ""


PARTS = st.one_of(st.none(), st.integers(-50, 150).map(lambda value: Fraction(value, 99)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[PARTS] * 5))
def test_columns_stay_in_their_chart(values: tuple[Fraction | None, ...]) -> None:
    bars = charts.columns(values)
    assert len(bars) == 5
    for place, bar in enumerate(bars):
        assert 0 <= bar.height <= charts.HEIGHT
        assert bar.y + bar.height == charts.ABOVE + charts.HEIGHT
        assert place * charts.STEP <= bar.x and bar.x + bar.width <= (place + 1) * charts.STEP
