"""What says nothing any more: sessions that ended, counts of wrong passwords that no try is slowed by."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts import sweeping_store as store


def count_ended(db: Session, now: datetime) -> int:
    """How many there are."""
    return store.count_ended(db, now)


def drop_ended(db: Session, now: datetime) -> int:
    """Clear them away; how many."""
    return store.drop_ended(db, now)
