"""How much of a unit took part: exact, never more than whole, and the same wherever it is shown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.standings import rules, units


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_part_is_exact_and_never_more_than_whole(people: int, headcount: int) -> None:
    found = rules.part(people, headcount)
    assert found == (Fraction(people, headcount) if people <= headcount else 1)


@pytest.mark.parametrize("headcount", [0, None])
def test_without_a_headcount_there_is_no_part(headcount: int | None) -> None:
    assert rules.part(7, headcount) is None


def test_more_people_than_the_headcount_are_counted_but_win_nothing() -> None:
    placed = units.by_rate({"old": 22, "full": 30, "half": 15}, {"old": 11, "full": 30, "half": 30}, 5)
    assert [(one.unit_id, one.rank, one.people, one.rate) for one in placed] == [
        ("full", 1, 30, 1),
        ("old", 1, 22, 1),
        ("half", 3, 15, Fraction(1, 2)),
    ]
