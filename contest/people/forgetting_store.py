"""SQL of forgetting somebody in the tables of people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from contest.people.models import Entry, Person
from contest.people.rules import ERASED_REASON
from contest.people.store import ERASED, among

#: No HMAC is spelled so: nothing that anybody types opens an entry with it.
NO_CODE = "forgotten:"


def one_human(db: Session, person_id: str) -> set[str]:
    """The rows of people that are one human being: those merged, and those whose entries count as one."""
    people = {person_id}
    while True:
        found = people | _beside(db, people)
        if found == people:
            return people
        people = found


def _beside(db: Session, people: Collection[str]) -> set[str]:
    rows = db.exec(
        select(Person.id, Person.merged_into).where(
            or_(among(db, col(Person.id), people), among(db, col(Person.merged_into), people))
        )
    )
    found = {one for row in rows for one in row if one}
    mine = db.exec(select(Entry.id, Entry.same_as).where(among(db, col(Entry.person_id), people)))
    entries = {one for row in mine for one in row if one}
    same = or_(among(db, col(Entry.id), entries), among(db, col(Entry.same_as), entries))
    return found | set(db.exec(select(Entry.person_id).where(same)))


def held(db: Session, people: Collection[str]) -> list[Person]:
    """These rows, held until the commit, read as they are then."""
    wanted = select(Person).where(among(db, col(Person.id), people)).order_by(col(Person.id))
    return list(db.exec(wanted.with_for_update(), execution_options={"populate_existing": True}))


def called_so(db: Session, names: Collection[str], apart_from: Collection[str]) -> set[str]:
    """Those of these folded names that somebody else has too."""
    others = among(db, col(Person.folded), names) & ~among(db, col(Person.id), apart_from)
    return set(db.exec(select(Person.folded).where(others).distinct()))


def entries(db: Session, people: Collection[str]) -> dict[str, str]:
    """All entries of these people, each with its contest."""
    wanted = select(Entry.id, Entry.campaign_id).where(among(db, col(Entry.person_id), people))
    return dict(db.exec(wanted.order_by(col(Entry.id))).all())


def forget_entries(db: Session, entry_ids: Collection[str]) -> None:
    """No code opens these entries, and why one is barred names nobody."""
    these = among(db, col(Entry.id), entry_ids)
    shut = update(Entry).where(these, ~col(Entry.code_hash).startswith(NO_CODE))
    fresh = {"code_hash": NO_CODE + col(Entry.id), "code_at": None, "grown": False}
    db.connection().execute(shut.values(fresh))
    why = update(Entry).where(these, col(Entry.barred_reason).is_not(None))
    db.connection().execute(why.values(barred_reason=ERASED_REASON))
    db.expire_all()


def forget_people(db: Session, people: Collection[str], now: datetime) -> int:
    """Empty these rows; how many had something to empty."""
    these = update(Person).where(among(db, col(Person.id), people), col(Person.erased_at).is_(None))
    done = db.connection().execute(these.values(**ERASED, erased_at=now)).rowcount
    db.expire_all()
    return done


def count_named(db: Session, campaign_id: str) -> int:
    """How many who entered a contest have a name."""
    entered = select(func.count()).select_from(Entry).join(Person)
    return db.exec(entered.where(Entry.campaign_id == campaign_id, col(Person.erased_at).is_(None))).one()


def count_people(db: Session, born_from: int = 0) -> int:
    """How many people have a name; ``born_from``: and told that they were born in this year or later."""
    named = select(func.count()).select_from(Person).where(Person.folded != "")
    return db.exec(named.where(col(Person.birth_year) >= born_from) if born_from else named).one()
