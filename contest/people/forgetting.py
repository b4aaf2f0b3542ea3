"""One human being as the tables know them, and taking them out of the tables of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from contest.people import forgetting_store as store
from contest.people import mentions, mentions_store
from contest.people.models import Entry


@dataclass(frozen=True, slots=True)
class Known:
    """What a row of people says of somebody, to find the same in lists and texts that nobody tied to it.

    ``alone``: nobody else is called so. The name of two people in a text may be the other one's.
    """

    name: str
    folded: str
    birth_year: int | None
    phone: str | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be forgotten: all their rows of people, all their entries, and what they were called.

    ``known`` is empty once they were forgotten: then texts say nothing of them either.
    """

    people: tuple[str, ...]
    entries: tuple[str, ...]
    campaigns: tuple[str, ...]
    known: tuple[Known, ...]

    @property
    def names(self) -> list[str]:
        """What is looked for in texts: names as folded, of two words and more, that are nobody else's."""
        return [one.folded for one in self.known if one.alone and " " in one.folded]

    @property
    def phones(self) -> list[str]:
        """The same of phones as stored."""
        return [one.phone for one in self.known if one.phone and one.alone]

    def taken_out(self, text: str) -> str:
        """What others wrote, without this person's name and phone."""
        return mentions.without(text, self.names, self.phones)


def whom(db: Session, person_id: str) -> Whom:
    """Somebody with every registration that staff said is theirs too; held until the commit."""
    people = store.one_human(db, person_id)
    rows = store.held(db, people)
    others = store.called_so(db, {row.folded for row in rows if row.folded}, people)
    known = tuple(
        Known(row.name, row.folded, row.birth_year, row.phone, row.folded not in others)
        for row in rows
        if row.folded
    )
    found = store.entries(db, people)
    campaigns = tuple(sorted(set(found.values())))
    return Whom(tuple(row.id for row in rows), tuple(found), campaigns, known)


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take names, phones, years and codes away; how many rows of people were erased by it.

    Entries stay without a face, so that counts stay right; nothing opens them any more. Which notice was
    agreed to stays, as the proof that somebody did.
    """
    store.forget_entries(db, who.entries)
    take_out(db, Entry.barred_reason, who)
    return store.forget_people(db, who.people, now)


def take_out(db: Session, column: Any, who: Whom) -> int:
    """Take the name and the phone out of a column of texts, whichever feature's it is; how many rows."""
    return mentions_store.rewrite(db, column, who.taken_out) if who.known else 0


def count_named(db: Session, campaign_id: str) -> int:
    """How many who entered a contest still have a name here."""
    return store.count_named(db, campaign_id)


def count_people(db: Session) -> int:
    """How many people have a name here: entered, or on a list."""
    return store.count_people(db)


def count_children(db: Session, year: int) -> int:
    """How many of them were born in this year or later."""
    return store.count_people(db, year)
