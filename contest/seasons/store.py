"""All SQL of seasons. Every order here is (sort_key, entry_id), which one index holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.seasons.models import SeasonBoard, SeasonStanding
from contest.standings.rules import UNRANKED

SLICE = 500
KEY = (col(SeasonStanding.sort_key), col(SeasonStanding.entry_id))
RANKED = col(SeasonStanding.sort_key) < UNRANKED


def board(db: Session, campaign_id: str) -> SeasonBoard | None:
    """How far a contest is added up."""
    found = select(SeasonBoard).where(SeasonBoard.campaign_id == campaign_id)
    return db.exec(found, execution_options={"populate_existing": True}).first()


def mark(db: Session, campaign_id: str, round_id: str, *, adding: bool, now: datetime) -> None:
    """The results of a round are coming in, or are all in. Two rounds may close at the same time."""
    made = _insert(db, SeasonBoard).values(campaign_id=campaign_id, adding="", updated_at=now)
    db.connection().execute(made.on_conflict_do_nothing(index_elements=["campaign_id"]))
    held = select(SeasonBoard).where(SeasonBoard.campaign_id == campaign_id).with_for_update()
    row = db.exec(held, execution_options={"populate_existing": True}).one()
    others = [each for each in row.adding.split() if each != round_id]
    row.adding = " ".join([*others, round_id] if adding else others)
    row.updated_at = now
    db.add(row)
    db.flush()


def touch(db: Session, campaign_id: str, now: datetime) -> None:
    """Some rows are newer."""
    changed = update(SeasonBoard).where(col(SeasonBoard.campaign_id) == campaign_id)
    db.connection().execute(changed.values(updated_at=now))


def put(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows; one that is there is replaced. Sorted by the caller, so that writers don't cross."""
    if not rows:
        return
    statement = _insert(db, SeasonStanding)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in ("campaign_id", "entry_id")}
    db.connection().execute(
        statement.on_conflict_do_update(index_elements=["campaign_id", "entry_id"], set_=changed), rows
    )


def remove(db: Session, campaign_id: str, entry_ids: Sequence[str]) -> None:
    """Take these entries off."""
    for start in range(0, len(entry_ids), SLICE):
        some = col(SeasonStanding.entry_id).in_(entry_ids[start : start + SLICE])
        db.connection().execute(
            delete(SeasonStanding).where(col(SeasonStanding.campaign_id) == campaign_id, some)
        )


def find(db: Session, campaign_id: str, entry_id: str) -> SeasonStanding | None:
    """One entry's row, if it is ranked."""
    mine = (SeasonStanding.campaign_id == campaign_id, SeasonStanding.entry_id == entry_id, RANKED)
    return next(iter(_rows(db, select(SeasonStanding).where(*mine))), None)


def listed(db: Session, campaign_id: str, offset: int, limit: int) -> list[SeasonStanding]:
    """Rows of the board from a position on."""
    statement = select(SeasonStanding).where(SeasonStanding.campaign_id == campaign_id, RANKED)
    return _rows(db, statement.order_by(*KEY).offset(offset).limit(limit))


def better(db: Session, campaign_id: str, sort_key: str) -> int:
    """How many stand strictly before this key."""
    return _count(db, campaign_id, col(SeasonStanding.sort_key) < sort_key)


def position(db: Session, row: SeasonStanding) -> int:
    """How many rows stand before this one, those that share its place included."""
    return _count(db, row.campaign_id, tuple_(*KEY) < tuple_(row.sort_key, row.entry_id))


def total(db: Session, campaign_id: str) -> int:
    """How many entries are ranked."""
    return _count(db, campaign_id, RANKED)


def people(db: Session, campaign_id: str) -> int:
    """How many entries took part, ranked or not."""
    return _count(db, campaign_id)


def taken(db: Session, campaign_id: str) -> dict[str, int]:
    """Entry → how many rounds it took part in."""
    columns = (col(SeasonStanding.entry_id), col(SeasonStanding.taken))
    return dict(db.exec(select(*columns).where(SeasonStanding.campaign_id == campaign_id)).all())


def _insert(db: Session, table: Any) -> Any:
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def _rows(db: Session, statement: Any) -> list[SeasonStanding]:
    """What the table holds now: rows are written past the session, whose own copies may be older."""
    return list(db.exec(statement, execution_options={"populate_existing": True}))


def _count(db: Session, campaign_id: str, *where: ColumnElement[bool]) -> int:
    here = col(SeasonStanding.campaign_id) == campaign_id
    return db.exec(select(func.count()).select_from(SeasonStanding).where(here, *where)).one()
