"""The one order of the whole code base: who stands before whom, and who shares a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from contest.ruleset.rules import Counting, Criterion, Ruleset

# A prediction has at most 15 digits and may be negative, so no real error comes near this one.
WORST_ERROR = 2 * 10**16
# Added before writing, so that "more points first" (a negative number) has as many digits as the rest.
SHIFT = 10**17


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt brought: all that ranking knows of it."""

    entry_id: str
    attempt_id: str
    number: int
    points: int
    right: int
    seconds: int
    submitted_ms: int
    prediction: int | None = None


class Key(NamedTuple):
    """Smaller is better. Equal ``place`` shares a rank; ``entry_id`` only orders rows."""

    place: tuple[int, ...]
    entry_id: str


def key(rules: Ruleset, result: Result, error: int | None = None, *, live: bool = False) -> Key:
    """The rank key of a result. ``live``: before close the prediction has no value and is left out."""
    rungs = {
        Criterion.POINTS: -result.points,  # more first
        Criterion.PREDICTION_ERROR: WORST_ERROR if error is None else error,  # nearer first
        Criterion.SECONDS: result.seconds,  # faster first, whole seconds as printed
        Criterion.SUBMITTED: result.submitted_ms,  # earlier first
    }
    return Key(tuple(rungs[rung] for rung in ladder(rules, live=live)), result.entry_id)


def ladder(rules: Ruleset, *, live: bool = False) -> tuple[Criterion, ...]:
    """The criteria that are compared now."""
    return tuple(rung for rung in rules.criteria if not live or rung is not Criterion.PREDICTION_ERROR)


def sort_key(rules: Ruleset, result: Result, error: int | None = None, *, live: bool = False) -> str:
    """The key's ``place`` as text of fixed width: its byte order is the order of the tuples."""
    return "-".join(f"{SHIFT + value:018d}" for value in key(rules, result, error, live=live).place)


def counting(rules: Ruleset, results: Iterable[Result]) -> Result:
    """The attempt that counts for a person.

    The best one is chosen without the prediction, since its true value is unknown until close and
    must not change which attempt counts. Equal ones: the earlier attempt.
    """
    attempts = sorted(results, key=lambda result: result.number)
    if not attempts:
        raise ValueError("no attempt to count")
    if rules.counting is Counting.FIRST:
        return attempts[0]
    if rules.counting is Counting.LAST:
        return attempts[-1]
    return min(attempts, key=lambda result: key(rules, result, live=True).place)


def rank(places: Sequence[Any]) -> list[int]:
    """For each place 1 + how many are strictly better: 1, 2, 2, 4."""
    ordered = sorted(places)
    return [bisect_left(ordered, place) + 1 for place in places]


def prediction_error(prediction: int | None, truth: int) -> int | None:
    """How far off, over or under alike; None (worst) without a prediction."""
    return None if prediction is None else abs(prediction - truth)


def part(people: int, headcount: int | None) -> Fraction | None:
    """So many of so many. More than the headcount says means that it is old: the unit counts as whole."""
    return Fraction(min(people, headcount), headcount) if headcount else None
