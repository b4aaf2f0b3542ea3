"""Ranking equals an oracle that was written from the thể lệ alone, on random contests of every kind."""

from __future__ import annotations

import hashlib
import hmac
import random
from fractions import Fraction
from typing import Any

import pytest

from contest.ruleset.rules import (
    BlueprintLine,
    Counting,
    Criterion,
    Moment,
    Precision,
    PredictionTarget,
    Ruleset,
    Ties,
)
from contest.standings.rules import Known, Result, counting, is_ranked, rank, sort_key

CONTESTS, PARTS = 10_000, 20
QUESTIONS = 4
MINUTE = 60_000


def a_ruleset(chance: random.Random) -> Ruleset:
    several = chance.random() < 0.7
    rungs = [Criterion.SECONDS, Criterion.SUBMITTED, Criterion.FIRST_START]
    rungs += [Criterion.PERFECT_ATTEMPTS] if several else []
    rungs += [chance.choice([Criterion.YOUNGEST, Criterion.OLDEST])]
    rungs = chance.sample(rungs, chance.randint(0, len(rungs)))
    target = chance.choice([None, *PredictionTarget])
    if target is not None:
        rungs.insert(chance.randint(0, len(rungs)), Criterion.PREDICTION_ERROR)
    way = chance.choice(list(Counting)) if several else Counting.BEST
    moments = bool({Criterion.SUBMITTED, Criterion.FIRST_START} & set(rungs))
    return Ruleset(
        blueprint=(BlueprintLine(count=QUESTIONS),),
        seconds=600,
        attempts_allowed=chance.choice([None, 3]) if several else 1,
        counting=way,
        prediction=target,
        criteria=(Criterion.POINTS, *rungs),
        only_perfect=way is not Counting.MEAN and chance.random() < 0.2,
        ties=chance.choice(list(Ties)),
        precision=Precision(
            seconds=chance.choice([Moment.SECOND, Moment.MINUTE])
            if Criterion.SECONDS in rungs
            else Moment.SECOND,
            moments=chance.choice(list(Moment)) if moments else Moment.MILLISECOND,
            mean_decimals=chance.randint(0, 2) if way is Counting.MEAN else 2,
        ),
    )


def a_person(chance: random.Random, rules: Ruleset, entry: str) -> list[Result]:
    year = chance.choice([None, 1950, 1990, 2012])
    count = chance.randint(1, 3) if rules.several else 1
    made = []
    for number in range(1, count + 1):
        right = chance.randint(QUESTIONS - 2, QUESTIONS)
        started = number * 10 * MINUTE + chance.choice([0, 5, 1_005, MINUTE])
        seconds = chance.choice([30, 59, 60, 61])
        made.append(
            Result(
                entry,
                f"{entry}-{number}",
                number,
                points=100 * right + chance.choice([0, 0, 25, -100]),
                right=right,
                seconds=seconds,
                submitted_ms=started + 1_000 * seconds + chance.choice([0, 999]),
                prediction=chance.choice([None, 8, 10, 12]),
                started_ms=started,
                perfects=int(right == QUESTIONS),
                birth_year=year,
            )
        )
    chance.shuffle(made)
    return made


def shown(rules: Ruleset, rung: Criterion, given: dict[str, Any]) -> Any:
    """What somebody who prints the list would write in the column of this criterion."""
    sizes = {Moment.MILLISECOND: 1, Moment.SECOND: 1_000, Moment.MINUTE: MINUTE}
    value = given[rung.value]
    if rung is Criterion.SECONDS:
        return value // 60 if rules.precision.seconds is Moment.MINUTE else value
    if rung in (Criterion.SUBMITTED, Criterion.FIRST_START):
        return value - value % sizes[rules.precision.moments]
    return value


def first(rung: Criterion, mine: Any, other: Any) -> bool:
    """Whether somebody with ``mine`` stands before somebody with ``other``; None is always last."""
    if mine is None or other is None:
        return mine is not None and other is None
    return mine > other if rung.value in ("points", "perfect_attempts", "youngest") else mine < other


