"""What should be reached and what is missing: a table, the borders, and what holds for any numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.dashboards import target_rules as rules
from contest.dashboards.target_rules import Targets

NUMBERS = st.integers(0, 10_000_000)
MADE = st.builds(
    Targets,
    people=st.none() | st.integers(1, 10_000_000),
    share=st.none() | st.integers(1, 100),
    units=st.dictionaries(st.text("ab1", min_size=1, max_size=3), st.integers(1, 10_000), max_size=5),
)


@pytest.mark.parametrize(
    ("share", "size", "wanted"),
    [
        (80, 10, 8),
        (80, 11, 9),  # 8,8: what is begun counts
        (1, 1, 1),
        (1, 100, 1),
        (1, 101, 2),
        (100, 7, 7),
        (80, 0, None),
        (None, 10, None),
    ],
)
def test_a_part_in_whole_people(share: int | None, size: int, wanted: int | None) -> None:
    assert rules.of_part(share, size) == wanted


def test_own_numbers_go_before_the_share_and_the_share_before_those_below() -> None:
    places = {"school": "school", "9a": "school", "9b": "school", "office": "office", "far": "far"}
    made = Targets(share=50, units={"9a": 4, "9b": 3, "office": 2})
    assert rules.of_units(made, places, {"school": 9, "office": 10}) == {"school": 5, "office": 2}
    assert rules.of_units(made, places, {}) == {"school": 7, "office": 2}
    whole = Targets(share=50, units={"school": 1, "9a": 4})
    assert rules.of_units(whole, places, {"school": 9}) == {"school": 1}
    assert rules.of_units(Targets(units={"elsewhere": 3}), places, {}) == {}


@pytest.mark.parametrize(
    ("targets", "size", "lines", "wanted"),
    [
        (Targets(), 100, {}, None),
        (Targets(people=7, share=80), 100, {"a": 3}, 7),
        (Targets(share=80), 101, {"a": 3}, 81),
        (Targets(share=80), 0, {"a": 3, "b": 2}, 5),
        (Targets(share=80), 0, {}, None),
        (Targets(units={"a": 3}), 0, {"a": 3}, 3),
    ],
)
def test_in_all(targets: Targets, size: int, lines: dict[str, int], wanted: int | None) -> None:
    assert rules.in_all(targets, size, lines) == wanted


@pytest.mark.parametrize(
    ("target", "people", "lacks", "done"),
    [
        (None, 5, 0, None),
        (10, 0, 10, Fraction(0)),
        (10, 9, 1, Fraction(9, 10)),
        (10, 10, 0, Fraction(1)),
        (10, 11, 0, Fraction(1)),
        (0, 0, 0, Fraction(1)),
    ],
)
def test_how_far_it_is(target: int | None, people: int, lacks: int, done: Fraction | None) -> None:
    assert (rules.missing(target, people), rules.done(target, people)) == (lacks, done)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (Targets(), False),
        (Targets(people=1), True),
        (Targets(share=1), True),
        (Targets(units={"a": 1}), True),
    ],
)
def test_whether_anything_is_aimed_at(made: Targets, wanted: bool) -> None:
    assert made.any is wanted


def test_merged_units_are_added_to_their_others() -> None:
    assert rules.merged({"a": 1, "b": 2, "c": 4}, {"b": "a"}) == {"a": 3, "c": 4}
    assert rules.merged({"b": 2}, {"b": "a"}) == {"a": 2}


@given(MADE)
def test_stored_and_read_again(made: Targets) -> None:
    assert rules.from_json(rules.to_json(made)) == made
    assert rules.from_json("") == Targets()


def test_stored_alike_in_whatever_order_units_were_told() -> None:
    told = rules.to_json(Targets(units={"b": 2, "a": 1}, people=3))
    assert told == rules.to_json(Targets(units={"a": 1, "b": 2}, people=3))
    assert told == '{"people":3,"share":null,"units":{"a":1,"b":2}}'


@given(st.none() | NUMBERS, NUMBERS)
def test_reached_exactly_when_nobody_is_missing(target: int | None, people: int) -> None:
    lacks, done = rules.missing(target, people), rules.done(target, people)
    assert lacks >= 0 and (done is None) == (target is None)
    if done is not None:
        assert 0 <= done <= 1 and (done == 1) == (lacks == 0)


@given(st.integers(1, 100), st.integers(1, 100_000))
def test_a_part_is_the_fewest_people_that_reach_it(share: int, size: int) -> None:
    found = rules.of_part(share, size)
    assert found is not None and 1 <= found <= size
    assert found * 100 >= share * size > (found - 1) * 100
