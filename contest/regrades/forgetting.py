"""Forgetting somebody in regrades: they hold ids and marks, which stay; only a reason may name people."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.people.forgetting import Whom, take_out
from contest.regrades.models import Regrade


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the name out of reasons; how many held it."""
    return take_out(db, Regrade.reason, who)
