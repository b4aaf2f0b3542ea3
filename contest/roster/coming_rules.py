"""Pure rules: who of a list has entered, as far as a name, a unit and a birth year can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells people apart: of a member of the list, or of an entry. ``folded`` is empty once erased."""

    id: str
    folded: str
    year: int | None
    unit_id: str | None


def come_by_name(members: Iterable[Mark], entries: Iterable[Mark], ends: Mapping[str, str]) -> frozenset[str]:
    """The members whom an entry is like: same name, and same unit and birth year where the list has them.

    ``ends``: a merged unit → the unit it counts for. Each entry is put down under all that a list may know
    of it, so that thousands of people with one name are no slower than thousands with their own.
    """
    known = set()
    for entry in entries:
        unit = _end(entry.unit_id, ends)
        known.update((entry.folded, u, year) for u in (unit, None) for year in (entry.year, None))
    return frozenset(
        member.id
        for member in members
        if member.folded and (member.folded, _end(member.unit_id, ends), member.year) in known
    )


def _end(unit_id: str | None, ends: Mapping[str, str]) -> str | None:
    return ends.get(unit_id, unit_id) if unit_id else None
