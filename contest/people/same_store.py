"""SQL of people who entered twice: which entries look alike, which count with another, which are apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields

from sqlalchemy import func, insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, delete, select

from contest.people.likeness import Marks
from contest.people.models import Entry, EntryApart, Person
from contest.people.store import among

#: The fields of ``Marks`` that a person has; the others are the entry's.
OF_PERSON = {"folded", "name", "birth_year", "phone"}


def namesakes(db: Session, campaign_id: str) -> list[Marks]:
    """All entries that count and share a folded name with another one; an erased person has none."""
    here = (Entry.campaign_id == campaign_id, col(Entry.same_as).is_(None), Person.folded != "")
    often = select(Person.folded).join(Entry).where(*here).group_by(col(Person.folded))
    columns = [col(getattr(Person if each.name in OF_PERSON else Entry, each.name)) for each in fields(Marks)]
    wanted = select(*columns).join(Person).where(*here)  # type: ignore[call-overload]
    found = wanted.where(col(Person.folded).in_(often.having(func.count() > 1)))
    return [Marks(*row) for row in db.exec(found)]


def marker(db: Session, campaign_id: str) -> tuple[object, ...]:
    """A cheap value that is another one after somebody entered or left, and after staff merged registrations,
    parted them, or said that they are apart."""
    deed, said = col(Entry.same_deed), col(EntryApart.deed_id)
    seen = (func.count(), func.max(col(Entry.created_at)), func.count(deed), func.min(deed), func.max(deed))
    entries = core_select(*seen).where(col(Entry.campaign_id) == campaign_id)
    apart = core_select(func.count(), func.min(said), func.max(said)).select_from(EntryApart).join(Entry)
    rows = (entries, apart.where(col(Entry.campaign_id) == campaign_id))
    return tuple(tuple(db.connection().execute(each).one()) for each in rows)


def set_same(db: Session, entry_ids: Collection[str], same_as: str | None, deed_id: str | None) -> None:
    """Let another entry count for these, or let them count themselves again."""
    statement = update(Entry).where(among(db, col(Entry.id), entry_ids))
    db.connection().execute(statement.values(same_as=same_as, same_deed=deed_id))
    db.expire_all()


def same_of(db: Session, entry_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Entry → the one that counts for it and the deed that said so, of those that have one."""
    columns = (col(Entry.id), col(Entry.same_as), col(Entry.same_deed))
    found = db.exec(select(*columns).where(among(db, col(Entry.id), entry_ids)))
    return {entry_id: (same_as, deed or "") for entry_id, same_as, deed in found if same_as is not None}


def counted_for(db: Session, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → the one of these that counts for it."""
    wanted = select(Entry.id, Entry.same_as).where(among(db, col(Entry.same_as), entry_ids))
    return {entry_id: same_as for entry_id, same_as in db.exec(wanted) if same_as is not None}


def same_in(db: Session, campaign_id: str) -> dict[str, str]:
    """The same of a whole campaign."""
    here = (Entry.campaign_id == campaign_id, col(Entry.same_as).is_not(None))
    return {
        entry_id: same_as
        for entry_id, same_as in db.exec(select(Entry.id, Entry.same_as).where(*here))
        if same_as
    }


def add_apart(db: Session, deed_id: str, entry_ids: Iterable[str]) -> None:
    """Remember that these are different people."""
    rows = [{"deed_id": deed_id, "entry_id": entry_id} for entry_id in sorted(entry_ids)]
    db.connection().execute(insert(EntryApart), rows)


def drop_apart(db: Session, deed_id: str) -> None:
    """Forget it again."""
    db.connection().execute(delete(EntryApart).where(col(EntryApart.deed_id) == deed_id))


def apart_in(db: Session, campaign_id: str) -> list[tuple[str, str]]:
    """(deed, entry) of all that was said of a campaign's people."""
    wanted = select(EntryApart.deed_id, EntryApart.entry_id).join(Entry)
    return list(db.exec(wanted.where(Entry.campaign_id == campaign_id)))
