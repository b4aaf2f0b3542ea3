"""SQL of what counts of people by group: plain rows, since a large contest has a hundred thousand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select

from contest.people.models import Entry, Person
from contest.people.store import among

Row = tuple[str, str, str | None, str | None, int | None]


def belonging(db: Session, entry_ids: Collection[str]) -> list[Row]:
    """(entry, person, unit, audience, birth year) of these entries."""
    columns: tuple[Any, ...] = (
        Entry.id,
        Entry.person_id,
        Entry.unit_id,
        Entry.audience_id,
        Person.birth_year,
    )
    statement = select(*columns).join(Person, col(Person.id) == col(Entry.person_id))
    return [tuple(row) for row in db.exec(statement.where(among(db, col(Entry.id), entry_ids)))]


def persons(db: Session, entry_ids: Collection[str]) -> set[str]:
    """Whose entries these are."""
    statement = select(Entry.person_id).where(among(db, col(Entry.id), entry_ids))
    return set(db.exec(statement))
