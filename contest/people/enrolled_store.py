"""SQL of people who were put on a list and may never have entered anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from contest.people.models import Entry, Person
from contest.people.store import among


def add_all(db: Session, persons: Sequence[Mapping[str, object]]) -> None:
    """Write many people in few statements; as plain values, since thousands of objects take seconds."""
    if persons:
        db.connection().execute(insert(Person), list(persons))


def of(db: Session, ids: Collection[str]) -> list[Person]:
    """These people."""
    return list(db.exec(select(Person).where(among(db, col(Person.id), ids))))


def marks(db: Session, ids: Collection[str]) -> list[tuple[str, str, int | None]]:
    """Id, folded name and birth year of these people: plain values, since objects take seconds."""
    wanted = select(Person.id, Person.folded, Person.birth_year).where(among(db, col(Person.id), ids))
    return [tuple(row) for row in db.exec(wanted)]


def told(db: Session, ids: Collection[str]) -> list[tuple[str, int | None, str | None]]:
    """Id, birth year and phone of these people: plain values, too."""
    wanted = select(Person.id, Person.birth_year, Person.phone).where(among(db, col(Person.id), ids))
    return [tuple(row) for row in db.exec(wanted)]


def marks_in(
    db: Session, campaign_id: str, names: Collection[str] | None = None
) -> list[tuple[str, str, int | None, str | None]]:
    """Of each entry of a campaign: id, folded name, birth year, unit; ``names``: of those called so."""
    wanted = select(Entry.id, Person.folded, Person.birth_year, Entry.unit_id).join(Person)
    wanted = wanted.where(Entry.campaign_id == campaign_id)
    if names is not None:
        wanted = wanted.where(among(db, col(Person.folded), names))
    return [tuple(row) for row in db.exec(wanted)]


def page(
    db: Session, ids: Collection[str], words: Sequence[str], offset: int, limit: int
) -> tuple[list[Person], int]:
    """A page of those of these people whose names have the words, in class list order; how many they are."""
    wanted = [among(db, col(Person.id), ids)]
    wanted += [col(Person.folded).contains(word, autoescape=True) for word in words]
    count = db.exec(select(func.count()).select_from(Person).where(*wanted)).one()
    found = select(Person).where(*wanted).order_by(col(Person.sort_key), col(Person.id))
    return list(db.exec(found.offset(offset).limit(limit))), count


def came_since(db: Session, campaign_id: str, since: datetime) -> set[str]:
    """The entries of a contest that were made since then."""
    wanted = select(Entry.id).where(Entry.campaign_id == campaign_id, col(Entry.created_at) >= since)
    return set(db.exec(wanted))


def held(db: Session, entry_id: str) -> tuple[str, datetime]:
    """An entry's stored code and when it was given, held until the commit."""
    wanted = select(Entry.code_hash, Entry.code_at, Entry.created_at).where(Entry.id == entry_id)
    code, given_at, came_at = db.exec(wanted.with_for_update()).one()
    return code, given_at or came_at


def with_codes(
    db: Session, campaign_id: str, hashes: Collection[str], own: Collection[str] = ()
) -> list[str]:
    """Those of these stored codes that entries of the campaign have, ``own`` left out."""
    wanted = select(Entry.code_hash).where(Entry.campaign_id == campaign_id, col(Entry.id).not_in(own))
    return list(db.exec(wanted.where(among(db, col(Entry.code_hash), hashes))))


def enter(
    db: Session, entry: Entry, birth_year: int | None, guardian: str | None, relation: str = ""
) -> None:
    """An entry of somebody who is known; what they added about themselves."""
    person = update(Person).where(col(Person.id) == entry.person_id)
    told = {"birth_year": birth_year, "guardian": guardian, "guardian_relation": relation}
    db.connection().execute(person.values(**told))
    db.expire_all()
    db.add(entry)
    db.flush()
