"""SQL of the counts of what browsers reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.office.models import PageViolation


def add(db: Session, counts: Mapping[tuple[str, str, str], int], now: datetime) -> None:
    """Add to the counts, in the order of their keys."""
    insert = (postgresql if db.get_bind().dialect.name == "postgresql" else sqlite).insert
    for (route, directive, kind), count in sorted(counts.items()):
        row = PageViolation(
            route=route, directive=directive, kind=kind, count=count, first_at=now, last_at=now
        )
        made = insert(PageViolation).values(**row.model_dump())
        more = {"count": col(PageViolation.count) + made.excluded.count, "last_at": made.excluded.last_at}
        db.exec(made.on_conflict_do_update(index_elements=["route", "directive", "kind"], set_=more))


def drop_before(db: Session, moment: datetime) -> None:
    """Remove what was last reported before a moment."""
    db.exec(delete(PageViolation).where(col(PageViolation.last_at) < moment))


def every(db: Session) -> list[PageViolation]:
    """All counts, the latest first."""
    order = col(PageViolation.last_at).desc(), col(PageViolation.count).desc(), col(PageViolation.route)
    return list(db.exec(select(PageViolation).order_by(*order).limit(500)))
