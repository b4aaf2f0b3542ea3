"""Days and hours added up, and the columns of a chart."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from contest.dashboards import rules as rules
from contest.web import hours

HOURS = st.dictionaries(st.integers(480_000, 482_000), st.integers(0, 50), max_size=30)


def test_hours_of_days() -> None:
    day = date(2026, 10, 5)
    first = hours.first_of(day)
    assert [hours.day_of(first + more) for more in (-1, 0, 23, 24)] == [
        date(2026, 10, 4),
        day,
        day,
        date(2026, 10, 6),
    ]
    found = {first - 1: 1, first: 2, first + 23: 4, first + 24: 8}
    number = first // 24
    assert rules.by_day(found) == {number - 1: 1, number: 6, number + 1: 8}
    assert rules.of_day(found, number) == [2, *[0] * 22, 4]


def test_days_from_the_first_with_anything_to_the_last() -> None:
    assert rules.days({}, {}) == []
    assert rules.days({5: 0}, {7: 1}) == [7]
    assert rules.days({5: 1}, {8: 2}) == [5, 6, 7, 8]
    assert rules.charted(range(40)) == range(9, 40)
    assert rules.charted(range(31)) == range(31)


def test_a_day_below_its_column() -> None:
    assert rules.label(date(2026, 10, 5)) == "05/10"


def test_columns_side_by_side() -> None:
    first, second = rules.columns(("a", "b"), (4, 1), ("4", "1"))
    assert (first.x, first.y, first.width, first.height, first.middle) == (39, 20, 232, 80, 155)
    assert (second.x, second.y, second.height, second.said) == (349, 80, 20, "1")
    assert rules.columns((), (), ()) == ()
    (only,) = rules.columns(("a",), (3,), ("3",))
    assert (only.x, only.width, only.height, only.said, only.label) == (77, 465, 80, "3", "a")
    assert [one.said for one in rules.columns(("a", "b"), (0, 0), ("0", "0"))] == ["", ""]


def test_where_there_is_little_room_only_the_highest_is_told() -> None:
    numbers = [1] * rules.ROOM
    assert all(one.said and one.label for one in rules.columns(["x"] * 8, numbers, ["1"] * 8))
    made = rules.columns([str(place) for place in range(9)], [*numbers, 3], ["1"] * 8 + ["3"])
    assert [one.said for one in made] == [*[""] * 8, "3"]
    assert [one.label for one in made if one.label] == ["0", "2", "4", "6", "8"]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=31))
def test_columns_stay_within_the_chart(numbers: list[int]) -> None:
    made = rules.columns([""] * len(numbers), numbers, [""] * len(numbers))
    assert all(one.x >= 0 and one.x + one.width <= rules.WIDTH for one in made)
    assert all(one.y + one.height == rules.ABOVE + rules.HEIGHT and one.y >= rules.ABOVE for one in made)
    if any(numbers):
        assert max(one.height for one in made) == rules.HEIGHT


@given(HOURS)
def test_nothing_is_lost_between_hours_and_days(found: dict[int, int]) -> None:
    by_day = rules.by_day(found)
    assert sum(by_day.values()) == sum(found.values())
    for day, number in by_day.items():
        assert sum(rules.of_day(found, day)) == number
    assert set(rules.days(by_day)) >= {day for day, number in by_day.items() if number}
