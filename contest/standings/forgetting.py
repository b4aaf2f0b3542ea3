"""Forgetting somebody on the screens: the day's programme may name them, and kept boards do."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.people.forgetting import Whom, take_out
from contest.standings import kept
from contest.standings.models import HallScreen
from contest.web.database import after_commit


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the name out of programmes; how many held it. What is kept of boards is thrown away."""
    after_commit(db, kept.forget)
    return take_out(db, HallScreen.programme, who)
