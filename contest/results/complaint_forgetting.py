"""Forgetting somebody in complaints: that there was one, and how it ended, stays without a word of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.people.forgetting import Whom, take_out
from contest.results import complaint_store as store
from contest.results.models import Complaint


def forget(db: Session, who: Whom, now: datetime) -> int:
    """What they wrote and were answered goes, and their name out of what others wrote; how many held it."""
    gone = store.forget(db, who.entries, now)
    return gone + sum(take_out(db, each, who) for each in (Complaint.words, Complaint.answer))


def forget_rounds(db: Session, round_ids: Collection[str]) -> int:
    """The names of a contest go, and what was said in complaints of its rounds; how many said something."""
    return store.forget_rounds(db, round_ids)
