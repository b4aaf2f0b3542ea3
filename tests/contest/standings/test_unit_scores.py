"""Units by the mean of their people's points, and by points for the prizes that their people won."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.standings.units import UnitPlaced, by_mean, by_won
from contest.web.filters import hundredths

PEOPLE = {"a": 3, "b": 2, "c": 1}
SIZES = {"a": 30, "b": 10, "c": 4}


def told(placed: tuple[UnitPlaced, ...]) -> dict[str, tuple[int, Fraction | None]]:
    return {one.unit_id: (one.rank, one.score) for one in placed}


def test_the_mean_is_exact() -> None:
    """25/3 and 8,33 print alike and are not: no rounding before the comparison."""
    placed = by_mean(PEOPLE, SIZES, 1, {"a": 2500, "b": 1666, "c": 900})
    assert told(placed) == {"c": (1, Fraction(9)), "a": (2, Fraction(25, 3)), "b": (3, Fraction(833, 100))}
    assert [hundredths(one.score or Fraction(0)) for one in placed] == ["9,00", "8,33", "8,33"]


def test_equal_means_share_a_place_and_more_people_all_right_may_tell_them_apart() -> None:
    points = {"a": 2400, "b": 1600, "c": 700}
    assert [rank for rank, _ in told(by_mean(PEOPLE, SIZES, 1, points)).values()] == [1, 1, 3]
    placed = by_mean(PEOPLE, SIZES, 1, points, perfect={"b": 1})
    assert {unit: rank for unit, (rank, _) in told(placed).items()} == {"b": 1, "a": 2, "c": 3}


def test_points_may_be_below_zero_or_none() -> None:
    placed = by_mean(PEOPLE, SIZES, 1, {"a": -1, "b": 0})
    assert told(placed) == {"b": (1, Fraction(0)), "c": (1, Fraction(0)), "a": (3, Fraction(-1, 300))}


@pytest.mark.parametrize(
    ("minimum", "least", "there"),
    [
        (1, 0, "abc"),
        (4, 0, "abc"),  # c has four people
        (5, 0, "ab"),
        (10, 0, "ab"),
        (11, 0, "a"),
        (31, 0, ""),
        (1, 1, "abc"),
        (1, 2, "ab"),
        (1, 3, "a"),
        (1, 4, ""),
    ],
)
def test_the_smallest_unit_whose_mean_counts(minimum: int, least: int, there: str) -> None:
    placed = by_mean(PEOPLE, SIZES, minimum, {}, least)
    assert {one.unit_id for one in placed} == set(there)


@pytest.mark.parametrize(("minimum", "is_there"), [(1, True), (3, True), (4, False)])
def test_a_unit_of_unknown_size_is_at_least_as_large_as_it_came(minimum: int, is_there: bool) -> None:
    placed = by_mean({"a": 3}, {}, minimum, {"a": 300})
    assert placed == ((UnitPlaced(1, "a", 3, 0, Fraction(1)),) if is_there else ())


def test_points_for_prizes_and_nobody_without_any() -> None:
    placed = by_won(PEOPLE, SIZES, 1, {"a": 6, "b": 14})
    assert told(placed) == {"b": (1, Fraction(14)), "a": (2, Fraction(6))}
    assert by_won(PEOPLE, SIZES, 1, {}) == ()


def test_won_by_a_unit_of_unknown_size_and_by_one_that_is_too_small() -> None:
    won = {"a": 1, "b": 1, "c": 1}
    assert set(told(by_won(PEOPLE, {"b": 4, "c": 5}, 5, won))) == {"a", "c"}


def test_each_per_cent_that_came_is_a_point_more() -> None:
    """10 % and 6 points, 20 % and none; who has no size has no rate."""
    placed = by_won({"a": 3, "b": 2, "d": 9}, SIZES, 1, {"a": 6, "d": 100}, rate_adds=True)
    assert told(placed) == {"b": (1, Fraction(20)), "a": (2, Fraction(16))}
    over = by_won({"c": 9}, SIZES, 1, {}, rate_adds=True)
    assert told(over) == {"c": (1, Fraction(100))}, "more than the headcount are all of them"
    third = by_won({"a": 1}, {"a": 3}, 1, {"a": 10}, rate_adds=True)
    assert told(third) == {"a": (1, Fraction(130, 3))}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(0), "0,00"),
        (Fraction(17, 2), "8,50"),
        (Fraction(8334, 1000), "8,33"),
        (Fraction(8335, 1000), "8,34"),
        (Fraction(1, 200), "0,01"),
        (Fraction(1, 201), "0,00"),
        (Fraction(-1, 200), "0,00"),  # half up is towards the better
        (Fraction(-3, 200), "−0,01"),
        (Fraction(-5, 4), "−1,25"),
        (Fraction(123456, 100), "1.234,56"),
    ],
)
def test_two_decimals_half_up(value: Fraction, said: str) -> None:
    assert hundredths(value) == said


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(1, 9), st.integers(-500, 900))))
def test_ranks_are_those_of_the_fractions(units: dict[str, tuple[int, int]]) -> None:
    placed = by_mean(
        {unit: people for unit, (people, _) in units.items()}, {}, 1, {u: p for u, (_, p) in units.items()}
    )
    means = {unit: Fraction(points, 100 * people) for unit, (people, points) in units.items()}
    assert told(placed) == {
        unit: (1 + sum(other > mean for other in means.values()), mean) for unit, mean in means.items()
    }
