"""The figures of a report at their borders."""

from __future__ import annotations

from typing import Any

import pytest

from contest.summaries import rules
from contest.summaries.rules import Answered, Sat


def sat(entry: str = "e1", **changed: Any) -> Sat:
    given: dict[str, Any] = {
        "round_id": "r1",
        "entry_id": entry,
        "person_id": f"p-{entry}",
        "unit_id": "u1",
        "audience_id": None,
        "birth_year": 2000,
        "points": 300,
        "right": 3,
        "asked": 10,
        "attempts": 1,
    }
    return Sat(**(given | changed))


def of_points(*points: int) -> list[Sat]:
    return [sat(f"e{place}", points=each) for place, each in enumerate(points)]


@pytest.mark.parametrize(
    ("count", "whole", "wanted"),
    [
        (0, 3, 0),
        (1, 3, 3333),
        (2, 3, 6667),
        (1, 20_000, 1),  # exactly half of a hundredth goes up
        (1, 20_001, 0),
        (3, 3, 10_000),
        (4, 3, 10_000),  # an old headcount
        (4, 0, None),
        (0, 0, None),
    ],
)
def test_rates_are_rounded_half_up(count: int, whole: int, wanted: int | None) -> None:
    assert rules.rate(count, whole) == wanted


@pytest.mark.parametrize(
    ("now", "before", "wanted"),
    [
        (Answered(4, 3), Answered(4, 2), 2500),
        (Answered(3, 1), Answered(3, 2), -3334),
        (Answered(4, 3), Answered(0, 0), None),
        (Answered(4, 3), None, None),
        (Answered(0, 0), Answered(2, 1), -5000),
    ],
)
def test_change(now: Answered, before: Answered | None, wanted: int | None) -> None:
    assert rules.change(now, before) == wanted


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        ((500,), (500, 500, 500, 500)),
        ((100, 200), (100, 150, 200, 150)),
        ((100, 201), (100, 151, 201, 151)),  # half up
        ((100, 200, 300), (100, 200, 300, 200)),
        ((400, 100, 300, 200), (150, 250, 350, 250)),
        ((1, 2, 3, 4, 5), (2, 3, 5, 3)),  # 1,5 and 4,5 go up
        ((-300, -100, 0), (-300, -100, 0, -133)),
        ((-100, -101), (-101, -100, -100, -100)),  # a half goes to the higher one, below zero too
    ],
)
def test_mean_and_quartiles(points: tuple[int, ...], wanted: tuple[int, int, int, int]) -> None:
    found = rules.marks(of_points(*points))
    assert found is not None
    assert (found.lower, found.median, found.upper, found.mean) == wanted
    assert (found.count, found.total) == (len(points), sum(points))


def test_nobody_has_marks() -> None:
    assert rules.marks([]) is None
    assert rules.mean([]) == 0


@pytest.mark.parametrize(
    ("right", "asked", "wanted"),
    [
        *((0, 10, 0), (1, 10, 0), (2, 10, 1), (9, 10, 8), (10, 10, 9)),
        *((1, 20, 0), (2, 20, 0), (3, 20, 1), (18, 20, 8), (19, 20, 9)),
        *((1, 3, 3), (2, 3, 6), (3, 3, 9), (1, 15, 0), (1, 1, 9), (0, 1, 0)),
        *((11, 10, 9), (5, 0, 0)),  # stored data that can't be
    ],
)
def test_tenths(right: int, asked: int, wanted: int) -> None:
    assert rules.tenth(right, asked) == wanted


def test_tenths_are_counted() -> None:
    found = rules.marks([sat("a", right=10), sat("b", right=10), sat("c", right=0)])
    assert found is not None and found.tenths == (1, 0, 0, 0, 0, 0, 0, 0, 0, 2)


def test_a_person_in_two_rounds_is_one_and_their_attempts_are_two() -> None:
    both = [sat("a", round_id="r1"), sat("b", round_id="r2", person_id="p-a", attempts=3)]
    assert (rules.people(both), rules.attempts(both)) == (1, 4)


