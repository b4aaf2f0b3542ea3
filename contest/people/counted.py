"""To which groups entries belong, for whoever counts people: ids and birth years, never a name."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlmodel import Session

from contest.people import counted_store
from contest.units import service as units


class Belongs(NamedTuple):
    """Whose entry it is, the unit that it counts for, its audience; ``birth_year`` None: not known."""

    person_id: str
    unit_id: str | None
    audience_id: str | None
    birth_year: int | None


def belonging(db: Session, entry_ids: Collection[str]) -> dict[str, Belongs]:
    """Entry → where it belongs: two statements, however many."""
    if not entry_ids:
        return {}
    ends = units.merged(db)
    return {
        entry_id: Belongs(person_id, ends.get(unit_id, unit_id) if unit_id else None, audience_id, year)
        for entry_id, person_id, unit_id, audience_id, year in counted_store.belonging(db, entry_ids)
    }


def persons(db: Session, entry_ids: Collection[str]) -> frozenset[str]:
    """The people whose entries these are."""
    return frozenset(counted_store.persons(db, entry_ids)) if entry_ids else frozenset()
