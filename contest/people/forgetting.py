"""One human being as the tables know them, and taking them out of the tables of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.people import forgetting_store as store


@dataclass(frozen=True, slots=True)
class Known:
    """What a row of people says of somebody, to find the same in lists and texts that nobody tied to it."""

    name: str
    folded: str
    birth_year: int | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be forgotten: all their rows of people, all their entries, and what they were called.

    ``known`` is empty once they were forgotten: then texts say nothing of them either.
    """

    people: tuple[str, ...]
    entries: tuple[str, ...]
    known: tuple[Known, ...]


def whom(db: Session, person_id: str) -> Whom:
    """Somebody with every registration that staff said is theirs too; held until the commit."""
    people = store.one_human(db, person_id)
    rows = store.held(db, people)
    known = tuple(Known(row.name, row.folded, row.birth_year, row.phone) for row in rows if row.folded)
    return Whom(tuple(row.id for row in rows), tuple(store.entries(db, people)), known)


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take names, phones, years and codes away; how many rows of people were erased by it.

    Entries stay without a face, so that counts stay right; nothing opens them any more. Which notice was
    agreed to stays, as the proof that somebody did.
    """
    store.forget_entries(db, who.entries)
    return store.forget_people(db, who.people, now)
