"""SQL of tombstones and periods."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.privacy.models import KeepingPeriod, Tombstone


def bury(db: Session, people: Collection[str], now: datetime, *, keep_result: bool) -> int:
    """Remember that these people were forgotten; how many of them are new, or let their result go now."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    rows = [{"person_id": one, "at": now, "keep_result": keep_result} for one in sorted(people)]
    if not rows:
        return 0
    fresh = dialect.insert(Tombstone).values(rows)
    statement = fresh.on_conflict_do_update(
        index_elements=["person_id"],
        set_={"keep_result": fresh.excluded.keep_result, "at": fresh.excluded.at},
        where=col(Tombstone.keep_result) & ~fresh.excluded.keep_result,
    )
    return len(db.connection().execute(statement.returning(col(Tombstone.person_id))).all())


def tombstones(db: Session) -> Sequence[Tombstone]:
    """All of them, the oldest first."""
    wanted: Any = select(Tombstone).order_by(col(Tombstone.at), col(Tombstone.person_id))
    return list(db.exec(wanted))


def periods(db: Session) -> dict[str, int]:
    """What is kept how many days, where somebody said so."""
    return {row.keep: row.days for row in db.exec(select(KeepingPeriod))}


def put_periods(db: Session, days: Mapping[str, int], by: str, now: datetime) -> None:
    """Keep these so long from now on."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    rows = [
        {"keep": keep, "days": count, "changed_by": by, "changed_at": now} for keep, count in days.items()
    ]
    fresh = dialect.insert(KeepingPeriod).values(rows)
    new = {name: fresh.excluded[name] for name in ("days", "changed_by", "changed_at")}
    db.connection().execute(fresh.on_conflict_do_update(index_elements=["keep"], set_=new))
