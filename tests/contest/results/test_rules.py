"""What a regrade changes, at its borders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.grades.rules import Graded
from contest.results import rules
from contest.results.rules import Boards, Correction, Shift
from contest.standings import rules as standings
from contest.standings.rules import UNRANKED

OLD = Graded("a1", "v1", 200, 2, (100, 100, 0, None), None)


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, False),
        ({"key_version": "v2"}, False),  # another key that nobody's answer meets
        ({"points": 201}, True),
        ({"right": 1}, True),
        ({"detail": (0, 100, 100, None)}, True),  # one question for another: the sum is the same
    ],
)
def test_a_paper_changes_with_any_single_mark(change: dict[str, Any], differs: bool) -> None:
    assert rules.differs(OLD, replace(OLD, **change)) is differs


def test_the_newest_versions() -> None:
    assert rules.newest([Correction(7, 1, 3), Correction(9, 2, 3)]) == {7: 3, 9: 3}
    assert rules.newest([]) == {}


def test_equal_keys_share_a_rank_and_the_next_one_skips() -> None:
    rows = [("1", "a"), ("2", "b"), ("2", "c"), ("3", "d")]
    assert rules.ranks(rows) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert rules.ranks([]) == {}


def test_who_is_tried_has_another_key_and_who_is_not_ranked_is_off() -> None:
    before = [("1", "a"), ("2", "b"), ("3", "c")]
    assert rules.stands(before, {"a": "4", "b": UNRANKED + "2", "d": "0"}) == [
        ("0", "d"),
        ("3", "c"),
        ("4", "a"),
    ]
    assert rules.stands(before, {}) == before


def test_shifts_are_those_who_move_the_best_first() -> None:
    before, after = {"a": 1, "b": 2, "c": 3}, {"b": 1, "c": 3, "d": 2, "a": 3}
    assert rules.shifts(before, after) == [Shift("a", 1, 3), Shift("b", 2, 1), Shift("d", None, 2)]
    assert rules.shifts({"a": 4}, {}) == [Shift("a", 4, None)]
    assert rules.shifts(before, before) == []


def test_the_top_reaches_to_its_border_before_or_after() -> None:
    moved = [Shift("a", 19, 40), Shift("b", 40, 20), Shift("c", 21, 22), Shift("d", 30, 20)]
    assert rules.top(moved, 20) == [moved[0], moved[1], moved[3]]
    assert rules.top(moved, 20, most=1) == [moved[0]]
    assert (rules.TOP, rules.MOST_KEPT) == (20, 60)


def test_boards_count_what_was_gathered_and_compare_it() -> None:
    made = Boards()
    assert made.gathered == 0
    made.tried |= {"b": "0"}
    made.before += [("1", "a"), ("2", "b"), ("3", "c")]
    assert made.gathered == 4
    made.compare()
    assert [made.shift(one) for one in "abcx"] == [
        Shift("a", 1, 2),
        Shift("b", 2, 1),
        Shift("c", 3, 3),
        Shift("x", None, None),
    ]


KEYS = st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from(["1", "2", "3", UNRANKED + "1"]))


@given(KEYS, KEYS)
def test_ranks_after_are_those_of_the_one_order(before: dict[str, str], tried: dict[str, str]) -> None:
    """The oracle is the rule of standings: 1 + how many are strictly better."""
    made = Boards(tried, sorted((key, one) for one, key in before.items() if key < UNRANKED))
    made.compare()
    stands = {one: key for one, key in {**before, **tried}.items() if key < UNRANKED}
    people = sorted(stands)
    expected = standings.rank([stands[one] for one in people])
    assert made.ranks_after == dict(zip(people, expected, strict=True))
    assert list(made.ranks_after) == [one for _, one in sorted((key, one) for one, key in stands.items())]
