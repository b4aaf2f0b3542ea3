"""Adding rounds up and ranking the sums, against an oracle that was written without looking."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.ruleset.season import Season, SeasonRung, Way
from contest.seasons.rules import Score, Total, key, sort_key, total
from contest.standings.rules import UNRANKED, rank
from tests.contest.ruleset.test_season import seasons

ROUNDS = [f"round{number:08d}" for number in range(6)]
#: Few values, so that everything ties often.
scores = st.builds(
    Score,
    st.just(""),
    points=st.sampled_from([-150, -100, 0, 100, 200, 250, 300]),
    seconds=st.integers(0, 4),
    submitted_ms=st.integers(0, 4).map(lambda step: 500 * step),
    ranked=st.booleans(),
)


@st.composite
def people(draw: Any, most: int = 6) -> dict[str, list[Score]]:
    """Some people with some rounds each."""
    found = {}
    for number in range(draw(st.integers(1, most))):
        taken = draw(st.lists(st.sampled_from(ROUNDS), unique=True))
        found[f"entry{number:08d}"] = [
            Score(round_id, one.points, one.seconds, one.submitted_ms, one.ranked)
            for round_id, one in ((round_id, draw(scores)) for round_id in taken)
        ]
    return found


def S(way: Way = Way.SUM, best: int | None = None, *rungs: SeasonRung) -> Season:
    return Season(way=way, best=best, rungs=rungs)


# --- the oracle -----------------------------------------------------------------------------------


def worth(season: Season, one: Score) -> int:
    return one.points if season.way is Way.SUM or one.points > 0 else 0


def best_set(season: Season, mine: list[Score]) -> list[Score]:
    """Of all sets of that many rounds the one with the most points, then by its rows, slowest last."""
    counted = [one for one in mine if one.ranked]
    if season.way is Way.SUM:
        return counted
    assert season.best is not None
    size = min(season.best, len(counted))
    found: list[Score] = []
    left = counted
    for _ in range(size):
        leader = left[0]
        for one in left[1:]:
            mine_, theirs = worth(season, one), worth(season, leader)
            faster = (one.seconds, one.submitted_ms, one.round_id)
            if mine_ > theirs or (
                mine_ == theirs and faster < (leader.seconds, leader.submitted_ms, leader.round_id)
            ):
                leader = one
        found.append(leader)
        left = [one for one in left if one is not leader]
    return found


def beats(season: Season, a: list[Score], b: list[Score]) -> int:
    """-1 where a stands before b, 0 where they share a place."""
    sets = best_set(season, a), best_set(season, b)
    sums = [sum(worth(season, one) for one in some) for some in sets]
    if sums[0] != sums[1]:
        return -1 if sums[0] > sums[1] else 1
    for rung in season.rungs:
        if rung is SeasonRung.SECONDS:
            x, y = (sum(one.seconds for one in some) for some in sets)
        elif rung is SeasonRung.SUBMITTED:
            x, y = (max(one.submitted_ms for one in some) // 1000 for some in sets)
        else:
            x, y = (sum(one.ranked for one in mine) for mine in (a, b))
            if rung is SeasonRung.MORE_ROUNDS:
                x, y = y, x
        if x != y:
            return -1 if x < y else 1
    return 0


def oracle(season: Season, everybody: dict[str, list[Score]]) -> dict[str, int]:
    """Entry → rank."""
    ranked = {who: mine for who, mine in everybody.items() if any(one.ranked for one in mine)}
    return {
        who: 1 + sum(beats(season, theirs, mine) < 0 for theirs in ranked.values())
        for who, mine in ranked.items()
    }


def ours(season: Season, everybody: dict[str, list[Score]]) -> dict[str, int]:
    totals = [total(season, who, mine) for who, mine in everybody.items()]
    placed = [one for one in totals if one is not None and one.is_ranked]
    ranks = rank([key(season, one).place for one in placed])
    return {one.entry_id: place for one, place in zip(placed, ranks, strict=True)}


# --- properties -----------------------------------------------------------------------------------


@settings(max_examples=2_000, deadline=None)
@given(seasons(), people())
def test_the_ranks_are_the_oracles(season: Season, everybody: dict[str, list[Score]]) -> None:
    assert ours(season, everybody) == oracle(season, everybody)


@settings(max_examples=500, deadline=None)
@given(seasons(), people(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    season: Season, everybody: dict[str, list[Score]], chance: Any
) -> None:
    mixed = {who: list(mine) for who, mine in everybody.items()}
    for mine in mixed.values():
        chance.shuffle(mine)
    order = list(mixed)
    chance.shuffle(order)
    shuffled = {who: mixed[who] for who in order}
    assert ours(season, shuffled) == ours(season, everybody)
    for who, mine in everybody.items():
        assert total(season, who, mixed[who]) == total(season, who, mine)


@settings(max_examples=500, deadline=None)
@given(st.integers(1, 6), people(most=1), scores)
def test_the_best_never_fall_when_a_round_is_added(
    best: int, one: dict[str, list[Score]], more: Score
) -> None:
    ((who, mine),) = one.items()
    season = S(Way.BEST, best)
    added = Score("zz", more.points, more.seconds, more.submitted_ms, more.ranked)
    before, after = total(season, who, mine), total(season, who, [*mine, added])
    assert after is not None
    assert after.points >= (before.points if before else 0)
    assert after.taken == (before.taken if before else 0) + 1


@settings(max_examples=500, deadline=None)
@given(st.integers(1, 4), people(most=1))
def test_no_other_choice_of_so_many_rounds_has_more_points(best: int, one: dict[str, list[Score]]) -> None:
    ((who, mine),) = one.items()
    season = S(Way.BEST, best)
    found = total(season, who, mine)
    ranked = [each for each in mine if each.ranked]
    sums = [
        sum(worth(season, each) for each in some)
        for size in range(min(best, len(ranked)) + 1)
        for some in combinations(ranked, size)
    ]
    assert (found.points if found else 0) == max(sums)


@settings(max_examples=500, deadline=None)
@given(seasons(), people())
def test_the_stored_key_has_the_order_of_the_tuples(
    season: Season, everybody: dict[str, list[Score]]
) -> None:
    found = [one for who, mine in everybody.items() if (one := total(season, who, mine)) and one.is_ranked]
    by_tuple = sorted(found, key=lambda one: key(season, one))
    by_text = sorted(found, key=lambda one: (sort_key(season, one), one.entry_id))
    assert by_tuple == by_text
    for a, b in combinations(found, 2):
        assert (key(season, a).place == key(season, b).place) == (sort_key(season, a) == sort_key(season, b))


# --- borders --------------------------------------------------------------------------------------


def test_nothing_taken_is_no_row() -> None:
    assert total(S(), "a", []) is None


def test_who_is_ranked_nowhere_took_part_all_the_same() -> None:
    one = total(S(), "a", [Score("r1", 300, 5, 9, ranked=False)])
    assert one == Total("a", 0, 0, 0, rounds=0, taken=1)
    assert sort_key(S(), one).startswith(UNRANKED) and not one.is_ranked


def test_a_round_without_a_place_is_not_added() -> None:
    one = total(S(), "a", [Score("r1", 300, 5, 9, ranked=False), Score("r2", 100, 7, 8)])
    assert one is not None and (one.points, one.seconds, one.rounds, one.taken) == (100, 7, 1, 2)


def test_of_equal_points_the_faster_round_is_taken() -> None:
    mine = [Score("r1", 300, 50, 1), Score("r2", 300, 40, 9), Score("r3", 200, 1, 1)]
    one = total(S(Way.BEST, 1), "a", mine)
    assert one is not None and (one.counted, one.seconds, one.submitted_ms) == (("r2",), 40, 9)


@pytest.mark.parametrize(("best", "points"), [(1, 300), (2, 500), (3, 500), (9, 500)])
def test_the_best_of_a_few(best: int, points: int) -> None:
    mine = [Score("r1", 200, 1, 1), Score("r2", -100, 1, 1), Score("r3", 300, 1, 1)]
    one = total(S(Way.BEST, best), "a", mine)
    assert one is not None and one.points == points


def test_a_sum_takes_what_is_below_nothing_too() -> None:
    one = total(S(), "a", [Score("r1", 200, 1, 1), Score("r2", -100, 1, 1)])
    assert one is not None and one.points == 100


def test_moments_are_compared_to_the_second() -> None:
    season = S(Way.SUM, None, SeasonRung.SUBMITTED)
    early, later = (total(season, who, [Score("r1", 100, 1, at)]) for who, at in (("a", 1_000), ("b", 1_999)))
    after = total(season, "c", [Score("r1", 100, 1, 2_000)])
    assert early and later and after
    assert key(season, early).place == key(season, later).place < key(season, after).place
