"""SQL of frozen reports."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.summaries.models import Summary

#: So many of the last ones are looked through for those that somebody may see.
MOST = 200


def add(db: Session, row: Summary) -> bool:
    """Write a report; False when these very figures are frozen already."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(Summary).values(row.model_dump())
    return db.connection().execute(made.on_conflict_do_nothing(index_elements=["sha256"])).rowcount == 1


def find(db: Session, summary_id: str) -> Summary | None:
    """One of them."""
    return db.exec(select(Summary).where(Summary.id == summary_id)).first()


def with_digest(db: Session, sha256: str) -> Summary | None:
    """The one of these figures."""
    return db.exec(select(Summary).where(Summary.sha256 == sha256)).first()


def newest(db: Session) -> list[Summary]:
    """The last ones, the newest first."""
    order = (col(Summary.frozen_at).desc(), col(Summary.id))
    return list(db.exec(select(Summary).order_by(*order).limit(MOST)))
