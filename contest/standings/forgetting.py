"""Forgetting somebody on the screens: the day's programme may name them, and kept boards do."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.people.forgetting import Whom, take_out
from contest.standings import kept, news
from contest.standings.models import HallScreen
from contest.web.database import after_commit


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the name out of programmes; how many held it. What is kept of boards is thrown away."""
    after_commit(db, kept.forget)
    return take_out(db, HallScreen.programme, who)


def show_anew(db: Session, round_id: str) -> None:
    """The names on a round's board have changed: screens are told, and from the commit on nothing that was
    kept is shown, not even where a new page takes long."""
    news.tell(db, round_id)
    after_commit(db, kept.forget)
