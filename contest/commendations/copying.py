"""The prizes of one round for another one that was just made like it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.commendations import service


def copy(db: Session, actor: str, source: str, target: str, now: datetime) -> None:
    """Set the same prizes; where nobody has set any, none."""
    made = service.announced(db, source)
    if made is not None:
        service.save_ladder(db, actor, target, made, 0, now)
