"""Units by how many of their people took part: exact parts over dated headcounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from contest.standings.rules import part, rank


class Measure(StrEnum):
    """By what units may be compared in public. What prizes call alike is the same."""

    NUMBER = "number"  # how many of theirs took part
    RATE = "rate"  # that number over their headcount
    MEAN = "mean"  # the mean of the points of those who took part
    POINTS = "points"  # the sum of those points


@dataclass(frozen=True, slots=True)
class UnitPlaced:
    """One unit's place; ``rate`` is exact. ``people`` is what was counted, even beyond the headcount."""

    rank: int
    unit_id: str
    people: int
    headcount: int
    #: What it is ordered by, where that is neither the number nor the part: exact, in points.
    score: Fraction | None = None

    @property
    def rate(self) -> Fraction | None:
        """The part of its people that took part; None when its size (0 then) is not known."""
        return part(self.people, self.headcount)


NOBODY: Mapping[str, int] = {}


def by_rate(
    people: Mapping[str, int],
    headcounts: Mapping[str, int],
    minimum: int,
    perfect: Mapping[str, int] = NOBODY,
) -> tuple[UnitPlaced, ...]:
    """Units of at least ``minimum`` people, the highest part first; of equal parts the one with more people
    who had everything right, where ``perfect`` says how many; equal ones share a place."""
    known = [
        (unit_id, count, headcounts[unit_id])
        for unit_id, count in people.items()
        if headcounts.get(unit_id, 0) >= max(1, minimum)
    ]
    parts = [-Fraction(min(count, size), size) for _, count, size in known]
    return _placed(known, parts, perfect)


def by_number(
    people: Mapping[str, int],
    headcounts: Mapping[str, int],
    minimum: int,
    perfect: Mapping[str, int] = NOBODY,
) -> tuple[UnitPlaced, ...]:
    """Units by how many took part. One whose size nobody has told is no less a unit."""
    sizes = {unit_id: headcounts.get(unit_id, 0) for unit_id in people}
    known = [(unit_id, people[unit_id], size) for unit_id, size in sizes.items() if not 0 < size < minimum]
    return _placed(known, [Fraction(-count) for _, count, _ in known], perfect)


def by_mean(
    people: Mapping[str, int],
    headcounts: Mapping[str, int],
    minimum: int,
    points: Mapping[str, int],
    least: int = 0,
    perfect: Mapping[str, int] = NOBODY,
) -> tuple[UnitPlaced, ...]:
    """Units by the exact mean of the points (told in hundredths) of all of theirs who took part.

    ``least``: so many have to have taken part. A unit whose size nobody has told is at least as large as
    those who came of it are many.
    """
    known = _telling(people, headcounts, minimum, least)
    means = [Fraction(points.get(unit_id, 0), 100 * count) for unit_id, count, _ in known]
    return _placed(known, [-mean for mean in means], perfect, means)


def by_points(
    people: Mapping[str, int],
    headcounts: Mapping[str, int],
    minimum: int,
    points: Mapping[str, int],
    least: int = 0,
    perfect: Mapping[str, int] = NOBODY,
) -> tuple[UnitPlaced, ...]:
    """The units that :func:`by_mean` takes, by the sum of the points of all of theirs who took part."""
    known = _telling(people, headcounts, minimum, least)
    sums = [Fraction(points.get(unit_id, 0), 100) for unit_id, _, _ in known]
    return _placed(known, [-total for total in sums], perfect, sums)


def _telling(
    people: Mapping[str, int], headcounts: Mapping[str, int], minimum: int, least: int
) -> list[tuple[str, int, int]]:
    sizes = {unit_id: headcounts.get(unit_id, 0) for unit_id in people}
    return [
        (unit_id, count, sizes[unit_id])
        for unit_id, count in people.items()
        if count >= max(1, least) and (sizes[unit_id] or count) >= minimum
    ]


def by_won(
    people: Mapping[str, int],
    headcounts: Mapping[str, int],
    minimum: int,
    won: Mapping[str, int],
    rate_adds: bool = False,
    perfect: Mapping[str, int] = NOBODY,
) -> tuple[UnitPlaced, ...]:
    """Units by the points for the prizes that their people won; nobody without any stands here.

    ``rate_adds``: each per cent of a unit's people who took part is a point more, so its size must be known.
    """
    found = []
    for unit_id, count in people.items():
        size = headcounts.get(unit_id, 0)
        rate = part(count, size) if rate_adds else Fraction(0)
        if rate is None or 0 < size < minimum:
            continue
        score = won.get(unit_id, 0) + 100 * rate
        if score > 0:
            found.append(((unit_id, count, size), score))
    scores = [score for _, score in found]
    return _placed([unit for unit, _ in found], [-score for score in scores], perfect, scores)


def _placed(
    known: list[tuple[str, int, int]],
    values: list[Fraction],
    perfect: Mapping[str, int],
    scores: list[Fraction] | None = None,
) -> tuple[UnitPlaced, ...]:
    more = [-perfect.get(unit_id, 0) for unit_id, _, _ in known]
    ranks = rank(list(zip(values, more, strict=True)))
    told = scores or [None] * len(known)
    placed = [UnitPlaced(place, *unit, score) for place, unit, score in zip(ranks, known, told, strict=True)]
    # The unit's id only orders rows that share a place.
    return tuple(sorted(placed, key=lambda unit: (unit.rank, unit.unit_id)))