def rounded(value: Fraction, decimals: int) -> Fraction:
    scaled = value * 10**decimals
    below = scaled.numerator // scaled.denominator
    return Fraction(below + (scaled - below >= Fraction(1, 2)), 10**decimals)


def facts(rules: Ruleset, attempts: list[Result], truth: int) -> dict[str, Any]:
    """A person's row of the list."""
    ordered = sorted(attempts, key=lambda one: one.number)
    one = {Counting.FIRST: ordered[0], Counting.LAST: ordered[-1], Counting.MEAN: ordered[-1]}.get(
        rules.counting
    )
    if one is None:
        pool = [each for each in ordered if each.right == QUESTIONS] if rules.only_perfect else []
        one = (pool or ordered)[0]
        for each in (pool or ordered)[1:]:
            one = each if better(rules, each, one) else one
    points, seconds, right = Fraction(one.points, 100), one.seconds, one.right
    if rules.counting is Counting.MEAN:
        points = rounded(
            Fraction(sum(each.points for each in ordered), 100 * len(ordered)), rules.precision.mean_decimals
        )
        right = int(rounded(Fraction(sum(each.right for each in ordered), len(ordered)), 0))
        seconds = int(rounded(Fraction(sum(each.seconds for each in ordered), len(ordered)), 0))
    return {
        "entry": one.entry_id,
        "perfect": one.right == QUESTIONS,
        "points": points,
        "right": right,
        "seconds": seconds,
        "submitted": one.submitted_ms,
        "first_start": min(each.started_ms for each in ordered),
        "perfect_attempts": sum(each.right == QUESTIONS for each in ordered),
        "youngest": one.birth_year,
        "oldest": one.birth_year,
        "prediction_error": None if one.prediction is None else abs(one.prediction - truth),
    }


def better(rules: Ruleset, mine: Result, other: Result) -> bool:
    """Between two attempts of one person."""
    rows = [{"points": o.points, "seconds": o.seconds, "submitted": o.submitted_ms} for o in (mine, other)]
    for rung in rules.criteria:
        if rung.value in rows[0]:
            a, b = (shown(rules, rung, row) for row in rows)
            if a != b:
                return first(rung, a, b)
    return False


def expected(rules: Ruleset, people: list[list[Result]], truth: int, seed: bytes) -> dict[str, int]:
    """Entry → rank, by comparing everybody with everybody."""
    rows = [facts(rules, attempts, truth) for attempts in people]
    rows = [row for row in rows if row["perfect"] or not rules.only_perfect]

    def compare(one: dict[str, Any], other: dict[str, Any]) -> int:
        for rung in rules.criteria:
            a, b = shown_of(rung, one), shown_of(rung, other)
            if a != b:
                return -1 if first(rung, a, b) else 1
        if rules.ties is not Ties.LOT:
            return 0
        a, b = (hmac.new(seed, b"hang|" + r["entry"].encode(), hashlib.sha256).digest() for r in (one, other))
        return -1 if a < b else int(a > b)

    def shown_of(rung: Criterion, row: dict[str, Any]) -> Any:
        return None if row[rung.value] is None else shown(rules, rung, row)

    return {row["entry"]: 1 + sum(1 for other in rows if compare(other, row) < 0) for row in rows}


def ranked(rules: Ruleset, people: list[list[Result]], truth: int, seed: bytes) -> dict[str, int]:
    """The same as the product does it."""
    known = Known(truth if rules.prediction else None, seed)
    counted = [counting(rules, attempts) for attempts in people]
    placed = [one for one in counted if is_ranked(rules, one)]
    ranks = rank([sort_key(rules, one, known) for one in placed])
    return dict(zip([one.entry_id for one in placed], ranks, strict=True))


@pytest.mark.parametrize("part", range(PARTS))
def test_ranks_are_those_of_the_oracle(part: int) -> None:
    for number in range(CONTESTS // PARTS):
        chance = random.Random(f"{part}-{number}")
        rules = a_ruleset(chance)
        people = [a_person(chance, rules, f"e{index}") for index in range(chance.randint(1, 8))]
        seed, truth = chance.randbytes(32), chance.choice([9, 10])
        assert ranked(rules, people, truth, seed) == expected(rules, people, truth, seed), (part, number)
