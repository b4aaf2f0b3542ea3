"""On random data a report says what boards say, to the last digit."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from contest.standings import units as boards
from contest.standings.rules import half_up
from contest.summaries import rules
from contest.summaries.rules import Sat
from contest.web.filters import hundredths

UNITS = ("u1", "u2", "u3", "u4")
ONE = st.tuples(
    st.sampled_from((*UNITS, None)), st.integers(-500, 3000), st.integers(0, 30), st.integers(1, 4)
)
SIZES = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 12))


def made(rows: list[tuple[str | None, int, int, int]]) -> list[Sat]:
    return [
        Sat("r1", f"e{place}", f"p{place}", unit, None, None, points, right, 30, attempts)
        for place, (unit, points, right, attempts) in enumerate(rows)
    ]


@given(st.lists(ONE, max_size=40), SIZES)
def test_units_agree_with_the_boards_of_units(
    rows: list[tuple[str | None, int, int, int]], sizes: dict[str, int]
) -> None:
    sat = made(rows)
    people: dict[str, int] = {}
    points: dict[str, int] = {}
    for one in sat:
        if one.unit_id:
            people[one.unit_id] = people.get(one.unit_id, 0) + 1
            points[one.unit_id] = points.get(one.unit_id, 0) + one.points
    found = {one.unit_id: one for one in rules.units(sat, {unit: unit for unit in UNITS}, sizes)}
    assert set(found) == set(people)
    by_number = boards.by_number(people, sizes, 1)
    assert {one.unit_id: one.people for one in by_number} == {unit: one.people for unit, one in found.items()}
    for placed in by_number:
        mine = found[placed.unit_id]
        assert mine.headcount == placed.headcount
        if placed.rate is None:
            assert mine.rate is None
        else:
            assert mine.rate == half_up(placed.rate.numerator * 10_000, placed.rate.denominator)
            assert abs(Fraction(mine.rate, 10_000) - placed.rate) <= Fraction(1, 20_000)
    for placed in boards.by_mean(people, sizes, 1, points):
        assert placed.score is not None
        assert hundredths(Fraction(found[placed.unit_id].mean, 100)) == hundredths(placed.score)


@given(st.lists(ONE, min_size=1, max_size=60))
def test_marks_are_in_order_and_all_there(rows: list[tuple[str | None, int, int, int]]) -> None:
    sat = made(rows)
    found = rules.marks(sat)
    assert found is not None
    points = sorted(one.points for one in sat)
    assert points[0] <= found.lower <= found.median <= found.upper <= points[-1]
    assert sum(found.tenths) == found.count == len(rows)
    assert 2 * sum(one < found.median for one in points) <= len(points)
    assert abs(found.mean * len(rows) - found.total) * 2 <= len(rows)


@given(st.lists(ONE, max_size=40))
def test_the_order_of_rows_changes_nothing(rows: list[tuple[str | None, int, int, int]]) -> None:
    sat = made(rows)
    other = sorted(sat, key=lambda one: (one.points, one.entry_id))
    places = {unit: unit for unit in UNITS}
    assert rules.units(sat, places, {}) == rules.units(other, places, {})
    assert rules.marks(sat) == rules.marks(other)
    assert rules.ages(sat, 2026) == rules.ages(other, 2026)


@given(st.lists(ONE, max_size=40))
def test_units_and_people_without_one_are_everybody(rows: list[tuple[str | None, int, int, int]]) -> None:
    sat = made(rows)
    units = rules.units(sat, {unit: unit for unit in UNITS}, {})
    without = rules.people(one for one in sat if one.unit_id is None)
    assert sum(one.people for one in units) + without == rules.people(sat)
    assert sum(one.attempts for one in rules.kinds(sat)) == rules.attempts(sat)
