"""The example that Moodle's definitions are told by: eight people, five questions, to its digits."""

from __future__ import annotations

from fractions import Fraction

import pytest

from questions.analysis.figures import Analysis, Item, analyse
from tests.questions.analysis import plain

ROWS = ("11101", "11001", "10110", "11111", "00100", "10000", "11110", "01000")


@pytest.fixture(scope="module")
def found() -> Analysis:
    rows = plain.same([[100 * int(mark) for mark in row] for row in ROWS])
    return analyse(plain.tally(rows), plain.asked(rows))


def told(value: Fraction | None, places: int = 2) -> str:
    assert value is not None
    return f"{float(value):.{places}f}"


def per_cent(items: tuple[Item, ...], name: str) -> list[str]:
    return [told(100 * getattr(item, name)) for item in items]


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("facility", "75.00 62.50 62.50 37.50 37.50"),
        ("discrimination", "47.14 27.99 27.99 39.74 39.74"),
        ("efficiency", "66.67 31.43 31.43 48.39 48.39"),
        ("intended", "20.00 20.00 20.00 20.00 20.00"),
        ("effective", "20.01 19.28 19.28 20.71 20.71"),
        ("spread", "46.29 51.75 51.75 51.75 51.75"),
    ],
)
def test_each_question(found: Analysis, name: str, figures: str) -> None:
    assert per_cent(found.items, name) == figures.split()


def test_all_of_it(found: Analysis) -> None:
    whole = found.whole
    assert (whole.people, whole.positions, whole.same) == (8, 5, True)
    assert whole.mean == Fraction(275) and whole.mean_share == Fraction(55, 100)
    assert told(whole.deviation and whole.deviation / 100, 4) == "1.5811"
    assert told(whole.deviation_share, 5) == "0.31623"
    assert (told(whole.skewness, 4), told(whole.kurtosis, 4)) == ("-0.0361", "-1.6823")
    assert told(whole.consistency and 100 * whole.consistency) == "60.71"
    assert told(whole.error_ratio and 100 * whole.error_ratio) == "62.68"
    assert told(whole.standard_error and whole.standard_error / 100, 4) == "0.9910"


def test_who_chose_what_and_how_good_they_are(found: Analysis) -> None:
    right, wrong, *rest = found.items[0].choices
    assert (right.answer, right.people, right.mean, right.best) == ("a", 6, Fraction(1000, 3), 100)
    assert (wrong.answer, wrong.people, wrong.mean, wrong.best) == ("b", 2, Fraction(100), 0)
    assert [(one.answer, one.people, one.mean) for one in rest] == [("c", 0, None), ("d", 0, None)]
    assert found.items[0].guess == Fraction(1, 4)


def test_who_is_equal_at_a_border_of_fifths_counts_on_both_sides(found: Analysis) -> None:
    # Totals 1 1 1 3 3 3 4 5: the weakest fifth is 1.6 of the three who have one point.
    assert found.items[0].fifths == (
        Fraction(1, 3),
        Fraction(5, 12),
        Fraction(1),
        Fraction(1),
        Fraction(1),
    )
