"""The one order of the whole code base: who stands before whom, and who shares a place."""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple, assert_never

from contest.ruleset.rules import Counting, Criterion, Moment, Ruleset, Ties
from contest.ruleset.states import OF_ONE_ATTEMPT

# A prediction has at most 15 digits and may be negative, so no real error comes near this one.
WORST_ERROR = 2 * 10**16
# Added before writing, so that "more points first" (a negative number) has as many digits as the rest.
SHIFT = 10**17


#: Before every key that is not ranked: no digit stands behind it.
UNRANKED = "~"
STEPS = {Moment.MILLISECOND: 1, Moment.SECOND: 1_000, Moment.MINUTE: 60_000}


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt brought, or all attempts of a person: all that ranking knows of them."""

    entry_id: str
    attempt_id: str
    number: int
    points: int
    right: int
    seconds: int
    submitted_ms: int
    prediction: int | None = None
    started_ms: int = 0
    perfects: int = 0
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What only the close knows: the prediction's true value, and the round's seed, which draws lots."""

    truth: int | None = None
    seed: bytes = b""


class Key(NamedTuple):
    """Smaller is better. Equal ``place`` shares a rank; ``entry_id`` only orders rows."""

    place: tuple[int, ...]
    entry_id: str


def key(rules: Ruleset, result: Result, known: Known | None = None) -> Key:
    """The rank key of a result. ``known`` None, before close: no prediction's error, no lots."""
    rungs = _rungs(rules, result)
    if known is not None:
        error = error_of(rules, result, known)
        rungs[Criterion.PREDICTION_ERROR] = WORST_ERROR if error is None else error  # nearer first
    place = [rungs[rung] for rung in ladder(rules, live=known is None)]
    if known is not None and rules.ties is Ties.LOT:
        place.append(lot(known.seed, result.entry_id))
    return Key(tuple(place), result.entry_id)


def _rungs(rules: Ruleset, result: Result) -> dict[Criterion, int]:
    """Each criterion at its printed precision: what looks equal is equal."""
    moments = STEPS[rules.precision.moments]
    year = result.birth_year
    return {
        Criterion.POINTS: -result.points,  # more first
        Criterion.SECONDS: result.seconds * 1_000 // STEPS[rules.precision.seconds],  # faster first
        Criterion.SUBMITTED: result.submitted_ms // moments,  # earlier first
        Criterion.FIRST_START: result.started_ms // moments,  # earlier first
        Criterion.PERFECT_ATTEMPTS: -result.perfects,  # more first
        Criterion.YOUNGEST: -year if year else 0,  # the later year first, nobody's last
        Criterion.OLDEST: year or 9_999,  # the earlier year first, nobody's last
    }


def ladder(rules: Ruleset, *, live: bool = False) -> tuple[Criterion, ...]:
    """The criteria that are compared now."""
    return tuple(rung for rung in rules.criteria if not live or rung is not Criterion.PREDICTION_ERROR)


def lot(seed: bytes, entry_id: str) -> int:
    """A person's lot, the smallest first: 56 bits of the HMAC-SHA-256 of ``hang|`` and the entry's id.

    Anybody can draw it again with the round's seed, whose commitment was public before anybody answered.
    """
    return int.from_bytes(hmac.new(seed, f"hang|{entry_id}".encode(), hashlib.sha256).digest()[:7])


def is_ranked(rules: Ruleset, result: Result) -> bool:
    """Whether somebody has a place at all."""
    return not rules.only_perfect or result.right == rules.questions_count


def sort_key(rules: Ruleset, result: Result, known: Known | None = None) -> str:
    """The key's ``place`` as text of fixed width: its byte order is the order of the tuples.

    Who is not ranked stands behind everybody, told by the first character.
    """
    text = "-".join(f"{SHIFT + value:018d}" for value in key(rules, result, known).place)
    return text if is_ranked(rules, result) else UNRANKED + text


#: Rungs that hold a birth year.
BY_AGE = frozenset({Criterion.YOUNGEST, Criterion.OLDEST})


def without_years(rules: Ruleset, keys: Sequence[str]) -> list[str]:
    """The keys of a whole closed board in the same order, with no birth year in them any more."""
    at = next((index for index, rung in enumerate(rules.criteria) if rung in BY_AGE), None)
    if at is None:
        return list(keys)
    split = [text.removeprefix(UNRANKED).split("-") for text in keys]
    order = sorted({parts[at] for parts in split})
    # Before any year and before "nobody's", so that whoever is placed again without a year stays last.
    place = {text: f"{SHIFT - len(order) - 10_000 + index:018d}" for index, text in enumerate(order)}
    return [
        UNRANKED * text.startswith(UNRANKED) + "-".join([*parts[:at], place[parts[at]], *parts[at + 1 :]])
        for text, parts in zip(keys, split, strict=True)
    ]


def counting(rules: Ruleset, results: Iterable[Result]) -> Result:
    """What counts for a person of all their attempts; when they first started, and how many were perfect.

    The best attempt is chosen without the prediction, since its true value is unknown until close and
    must not change which attempt counts. Equal ones: the earlier attempt.
    """
    attempts = sorted(results, key=lambda result: result.number)
    if not attempts:
        raise ValueError("no attempt to count")
    if len(attempts) == 1 and rules.counting is not Counting.MEAN:  # the mean has a precision of its own
        return attempts[0]
    return replace(
        _chosen(rules, attempts),
        started_ms=min(one.started_ms for one in attempts),
        perfects=sum(one.perfects for one in attempts),
    )


def _chosen(rules: Ruleset, attempts: Sequence[Result]) -> Result:
    match rules.counting:
        case Counting.FIRST:
            return attempts[0]
        case Counting.LAST:
            return attempts[-1]
        case Counting.MEAN:
            return mean(rules, attempts)
        case Counting.BEST:
            compared = [rung for rung in rules.criteria if rung in OF_ONE_ATTEMPT]
            perfect = [one for one in attempts if is_ranked(rules, one)]
            return min(perfect or attempts, key=lambda one: [_rungs(rules, one)[rung] for rung in compared])
        case _:
            assert_never(rules.counting)


def mean(rules: Ruleset, attempts: Sequence[Result]) -> Result:
    """The mean of all attempts at its printed precision; everything else is the last one's."""
    unit = 10 ** (2 - rules.precision.mean_decimals)
    count = len(attempts)
    return replace(
        attempts[-1],
        points=unit * half_up(sum(one.points for one in attempts), unit * count),
        right=half_up(sum(one.right for one in attempts), count),
        seconds=half_up(sum(one.seconds for one in attempts), count),
    )


def half_up(total: int, count: int) -> int:
    """``total / count`` to the nearest whole number; from a half on, the next higher."""
    return (2 * total + count) // (2 * count)


def rank(places: Sequence[Any]) -> list[int]:
    """For each place 1 + how many are strictly better: 1, 2, 2, 4."""
    ordered = sorted(places)
    return [bisect_left(ordered, place) + 1 for place in places]


def error_of(rules: Ruleset, result: Result, known: Known) -> int | None:
    """How far off somebody was; None without a prediction, or while nobody asked for one."""
    return None if known.truth is None else prediction_error(result.prediction, known.truth)


def prediction_error(prediction: int | None, truth: int) -> int | None:
    """How far off, over or under alike; None (worst) without a prediction."""
    return None if prediction is None else abs(prediction - truth)


def part(people: int, headcount: int | None) -> Fraction | None:
    """So many of so many. More than the headcount says means that it is old: the unit counts as whole."""
    return Fraction(min(people, headcount), headcount) if headcount else None
