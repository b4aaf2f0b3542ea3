"""SQL of what says nothing any more about staff."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_
from sqlmodel import Session, col, select

from contest.accounts.models import LoginFailure, StaffSession
from contest.accounts.rules import ABSOLUTE, FORGOTTEN, IDLE


def _over(now: datetime) -> ColumnElement[bool]:
    return or_(col(StaffSession.seen_at) <= now - IDLE, col(StaffSession.created_at) <= now - ABSOLUTE)


def _passed(now: datetime) -> ColumnElement[bool]:
    return col(LoginFailure.last_at) <= now - FORGOTTEN


def count_ended(db: Session, now: datetime) -> int:
    """Ended sessions and passed failures."""
    sessions = db.exec(select(func.count()).select_from(StaffSession).where(_over(now))).one()
    return sessions + db.exec(select(func.count()).select_from(LoginFailure).where(_passed(now))).one()


def drop_ended(db: Session, now: datetime) -> int:
    """The same, cleared away."""
    sessions = db.connection().execute(delete(StaffSession).where(_over(now))).rowcount
    return sessions + db.connection().execute(delete(LoginFailure).where(_passed(now))).rowcount
