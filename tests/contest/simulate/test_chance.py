"""Draws are pure functions of seed and name."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.simulate.chance import Chance

WORD = st.text(max_size=20) | st.integers()


@given(st.integers(), st.lists(WORD, max_size=4))
def test_a_draw_is_the_same_in_every_run(seed: int, words: list[str | int]) -> None:
    assert Chance((seed,)).share(*words) == Chance((seed,)).share(*words)


@given(st.integers(), WORD)
def test_a_share_is_from_zero_up_to_one(seed: int, word: str | int) -> None:
    assert 0 <= Chance((seed,)).share(word) < 1


@given(st.integers(-50, 50), st.integers(0, 60), WORD)
def test_a_number_keeps_to_its_ends(low: int, span: int, word: str | int) -> None:
    assert low <= Chance((1,)).number(low, low + span, word) <= low + span


def test_known_draws_stay_what_they_were() -> None:
    """A run that is repeated next year meets the same people."""
    chance = Chance((1, "person", 7))
    assert chance.number(0, 999, "x") == 96
    assert chance.crockford(13, "op") == Chance((1, "person", 7)).crockford(13, "op")
    assert chance.of("other").share() == Chance((1, "person", 7, "other")).share()


def test_names_of_draws_do_not_run_together() -> None:
    assert Chance(("a", "bc")).share() != Chance(("ab", "c")).share()


def test_draws_are_spread_evenly() -> None:
    counts = Counter(Chance((3,)).number(1, 6, throw) for throw in range(6000))
    assert set(counts) == {1, 2, 3, 4, 5, 6}
    assert all(850 < count < 1150 for count in counts.values())


@pytest.mark.parametrize(("probability", "low", "high"), [(0.0, 0, 0), (0.1, 70, 130), (1.0, 1000, 1000)])
def test_what_happens_happens_that_often(probability: float, low: int, high: int) -> None:
    happened = sum(Chance((5,)).happens(probability, n) for n in range(1000))
    assert low <= happened <= high


def test_every_item_is_picked_sometimes() -> None:
    assert {Chance((2,)).pick("abc", n) for n in range(100)} == {"a", "b", "c"}


def test_an_ops_name_has_only_phone_letters() -> None:
    names = {Chance((2,)).crockford(13, n) for n in range(200)}
    assert len(names) == 200
    assert set("".join(names)) <= set("0123456789abcdefghjkmnpqrstvwxyz")


def test_between_keeps_to_its_ends() -> None:
    assert all(2 <= Chance((4,)).between(2, 5, n) < 5 for n in range(500))
