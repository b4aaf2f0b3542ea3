"""SQL of taking entries away, and people who are left without any."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from contest.people.models import ConsentSaid, Entry, Person
from contest.people.store import among


def people_behind(db: Session, entry_ids: Collection[str]) -> list[str]:
    """Whose entries these are."""
    return list(db.exec(select(Entry.person_id).where(among(db, col(Entry.id), entry_ids)).distinct()))


def drop_lonely(db: Session, person_ids: Collection[str]) -> None:
    """Delete those of these people who take part in nothing and whom no other row was merged into."""
    merged = aliased(Person)
    db.connection().execute(
        delete(Person).where(
            among(db, col(Person.id), person_ids),
            ~select(Entry.id).where(Entry.person_id == Person.id).correlate(Person).exists(),
            ~select(merged.id).where(col(merged.merged_into) == Person.id).correlate(Person).exists(),
        )
    )


def drop_entry(db: Session, entry_id: str, person_id: str, *, forget_year: bool) -> bool:
    """Delete an entry that no other row points at; False when one does."""
    if db.exec(select(Entry.id).where(Entry.same_as == entry_id)).first() is not None:
        return False
    gone = delete(Entry).where(col(Entry.id) == entry_id, col(Entry.same_as).is_(None))
    try:
        with db.begin_nested():
            # What was said for it hangs on nobody else; the texts stay.
            free = select(Entry.id).where(Entry.id == entry_id, col(Entry.same_as).is_(None))
            db.connection().execute(delete(ConsentSaid).where(col(ConsentSaid.entry_id).in_(free)))
            done = db.connection().execute(gone)
    except IntegrityError:
        return False
    if done.rowcount != 1:
        return False
    told: dict[str, str | None] = {"guardian": None, "guardian_relation": ""}
    told |= {"birth_year": None} if forget_year else {}
    db.connection().execute(update(Person).where(col(Person.id) == person_id).values(**told))
    db.expire_all()
    return True
