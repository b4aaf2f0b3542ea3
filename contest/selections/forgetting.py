"""Forgetting somebody in what was decided by hand about who goes on: the choice stays, why goes."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.people.forgetting import Whom, take_out
from contest.people.rules import ERASED_REASON
from contest.selections import store
from contest.selections.models import SelectionChange


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the reasons of decisions about this person away, and their name out of others; how many."""
    about = store.forget_reasons_about(db, who.entries, ERASED_REASON)
    return about + take_out(db, SelectionChange.reason, who)