def test_who_sat_both_ways_stands_in_both() -> None:
    found = rules.kinds([sat("a", attempts=3, by_hand=1), sat("b"), sat("c", attempts=1, by_hand=1)])
    assert [(one.key, one.people, one.attempts) for one in found] == [("screen", 2, 3), ("paper", 2, 2)]


def test_a_kind_of_nobody_is_left_out() -> None:
    assert [one.key for one in rules.kinds([sat()])] == ["screen"]
    assert rules.kinds([]) == ()


@pytest.mark.parametrize(
    ("year", "wanted"),
    [
        *((2026, "Dưới 16 tuổi"), (2030, "Dưới 16 tuổi"), (2011, "Dưới 16 tuổi")),
        *((2010, "Từ 16 đến 30 tuổi"), (1996, "Từ 16 đến 30 tuổi")),
        *((1995, "Từ 31 đến 45 tuổi"), (1981, "Từ 31 đến 45 tuổi")),
        *((1980, "Từ 46 đến 60 tuổi"), (1966, "Từ 46 đến 60 tuổi"), (1965, "Trên 60 tuổi")),
        (None, "Không rõ năm sinh"),
    ],
)
def test_age_groups(year: int | None, wanted: str) -> None:
    assert rules.age_group(year, 2026) == wanted


def test_ages_come_in_order_the_unknown_last() -> None:
    found = rules.ages(
        [sat("a", birth_year=None), sat("b", birth_year=1950), sat("c", birth_year=2015)], 2026
    )
    assert [one.key for one in found] == ["Dưới 16 tuổi", "Trên 60 tuổi", "Không rõ năm sinh"]


def test_lines_leave_out_who_has_no_key() -> None:
    found = rules.lines([sat("a", audience_id="x"), sat("b")], lambda one: one.audience_id or "")
    assert list(found) == ["x"] and found["x"].people == 1


def test_newcomers_and_who_comes_again() -> None:
    now = [sat("a"), sat("b"), sat("c", person_id="p-b")]
    assert rules.newcomers(now, frozenset({"p-b", "p-z"})) == (1, 1)
    assert rules.newcomers([], frozenset({"p-b"})) == (0, 0)


def test_units_most_people_first_then_the_higher_rate() -> None:
    many = [sat("a"), sat("b"), sat("c", unit_id="u2"), sat("d", unit_id="u3"), sat("e", unit_id="u4")]
    found = rules.units(many, {"u1": "u1", "u2": "u2", "u3": "u3"}, {"u1": 10, "u2": 8, "u3": 4})
    assert [(one.unit_id, one.people, one.rate) for one in found] == [
        ("u1", 2, 2000),
        ("u3", 1, 2500),
        ("u2", 1, 1250),
    ]


def test_a_unit_of_unknown_size_has_no_rate_and_who_has_no_unit_stands_nowhere() -> None:
    (found,) = rules.units([sat(points=150), sat("b", unit_id=None)], {"u1": "u1"}, {})
    assert (found.headcount, found.rate, found.mean, found.people) == (0, None, 150, 1)


def test_a_person_of_two_rounds_is_one_of_the_unit_and_two_marks() -> None:
    two = [sat("a", points=100), sat("b", person_id="p-a", round_id="r2", points=300)]
    (found,) = rules.units(two, {"u1": "u1"}, {"u1": 2})
    assert (found.people, found.rate, found.mean, found.attempts) == (1, 5000, 200, 2)


def test_a_question_of_two_topics_counts_in_both() -> None:
    found = rules.by_topic(
        {1: Answered(4, 1), 2: Answered(6, 6), 3: Answered(1, 1)}, {1: ("a", "b"), 2: ("a",)}
    )
    assert found == {"a": Answered(10, 7), "b": Answered(4, 1)}
    assert found["a"].rate == 7000 and Answered(0, 0).rate == 0


def test_the_weakest_five_the_more_asked_first_among_equals() -> None:
    found = {
        "zero": Answered(5, 0),
        "half": Answered(10, 5),
        "more": Answered(20, 10),
        "few": Answered(4, 0),
        "all": Answered(9, 9),
        "most": Answered(10, 9),
        "third": Answered(9, 3),
        "high": Answered(10, 8),
    }
    assert rules.weakest(found) == ("zero", "third", "more", "half", "high")
    assert rules.weakest({}) == ()
