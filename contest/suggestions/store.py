"""SQL of the marks on suggestions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.suggestions.models import SuggestionMark


def _dialect(db: Session) -> Any:
    return postgresql if db.get_bind().dialect.name == "postgresql" else sqlite


def marked(db: Session) -> set[tuple[str, int]]:
    """(attempt, slot) of all that are marked, in whatever round: people mark them one by one, so they are
    fewer than the texts of one round."""
    return set(db.exec(select(SuggestionMark.attempt_id, SuggestionMark.slot)))


def mark(db: Session, attempt_id: str, slot: int, by: str, now: datetime) -> bool:
    """Mark it; whether it was not yet."""
    row = {"attempt_id": attempt_id, "slot": slot, "by_staff": by, "at": now}
    statement = _dialect(db).insert(SuggestionMark).values(row).on_conflict_do_nothing()
    return db.connection().execute(statement).rowcount == 1


def unmark(db: Session, attempt_id: str, slot: int) -> bool:
    """Take the mark away; whether there was one."""
    wanted = (col(SuggestionMark.attempt_id) == attempt_id, col(SuggestionMark.slot) == slot)
    return db.connection().execute(delete(SuggestionMark).where(*wanted)).rowcount == 1
