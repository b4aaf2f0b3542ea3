"""All SQL of what becomes of winners: refusals, and whether they are who they said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from contest.commendations.models import PrizeCheck, PrizeRefusal
from contest.commendations.store import added, insert_into

#: The entry, or the unit.
Whose = tuple[str | None, str | None]


def refusals(db: Session, occasion_id: str) -> list[PrizeRefusal]:
    """All of an occasion, taken back or not, the first first."""
    statement = select(PrizeRefusal).where(PrizeRefusal.occasion_id == occasion_id)
    return list(db.exec(statement.order_by(col(PrizeRefusal.decided_at), col(PrizeRefusal.id))))


def standing(db: Session, occasion_id: str) -> list[PrizeRefusal]:
    """Those that were not taken back."""
    return [row for row in refusals(db, occasion_id) if row.taken_back_at is None]


def add_refusal(db: Session, row: PrizeRefusal) -> bool:
    """Write one; False when this winner has one that stands."""
    return added(db, row, col(PrizeRefusal.id))


def take_back(db: Session, occasion_id: str, refusal_id: str, by: str, now: datetime) -> Whose | None:
    """Take one back; whose it was, None when there is none that stands."""
    done = db.connection().execute(
        update(PrizeRefusal)
        .where(
            col(PrizeRefusal.id) == refusal_id,
            col(PrizeRefusal.occasion_id) == occasion_id,
            col(PrizeRefusal.taken_back_at).is_(None),
        )
        .values(taken_back_by=by, taken_back_at=now)
        .returning(col(PrizeRefusal.entry_id), col(PrizeRefusal.unit_id))
    )
    found = done.first()
    db.expire_all()
    return (found[0], found[1]) if found else None


def checks(db: Session, occasion_id: str) -> dict[str, PrizeCheck]:
    """Entry → what was found out of who they are."""
    rows = db.exec(select(PrizeCheck).where(PrizeCheck.occasion_id == occasion_id))
    return {row.entry_id: row for row in rows}


def put_check(db: Session, row: PrizeCheck) -> None:
    """Write it, in place of what stood there."""
    statement = insert_into(db, PrizeCheck).values(row.model_dump())
    new = {name: statement.excluded[name] for name in ("state", "means", "checked_by", "checked_at")}
    db.connection().execute(
        statement.on_conflict_do_update(index_elements=["occasion_id", "entry_id"], set_=new)
    )
    db.expire_all()


def drop_check(db: Session, occasion_id: str, entry_id: str) -> bool:
    """Nobody has found out any more; False when nobody had."""
    done = db.connection().execute(
        delete(PrizeCheck).where(
            col(PrizeCheck.occasion_id) == occasion_id, col(PrizeCheck.entry_id) == entry_id
        )
    )
    db.expire_all()
    return done.rowcount == 1
