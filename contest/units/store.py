"""All SQL of units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import literal
from sqlmodel import Session, col, select

from contest.units.models import Unit, UnitHeadcount


def by_codes(db: Session, codes: Collection[str]) -> dict[str, Unit]:
    """The units that have one of these codes."""
    found = db.exec(select(Unit).where(col(Unit.code).in_(codes)))
    return {unit.code: unit for unit in found}


def by_ids(db: Session, ids: Collection[str]) -> dict[str, Unit]:
    """The units with these ids, and their parents: one statement."""
    parents = select(Unit.parent_id).where(col(Unit.id).in_(ids))
    found = db.exec(select(Unit).where(col(Unit.id).in_(ids) | col(Unit.id).in_(parents)))
    return {unit.id: unit for unit in found}


def add(db: Session, unit: Unit) -> None:
    """Write a new or changed unit now, so that its children may point at it."""
    db.add(unit)
    db.flush()


def put_headcount(db: Session, headcount: UnitHeadcount) -> None:
    """The number of a day replaces an earlier number of that day."""
    db.merge(headcount)
    db.flush()


def matching(db: Session, words: Sequence[str], most: int) -> list[tuple[Unit, str | None]]:
    """Open units in which each word begins some word, with their parent's name; name order."""
    parent = Unit.__table__.alias("parent")  # ty: ignore[missing-attribute]
    statement = (
        select(Unit, parent.c.name)
        .outerjoin(parent, parent.c.id == Unit.parent_id)
        .where(col(Unit.open_to_all))
        .order_by(col(Unit.sort_key), col(Unit.id))
        .limit(most)
    )
    for word in words:
        begins = (literal(" ") + col(Unit.folded)).contains(f" {word}", autoescape=True)
        statement = statement.where(begins)
    return [(unit, name) for unit, name in db.exec(statement)]


def is_open(db: Session, unit_id: str) -> bool:
    """Whether the unit exists and may be chosen on the entry form."""
    found = db.exec(select(Unit.id).where(Unit.id == unit_id, col(Unit.open_to_all)))
    return found.first() is not None


def has_any(db: Session) -> bool:
    """Whether there is a unit to choose."""
    return db.exec(select(Unit.id).where(col(Unit.open_to_all)).limit(1)).first() is not None


def headcounts(db: Session, on: date) -> list[tuple[str, int]]:
    """Every count known on that day, oldest first."""
    statement = (
        select(UnitHeadcount.unit_id, UnitHeadcount.people)
        .where(col(UnitHeadcount.on_date) <= on)
        .order_by(col(UnitHeadcount.on_date))
    )
    return [(unit_id, people) for unit_id, people in db.exec(statement)]
