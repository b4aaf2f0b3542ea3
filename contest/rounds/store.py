"""SQL of the deeds of a round."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.rounds.models import RoundDeed


def claim(db: Session, values: dict[str, Any]) -> bool:
    """Write a deed under its id; False when the same form was sent before, even at the same moment."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(RoundDeed).values(values).on_conflict_do_nothing(index_elements=["id"])
    return db.connection().execute(statement.returning(col(RoundDeed.id))).first() is not None


def touched(db: Session, deed_id: str, seconds: int, people: int) -> None:
    """Note how much a deed was, once it is known."""
    statement = update(RoundDeed).where(col(RoundDeed.id) == deed_id)
    db.connection().execute(statement.values(seconds=seconds, people=people))
    db.expire_all()


def undo(db: Session, deed_id: str, now: datetime) -> bool:
    """Mark a deed as undone; False when it was already."""
    statement = update(RoundDeed).where(col(RoundDeed.id) == deed_id, col(RoundDeed.undone_at).is_(None))
    done = db.connection().execute(statement.values(undone_at=now))
    db.expire_all()
    return done.rowcount == 1


def forget_reasons(db: Session, round_ids: Collection[str], instead: str) -> list[str]:
    """Take away why staff did something to a participant or a unit; the ids of those deeds."""
    statement = update(RoundDeed).where(
        col(RoundDeed.round_id).in_(round_ids),
        col(RoundDeed.subject) != "",
        col(RoundDeed.reason) != instead,
    )
    done = db.connection().execute(statement.values(reason=instead).returning(col(RoundDeed.id)))
    return list(done.scalars())


def deed(db: Session, round_id: str, deed_id: str) -> RoundDeed | None:
    """A deed of this round."""
    return db.exec(select(RoundDeed).where(RoundDeed.id == deed_id, RoundDeed.round_id == round_id)).first()


def deeds(db: Session, ids: Collection[str]) -> dict[str, RoundDeed]:
    """Deeds by id."""
    return {row.id: row for row in db.exec(select(RoundDeed).where(col(RoundDeed.id).in_(ids)))}


def forget_reasons_about(db: Session, subjects: Collection[str], instead: str) -> int:
    """Take away why staff did something to these entries or attempts; how many reasons there were."""
    statement = update(RoundDeed).where(
        col(RoundDeed.subject).in_(subjects), col(RoundDeed.reason) != instead
    )
    done = db.connection().execute(statement.values(reason=instead))
    db.expire_all()
    return done.rowcount
