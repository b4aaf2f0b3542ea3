"""SQL of tombstones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.privacy.models import Tombstone


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
