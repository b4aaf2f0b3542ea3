"""Rungs beyond the usual ones, means, lots and who is ranked at all: pure."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.ruleset.rules import BlueprintLine, Counting, Criterion, Moment, Precision, Ruleset, Ties
from contest.standings.rules import (
    UNRANKED,
    Known,
    Result,
    counting,
    half_up,
    is_ranked,
    key,
    lot,
    sort_key,
    without_years,
)
from tests.contest.ruleset.made import rulesets
from tests.contest.standings.test_order import result

TEN = (BlueprintLine(count=10),)
SEED = bytes(range(32))
KNOWN = Known(100, SEED)


def rules(*rungs: Criterion, **changes: Any) -> Ruleset:
    given: dict[str, Any] = {"blueprint": TEN, "seconds": 600, "criteria": (Criterion.POINTS, *rungs)}
    return Ruleset(**(given | changes))


@pytest.mark.parametrize(
    ("rung", "first", "second"),
    [
        (Criterion.FIRST_START, {"started_ms": 5}, {"started_ms": 6}),
        (Criterion.PERFECT_ATTEMPTS, {"perfects": 3}, {"perfects": 2}),
        (Criterion.YOUNGEST, {"birth_year": 2014}, {"birth_year": 2013}),
        (Criterion.YOUNGEST, {"birth_year": 1930}, {"birth_year": None}),
        (Criterion.OLDEST, {"birth_year": 1930}, {"birth_year": 1931}),
        (Criterion.OLDEST, {"birth_year": 2020}, {"birth_year": None}),
    ],
)
def test_the_direction_of_a_rung(rung: Criterion, first: dict[str, Any], second: dict[str, Any]) -> None:
    given = rules(rung, attempts_allowed=3)
    for known in (None, KNOWN):
        assert key(given, result(**first), known) < key(given, result(**second), known)
        assert sort_key(given, result(**first), known) < sort_key(given, result(**second), known)


def test_what_looks_equal_is_equal() -> None:
    to_the_minute = rules(
        Criterion.SECONDS,
        Criterion.SUBMITTED,
        precision=Precision(seconds=Moment.MINUTE, moments=Moment.SECOND),
    )
    one, other = result(seconds=60, submitted_ms=5_000), result(seconds=119, submitted_ms=5_999)
    assert key(to_the_minute, one).place == key(to_the_minute, other).place
    assert key(to_the_minute, one) < key(to_the_minute, replace(other, seconds=120))
    assert key(to_the_minute, one) < key(to_the_minute, replace(other, submitted_ms=6_000))
    exact = rules(Criterion.SECONDS, Criterion.SUBMITTED)
    assert key(exact, one) < key(exact, other)


def mean_of(decimals: int = 2, *attempts: Result) -> Result:
    precision = Precision(mean_decimals=decimals)
    given = rules(attempts_allowed=None, counting=Counting.MEAN, precision=precision)
    return counting(given, attempts)


def test_the_mean_of_three() -> None:
    found = mean_of(
        2,
        result(number=1, attempt_id="a", points=700, right=7, seconds=100, prediction=1, submitted_ms=10),
        result(number=3, attempt_id="c", points=800, right=8, seconds=50, prediction=3, submitted_ms=30),
        result(number=2, attempt_id="b", points=900, right=9, seconds=301, prediction=2, submitted_ms=20),
    )
    assert (found.points, found.right, found.seconds) == (800, 8, 150)
    assert (found.attempt_id, found.prediction, found.submitted_ms) == ("c", 3, 30)


@pytest.mark.parametrize(("decimals", "points"), [(2, 867), (1, 870), (0, 900)])
def test_the_mean_is_compared_as_it_is_printed(decimals: int, points: int) -> None:
    found = mean_of(decimals, *(result(number=n, points=each) for n, each in enumerate((800, 900, 900))))
    assert found.points == points


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**4))
def test_half_up_is_the_nearest_and_from_a_half_on_the_next(total: int, count: int) -> None:
    off = half_up(total, count) - Fraction(total, count)
    assert Fraction(-1, 2) < off <= Fraction(1, 2)


def test_what_is_counted_over_all_attempts_of_a_person() -> None:
    attempts = [
        result(number=1, points=500, started_ms=7, perfects=0),
        result(number=2, points=1000, started_ms=9, perfects=1),
        result(number=3, points=1000, started_ms=11, perfects=1),
    ]
    for way in (Counting.BEST, Counting.LAST, Counting.FIRST):
        found = counting(rules(attempts_allowed=3, counting=way), attempts)
        assert (found.started_ms, found.perfects) == (7, 2)


def test_the_best_attempt_is_chosen_by_what_belongs_to_an_attempt() -> None:
    given = rules(Criterion.FIRST_START, Criterion.SECONDS, attempts_allowed=2)
    early, fast = result(number=1, started_ms=1, seconds=90), result(number=2, started_ms=9, seconds=80)
    assert counting(given, [early, fast]).seconds == 80


def test_only_papers_with_everything_right_are_ranked() -> None:
    only = rules(Criterion.SECONDS, only_perfect=True, attempts_allowed=2)
    dear, perfect = result(number=1, points=1500, right=9), result(number=2, points=1000, right=10)
    assert not is_ranked(only, dear) and is_ranked(only, perfect)
    assert counting(only, [dear, perfect]).right == 10
    assert sort_key(only, dear).startswith(UNRANKED)
    assert sort_key(only, perfect) < sort_key(only, dear)
    assert is_ranked(rules(), dear)


def test_a_lot_is_drawn_from_the_seed_and_only_at_the_close() -> None:
    drawn = rules(ties=Ties.LOT)
    people = [result(entry_id=f"e{number}") for number in range(20)]
    assert len({key(drawn, one).place for one in people}) == 1
    keys = [key(drawn, one, KNOWN).place for one in people]
    assert len(set(keys)) == 20
    digest = hmac.new(SEED, b"hang|e3", hashlib.sha256).hexdigest()
    assert lot(SEED, "e3") == int(digest[:14], 16) == keys[3][-1]
    assert [key(drawn, one, Known(100, b"other")).place for one in people] != keys
    better = result(entry_id="e99", points=1000)
    assert key(drawn, better, KNOWN).place < min(keys)
    assert len({key(rules(), one, KNOWN).place for one in people}) == 1


people = st.builds(
    result,
    points=st.integers(-500, 1000),
    right=st.sampled_from([9, 10]),
    seconds=st.integers(0, 200),
    submitted_ms=st.integers(0, 4 * 10**12),
    started_ms=st.integers(0, 4 * 10**12),
    perfects=st.integers(0, 5),
    birth_year=st.none() | st.integers(1900, 2023),
    prediction=st.none() | st.integers(0, 200),
    entry_id=st.text("abc", min_size=1, max_size=3),
)


@given(rulesets(), people, people, st.sampled_from([None, KNOWN]))
def test_the_text_orders_as_the_tuple_does(
    made: Ruleset, one: Result, other: Result, known: Known | None
) -> None:
    def whole(each: Result) -> tuple[bool, tuple[int, ...]]:
        return not is_ranked(made, each), key(made, each, known).place

    texts = sort_key(made, one, known).encode(), sort_key(made, other, known).encode()
    assert (whole(one) < whole(other)) == (texts[0] < texts[1])
    assert (whole(one) == whole(other)) == (texts[0] == texts[1])
    assert max(map(len, texts)) <= 160


@given(rulesets(), st.lists(people, max_size=8))
def test_years_are_forgotten_and_the_order_stays(made: Ruleset, given: list[Result]) -> None:
    keys = [sort_key(made, one, KNOWN) for one in given]
    fresh = without_years(made, keys)
    assert [[a < b for a in fresh] for b in fresh] == [[a < b for a in keys] for b in keys]
    assert without_years(made, fresh) == fresh
    aged = {Criterion.YOUNGEST, Criterion.OLDEST} & set(made.criteria)
    if aged and keys:
        nobody = [sort_key(made, replace(one, birth_year=None), KNOWN) for one in given]
        assert all(mine <= other for mine, other in zip(fresh, nobody, strict=True))
