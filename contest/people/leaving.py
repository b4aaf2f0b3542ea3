"""Taking people away with a contest that never was one: a rehearsal's participants."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from contest.people import leaving_store as store


def people_behind(db: Session, entry_ids: Collection[str]) -> list[str]:
    """Whose entries these are."""
    return store.people_behind(db, entry_ids)


def drop_lonely(db: Session, person_ids: Collection[str]) -> None:
    """Delete those of these people who are left without any entry: a rehearsal's participants."""
    store.drop_lonely(db, person_ids)


def drop_entry(db: Session, entry_id: str, person_id: str, *, forget_year: bool) -> bool:
    """Take away an entry that nothing hangs on; the person stays, without what was told with it.

    ``forget_year``: the birth year was told so too. False, and nothing changed, when something points at it.
    """
    return store.drop_entry(db, entry_id, person_id, forget_year=forget_year)
