"""All SQL of the office's own templates."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func
from sqlalchemy import select as core_select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from contest.paperwork.models import PaperTemplate


class Known(NamedTuple):
    """A template without its bytes."""

    id: str
    kind: str
    name: str
    size: int
    changed_at: datetime


def every(db: Session) -> list[Known]:
    """All of them without their bytes, by name."""
    row = PaperTemplate
    wanted = core_select(col(row.id), col(row.kind), col(row.name), col(row.size), col(row.changed_at))
    rows = db.connection().execute(wanted.order_by(col(row.name), col(row.id)))
    return [Known._make(one) for one in rows]


def count(db: Session, kind: str) -> int:
    """How many a kind of paper has."""
    return db.exec(select(func.count()).where(PaperTemplate.kind == kind)).one()


def find(db: Session, template_id: str) -> PaperTemplate | None:
    """One of them."""
    return db.exec(select(PaperTemplate).where(PaperTemplate.id == template_id)).first()


def put(db: Session, row: PaperTemplate) -> bool:
    """Write a new or a changed one; False when another of its kind has the name."""
    try:
        with db.begin_nested():
            db.add(row)
            db.flush()
    except IntegrityError:
        return False
    return True


def remove(db: Session, template_id: str) -> bool:
    """Take it away; False when it is gone already."""
    gone = delete(PaperTemplate).where(col(PaperTemplate.id) == template_id)
    return db.connection().execute(gone.returning(col(PaperTemplate.id))).first() is not None
