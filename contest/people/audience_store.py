"""SQL of which audience of its contest an entry belongs to."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from contest.people.models import Entry, Person
from contest.people.store import Chosen, among


def of(db: Session, entry_ids: Collection[str]) -> dict[str, str | None]:
    """Entry → audience."""
    statement = select(Entry.id, Entry.audience_id).where(among(db, col(Entry.id), entry_ids))
    return dict(db.exec(statement).all())


def of_chosen(db: Session, chosen: Chosen) -> dict[str, str]:
    """Entry → audience, of the entries that this chooses: it may be all of a contest, so without the ORM."""
    wanted = select(Entry.id, Entry.audience_id).where(col(Entry.id).in_(chosen))
    rows = db.connection().execute(wanted.where(col(Entry.audience_id).is_not(None)))
    return {row[0]: row[1] for row in rows}


def held(db: Session, entry_id: str) -> tuple[str | None, int | None] | None:
    """An entry's audience and its person's birth year, the entry held until the commit."""
    person = (Person, col(Person.id) == col(Entry.person_id))
    wanted = select(Entry.audience_id, Person.birth_year).join(*person).where(Entry.id == entry_id)
    # NO KEY: rows that only point at an entry need not wait; whoever starts holds it in the same way.
    found = db.exec(wanted.with_for_update(of=Entry, key_share=True)).first()
    return None if found is None else (found[0], found[1])


def put(db: Session, entry_id: str, audience_id: str) -> None:
    """The entry's audience from now on."""
    db.connection().execute(update(Entry).where(col(Entry.id) == entry_id).values(audience_id=audience_id))
    db.expire_all()


def count(db: Session, campaign_id: str) -> dict[str | None, int]:
    """Audience → how many have entered; who did so twice and was found is one."""
    entered = (Entry.campaign_id == campaign_id, col(Entry.same_as).is_(None))
    found = select(Entry.audience_id, func.count()).where(*entered).group_by(col(Entry.audience_id))
    return dict(db.exec(found).all())


def may_be(audience_id: str) -> ColumnElement[bool]:
    """Entries of this audience, or of none yet."""
    return (col(Entry.audience_id) == audience_id) | col(Entry.audience_id).is_(None)


def used(db: Session, campaign_id: str) -> list[str]:
    """The audiences of a contest that an entry belongs to."""
    wanted = select(Entry.audience_id).where(Entry.campaign_id == campaign_id).distinct()
    return [each for each in db.exec(wanted) if each is not None]
