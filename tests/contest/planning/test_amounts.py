"""Points with a decimal comma, pauses in minutes, hours or days: typed, told, refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.planning import amounts
from contest.planning.amounts import Unit


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", 0),
        ("  ", 0),
        ("0", 0),
        ("0,25", 25),
        ("0.25", 25),
        (" 0,5 điểm", 50),
        ("1 ĐIỂM", 100),
        ("0,250", 25),
        ("10", 1000),
        ("07,5", 750),
        ("10,01", 1001),  # too much, which the ruleset says
    ],
)
def test_typed_points(text: str, wanted: int) -> None:
    assert amounts.hundredths(text) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-0,25", amounts.NO_COST),
        ("−1", amounts.NO_COST),
        ("0,255", amounts.FINER),
        (",5", amounts.NO_COST),
        ("1,", amounts.NO_COST),
        ("1.000,5", amounts.NO_COST),
        ("một", amounts.NO_COST),
        ("1/4", amounts.NO_COST),
        ("²", amounts.NO_COST),
        ("٣", amounts.NO_COST),
        ("9" * 7, amounts.NO_COST),
        ("điểm điểm", amounts.NO_COST),
    ],
)
def test_what_is_no_number_of_points(text: str, said: str) -> None:
    with pytest.raises(ValueError) as wrong:
        amounts.hundredths(text)
    assert str(wrong.value) == said


@given(st.integers(0, 1000))
def test_points_come_back_as_they_are_told(cost: int) -> None:
    assert amounts.hundredths(amounts.told(cost)) == cost


def test_no_points_are_told_as_nothing() -> None:
    assert (amounts.told(0), amounts.told(25), amounts.told(1000)) == ("", "0,25", "10")


@given(st.integers(0, 10_080))
def test_a_pause_comes_back_as_it_is_told(pause: int) -> None:
    text, unit = amounts.parted(pause)
    length = amounts.length(text)
    assert isinstance(length, Fraction)
    assert amounts.minutes(length, unit) == pause


@pytest.mark.parametrize(
    ("pause", "told"),
    [
        (0, ("", Unit.MINUTES)),
        (1, ("1", Unit.MINUTES)),
        (59, ("59", Unit.MINUTES)),
        (60, ("1", Unit.HOURS)),
        (90, ("90", Unit.MINUTES)),
        (1439, ("1439", Unit.MINUTES)),
        (1440, ("1", Unit.DAYS)),
        (10_080, ("7", Unit.DAYS)),
    ],
)
def test_a_pause_is_told_in_its_largest_whole_unit(pause: int, told: tuple[str, Unit]) -> None:
    assert amounts.parted(pause) == told


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [("1,5", Unit.HOURS, 90), ("0.25", Unit.HOURS, 15), ("0,5", Unit.DAYS, 720), ("30", Unit.MINUTES, 30)],
)
def test_parts_of_an_hour_or_a_day(text: str, unit: Unit, wanted: int) -> None:
    length = amounts.length(text)
    assert isinstance(length, Fraction)
    assert amounts.minutes(length, unit) == wanted


@pytest.mark.parametrize("text", ["nửa giờ", "-1", "1,5,0", "1e3", "∞"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(ValueError, match="Ghi bằng chữ số"):
        amounts.length(text)


def test_a_length_of_no_whole_minutes() -> None:
    with pytest.raises(ValueError, match="phút chẵn"):
        amounts.minutes(Fraction(1, 2), Unit.MINUTES)


def test_what_is_parsed_already_passes() -> None:
    assert amounts.hundredths(25) == 25
    assert amounts.length(Fraction(2)) == 2


@pytest.mark.parametrize("text", ["1.440", "1.000", "10.080", " 1.000 "])
def test_a_dot_before_three_digits_of_a_pause_is_asked_about(text: str) -> None:
    """A thousand minutes and one hour look alike: neither is guessed."""
    with pytest.raises(ValueError) as wrong:
        amounts.length(text)
    assert str(wrong.value) == amounts.UNSURE
