"""Forgetting somebody in feedback: how content people were stays a number, every word of theirs goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.feedback import store
from contest.feedback.models import Feedback
from contest.people.forgetting import Whom, take_out


def forget(db: Session, who: Whom, now: datetime) -> int:
    """What they wrote goes, and their name out of what others wrote; how many held it."""
    gone = store.forget(db, who.entries)
    return gone + sum(take_out(db, each, who) for each in (Feedback.words, Feedback.folded))


def forget_rounds(db: Session, round_ids: Collection[str]) -> int:
    """The names of a contest go, and what was written about its rounds; how many wrote something."""
    return store.forget_rounds(db, round_ids)
