"""Which line of a report a unit is counted with, and how many people a line stands for. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from contest.units.tree_rules import above


def start(parents: Mapping[str, str | None], wanted: str) -> str:
    """The unit whose parts a report tells apart: the one that is wanted, else the only one at the top, since
    a commune that holds all the others tells nothing; "" where several stand there, or nothing is below."""
    if wanted:
        return wanted
    tops = [unit_id for unit_id, parent in parents.items() if parent is None or parent not in parents]
    return tops[0] if len(tops) == 1 and len(parents) > 1 else ""


def places(parents: Mapping[str, str | None], start: str) -> dict[str, str]:
    """Unit → the one right below ``start`` that it is counted with, itself or above it; ``start`` with
    itself. Of "" those are the units at the top. What is not below ``start`` stands nowhere."""
    found: dict[str, str] = {}
    for unit_id in parents:
        way = _way(parents, unit_id)
        if not start:
            found[unit_id] = way[-1]
        elif start in way:
            at = way.index(start)
            found[unit_id] = way[at - 1] if at else start
    return found


def _way(parents: Mapping[str, str | None], unit_id: str) -> list[str]:
    """A unit and those above it, the nearest first."""
    return [unit_id, *above(parents, unit_id)]


def sizes(parents: Mapping[str, str | None], told: Mapping[str, int]) -> dict[str, int]:
    """Unit → people: as told of itself, else the sum of those right below it when each of them has a size."""
    children: dict[str, list[str]] = defaultdict(list)
    for unit_id, parent in parents.items():
        if parent is not None and unit_id not in _way(parents, parent):
            children[parent].append(unit_id)

    def size(unit_id: str) -> int:
        if unit_id in told:
            return told[unit_id]
        below = [size(child) for child in children[unit_id]]
        return sum(below) if below and all(below) else 0

    return {unit_id: count for unit_id in parents if (count := size(unit_id))}
