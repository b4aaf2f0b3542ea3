"""SQL of putting right what somebody told of themselves."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import update
from sqlmodel import Session, col, select

from contest.people.models import Entry, Person


def put(db: Session, entry_id: str, person: Mapping[str, object], unit_id: str | None) -> None:
    """Write the person's row and the entry's unit."""
    whose = select(Entry.person_id).where(Entry.id == entry_id).scalar_subquery()
    db.connection().execute(update(Person).where(col(Person.id) == whose).values(**person))
    db.connection().execute(update(Entry).where(col(Entry.id) == entry_id).values(unit_id=unit_id))
    db.expire_all()
