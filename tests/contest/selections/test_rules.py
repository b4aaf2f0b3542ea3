"""Where the places run out: every border, and by Hypothesis against the plain meaning of the words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.ruleset.selection import Border
from contest.selections import rules
from contest.selections.rules import Cut
from contest.standings.rules import rank

BOARD = (("a", 1), ("b", 2), ("c", 2), ("d", 4), ("e", 5))


@pytest.mark.parametrize(
    ("places", "sure", "tied", "left"),
    [
        (1, "a", "", 0),
        (2, "a", "bc", 1),
        (3, "abc", "", 0),
        (4, "abcd", "", 0),
        (5, "abcde", "", 0),
        (6, "abcde", "", 0),
        (9_999, "abcde", "", 0),
    ],
)
def test_every_border_of_a_board(places: int, sure: str, tied: str, left: int) -> None:
    assert rules.cut(BOARD, places) == Cut(tuple(sure), tuple(tied), left)


def test_nobody_on_the_board() -> None:
    assert rules.cut((), 3) == Cut()


def test_everybody_shares_the_first_place() -> None:
    assert rules.cut([("a", 1), ("b", 1), ("c", 1)], 2) == Cut((), ("a", "b", "c"), 2)
    assert rules.cut([("a", 1), ("b", 1), ("c", 1)], 3) == Cut(("a", "b", "c"))


@given(st.lists(st.integers(0, 4), max_size=12), st.integers(1, 14))
def test_who_is_sure_and_who_is_tied(points: list[int], places: int) -> None:
    """Sure: with all who are as good there are no more than the places. Tied: not so, but without them."""
    ranks = rank([-one for one in points])
    board = sorted(
        ((f"p{index:02d}", place) for index, place in enumerate(ranks)), key=lambda row: (row[1], row[0])
    )
    found = rules.cut(board, places)
    for who, place in board:
        before = sum(other < place for _, other in board)
        with_equal = sum(other <= place for _, other in board)
        assert (who in found.sure) == (with_equal <= places)
        assert (who in found.tied) == (before < places < with_equal)
    if found.tied:
        assert found.left == places - len(found.sure) and 0 < found.left < len(found.tied)
    assert [*found.sure, *found.tied] == [who for who, _ in board][: len(found.sure) + len(found.tied)]


CUT = rules.cut(BOARD, 2)


def test_all_that_are_tied_go_on_by_default() -> None:
    assert rules.going(CUT, Border.ALL, {}) == ("a", "b", "c")
    assert rules.undecided(CUT, Border.ALL, {}) == ()


@pytest.mark.parametrize(
    ("decided", "goes", "waits"),
    [
        ({}, "a", "bc"),
        ({"b": True}, "ab", "c"),
        ({"b": True, "c": False}, "ab", ""),
        ({"b": False, "c": False}, "a", ""),
        ({"b": True, "c": True}, "abc", ""),
        ({"a": True, "e": True}, "a", "bc"),
    ],
)
def test_the_organiser_decides(decided: dict[str, bool], goes: str, waits: str) -> None:
    assert rules.going(CUT, Border.DECIDE, decided) == tuple(goes)
    assert rules.undecided(CUT, Border.DECIDE, decided) == tuple(waits)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, "ab"),
        ({"a": False}, "b"),
        ({"z": True}, "abz"),
        ({"z": False}, "ab"),
        ({"a": True}, "ab"),
        ({"b": False, "y": True, "x": True}, "axy"),
    ],
)
def test_what_staff_change_by_hand(changed: dict[str, bool], wanted: str) -> None:
    assert rules.settled("ab", changed) == tuple(wanted)


@given(st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True), st.randoms(use_true_random=False))
def test_the_digest_stands_for_the_people(entries: list[str], chance: Any) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)
    assert rules.digest("r", mixed) == rules.digest("r", entries)
    assert rules.digest("s", entries) != rules.digest("r", entries)
    assert rules.digest("r", [*entries, "zzzz"]) != rules.digest("r", entries)
