"""SQL of signals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.signals.models import Signal, SignalTally

ROWS_AT_ONCE = 1_000


def _dialect(db: Session) -> Any:
    return postgresql if db.get_bind().dialect.name == "postgresql" else sqlite


def add(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep signals; one that is there already stays as it is, with what staff said of it."""
    if rows:
        statement = _dialect(db).insert(Signal).values(list(rows))
        db.connection().execute(statement.on_conflict_do_nothing())


def count_answers(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Add to the tallies of questions."""
    # A statement takes so many values at most, fewer on SQLite than on PostgreSQL.
    for first in range(0, len(rows), ROWS_AT_ONCE):
        statement = _dialect(db).insert(SignalTally).values(list(rows[first : first + ROWS_AT_ONCE]))
        fresh = {
            "right": col(SignalTally.right) + statement.excluded.right,
            "people": col(SignalTally.people) + statement.excluded.people,
        }
        db.connection().execute(
            statement.on_conflict_do_update(index_elements=["round_id", "revision", "part"], set_=fresh)
        )


def tallies(db: Session, round_id: str) -> list[SignalTally]:
    """The tallies of a round."""
    statement = select(SignalTally).where(SignalTally.round_id == round_id)
    return list(db.exec(statement.order_by(col(SignalTally.revision), col(SignalTally.part))))


def drop_tallies(db: Session, round_ids: Collection[str]) -> None:
    """The tallies have been looked at."""
    db.connection().execute(delete(SignalTally).where(col(SignalTally.round_id).in_(round_ids)))
    db.expire_all()


def signals(db: Session, round_id: str) -> list[Signal]:
    """The signals of a round, undecided ones first."""
    order = (col(Signal.verdict).is_not(None), col(Signal.kind), col(Signal.found_at), col(Signal.id))
    return list(db.exec(select(Signal).where(Signal.round_id == round_id).order_by(*order)))


def signal(db: Session, round_id: str, signal_id: str) -> Signal | None:
    """A signal of this round."""
    statement = select(Signal).where(Signal.id == signal_id, Signal.round_id == round_id)
    return db.exec(statement).one_or_none()


def decide(db: Session, signal_id: str, verdict: str, deed_id: str) -> None:
    """What staff said of it."""
    statement = update(Signal).where(col(Signal.id) == signal_id)
    db.connection().execute(statement.values(verdict=verdict, deed_id=deed_id))
    db.expire_all()


def rounds(db: Session) -> set[str]:
    """The rounds of which signals or tallies are stored."""
    found = set(db.exec(select(Signal.round_id).distinct()))
    return found | set(db.exec(select(SignalTally.round_id).distinct()))


def drop(db: Session, round_ids: Collection[str]) -> int:
    """Throw the signals of these rounds away; how many."""
    gone = db.connection().execute(delete(Signal).where(col(Signal.round_id).in_(round_ids)))
    db.expire_all()
    return gone.rowcount


def drop_about(db: Session, subjects: Collection[str]) -> int:
    """Throw the signals about these attempts or devices away; how many."""
    gone = db.connection().execute(delete(Signal).where(col(Signal.subject).in_(subjects)))
    db.expire_all()
    return gone.rowcount
