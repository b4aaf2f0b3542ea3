"""Announcing from the last place up: ties are never torn, every press brings somebody, and it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.standings.ceremony import announced, cover, uncover


@st.composite
def boards(draw: st.DrawFn) -> list[int]:
    """Ranks of a board: 1, 2, 2, 4."""
    groups = draw(st.lists(st.integers(1, 4), max_size=12))
    ranks: list[int] = []
    for size in groups:
        ranks += [len(ranks) + 1] * size
    return ranks


SIZES = st.integers(0, 20)


@pytest.mark.parametrize(
    ("ranks", "size", "covered"),
    [
        ([], 10, 0),
        ([1], 0, 0),
        ([1, 2, 3], 2, 2),
        ([1, 2, 3], 10, 3),
        ([1, 2, 2, 4], 2, 3),
        ([1, 2, 2, 4], 3, 3),
        ([1, 1, 1], 1, 3),
    ],
)
def test_who_shares_the_last_covered_place_is_covered_too(ranks: list[int], size: int, covered: int) -> None:
    assert cover(ranks, size) == covered


@pytest.mark.parametrize(("covered", "left"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 3), (5, 4), (99, 4)])
def test_a_place_is_announced_whole(covered: int, left: int) -> None:
    assert uncover([1, 2, 2, 4, 5], covered) == left


@given(boards(), SIZES)
def test_every_press_announces_one_place_and_the_last_one_all(ranks: list[int], size: int) -> None:
    covered = cover(ranks, size)
    places = []
    while covered:
        left = uncover(ranks, covered)
        assert left < covered
        opened = ranks[left:covered]
        assert len(set(opened)) == 1
        assert list(announced(ranks, left, size)) == list(range(left, covered))
        places.append(opened[0])
        covered = left
    assert places == sorted(set(ranks[: cover(ranks, size)]), reverse=True)


@given(boards(), SIZES)
def test_no_rank_stands_on_both_sides_of_the_cover(ranks: list[int], size: int) -> None:
    covered = cover(ranks, size)
    while covered:
        assert set(ranks[:covered]).isdisjoint(ranks[covered:])
        covered = uncover(ranks, covered)


@given(boards(), SIZES)
def test_before_the_first_press_nobody_was_announced(ranks: list[int], size: int) -> None:
    assert list(announced(ranks, cover(ranks, size), size)) == []
