"""Shares of grades, and which numbers are too small to be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.feedback.rules import CONTENT, FEW, GRADES, LONGEST, PAGE, Tally, share, tally, told

COUNTS = st.lists(st.integers(0, 10_000), min_size=5, max_size=5).map(tuple)


def test_the_grades_are_five_words_the_best_first() -> None:
    assert list(GRADES) == [5, 4, 3, 2, 1]
    assert list(GRADES.values()) == [
        "Rất hài lòng",
        "Hài lòng",
        "Bình thường",
        "Không hài lòng",
        "Rất không hài lòng",
    ]
    assert (CONTENT, LONGEST, PAGE, FEW) == (4, 500, 50, 5)


def test_a_tally_has_every_grade() -> None:
    assert tally({}) == Tally((0, 0, 0, 0, 0))
    assert tally({5: 2, 1: 1, 3: 4}) == Tally((2, 0, 4, 0, 1))


def test_who_answered_and_who_is_content() -> None:
    found = Tally((2, 3, 4, 1, 1))
    assert (found.answered, found.content) == (11, 5)


@pytest.mark.parametrize(("counts", "few"), [((4, 0, 0, 0, 0), True), ((4, 1, 0, 0, 0), False)])
def test_of_fewer_than_five_nothing_is_told(counts: tuple[int, ...], few: bool) -> None:
    assert Tally(counts).is_few is few
    assert told(counts) == (() if few else counts)


@pytest.mark.parametrize(
    ("count", "whole", "found"),
    [
        (0, 0, 0),
        (3, 0, 0),
        (0, 7, 0),
        (7, 7, 10_000),
        (1, 3, 3333),
        (2, 3, 6667),
        (1, 20_000, 1),
        (1, 20_001, 0),
    ],
)
def test_shares_are_rounded_half_up(count: int, whole: int, found: int) -> None:
    assert share(count, whole) == found


@given(COUNTS)
def test_shares_of_all_grades_are_about_the_whole(counts: tuple[int, ...]) -> None:
    found = Tally(counts)
    assert 0 <= found.content <= found.answered == sum(counts)
    if found.answered:
        assert abs(sum(share(one, found.answered) for one in counts) - 10_000) <= 5
    assert told(counts) in ((), counts)
    assert bool(told(counts)) is not found.is_few
