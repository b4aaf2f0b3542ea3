"""Units by how many of their people took part: exact parts over dated headcounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.standings.rules import part, rank


@dataclass(frozen=True, slots=True)
class UnitPlaced:
    """One unit's place; ``rate`` is exact. ``people`` is what was counted, even beyond the headcount."""

    rank: int
    unit_id: str
    people: int
    headcount: int

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


def _placed(
    known: list[tuple[str, int, int]], values: list[Fraction], perfect: Mapping[str, int]
) -> tuple[UnitPlaced, ...]:
    more = [-perfect.get(unit_id, 0) for unit_id, _, _ in known]
    ranks = rank(list(zip(values, more, strict=True)))
    placed = [UnitPlaced(place, *unit) for place, unit in zip(ranks, known, strict=True)]
    # The unit's id only orders rows that share a place.
    return tuple(sorted(placed, key=lambda unit: (unit.rank, unit.unit_id)))
