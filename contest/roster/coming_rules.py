"""Pure rules: who of a list has entered, as far as a name, a unit and a birth year can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contest.roster.states import Came


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells people apart: of a member of the list, or of an entry. ``folded`` is empty once erased."""

    id: str
    folded: str
    year: int | None
    unit_id: str | None


def slip_of(came: str, entrys: str, kept: str | None) -> str | None:
    """The stored code on paper that opens somebody's name once it is given back; None: no paper does.

    Who came with a slip has its code as the entry's, or the one that staff gave since. Who came otherwise
    has the entry's code on a phone that may be the wrong one's: then it is the slip that was laid aside.
    """
    return entrys if came == Came.CODE else kept if came else None


def come_by_name(members: Iterable[Mark], entries: Iterable[Mark], ends: Mapping[str, str]) -> frozenset[str]:
    """The members whom an entry is like: same name, and same unit and birth year where the list has them.

    A contest may not ask for the year, or for the unit. Then the other of the two must be told and be the
    same: a name alone says nothing about somebody of whom the list knows more.

    ``ends``: a merged unit → the unit it counts for. Each entry is put down under all that a list may know
    of it, so that thousands of people with one name are no slower than thousands with their own.
    """
    known, no_year, no_unit = set(), set(), set()
    for entry in entries:
        unit = _end(entry.unit_id, ends)
        known.update((entry.folded, u, year) for u in (unit, None) for year in (entry.year, None))
        if entry.year is None and unit is not None:
            no_year.add((entry.folded, unit))
        if unit is None and entry.year is not None:
            no_unit.add((entry.folded, entry.year))
    found = set()
    for member in members:
        unit = _end(member.unit_id, ends)
        if member.folded and (
            (member.folded, unit, member.year) in known
            or (member.folded, unit) in no_year
            or (member.folded, member.year) in no_unit
        ):
            found.add(member.id)
    return frozenset(found)


def _end(unit_id: str | None, ends: Mapping[str, str]) -> str | None:
    return ends.get(unit_id, unit_id) if unit_id else None
