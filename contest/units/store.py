"""All SQL of units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, literal
from sqlmodel import Session, col, select

from contest.units.models import Unit, UnitHeadcount, UnitMerge


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
        .where(col(Unit.open_to_all), ~_is_merged())
        .order_by(col(Unit.sort_key), col(Unit.id))
        .limit(most)
    )
    for word in words:
        begins = (literal(" ") + col(Unit.folded)).contains(f" {word}", autoescape=True)
        statement = statement.where(begins)
    return [(unit, name) for unit, name in db.exec(statement)]


def is_open(db: Session, unit_id: str) -> bool:
    """Whether the unit exists and may be chosen on the entry form."""
    found = db.exec(select(Unit.id).where(Unit.id == unit_id, col(Unit.open_to_all), ~_is_merged()))
    return found.first() is not None


def has_any(db: Session) -> bool:
    """Whether there is a unit to choose."""
    return db.exec(select(Unit.id).where(col(Unit.open_to_all), ~_is_merged()).limit(1)).first() is not None


def _is_merged() -> ColumnElement[bool]:
    return select(UnitMerge.unit_id).where(UnitMerge.unit_id == Unit.id).exists()


def merges(db: Session) -> dict[str, str]:
    """Every merged unit and the one it was merged into."""
    return dict(db.exec(select(UnitMerge.unit_id, UnitMerge.into_id)).all())


def headcounts(db: Session, on: date) -> list[tuple[str, int]]:
    """Every count known on that day, oldest first."""
    statement = (
        select(UnitHeadcount.unit_id, UnitHeadcount.people)
        .where(col(UnitHeadcount.on_date) <= on)
        .order_by(col(UnitHeadcount.on_date))
    )
    return [(unit_id, people) for unit_id, people in db.exec(statement)]


def parents(db: Session) -> dict[str, str | None]:
    """The whole tree: unit → the unit above it."""
    return dict(db.exec(select(Unit.id, Unit.parent_id)).all())


def lock_tree(db: Session) -> None:
    """Nobody else moves, merges or removes units until the commit; people go on choosing them."""
    db.exec(select(Unit.id).order_by(col(Unit.id)).with_for_update(key_share=True)).all()


def children(db: Session, unit_id: str) -> list[Unit]:
    """The units right below one, by name."""
    below = select(Unit).where(Unit.parent_id == unit_id)
    return list(db.exec(below.order_by(col(Unit.sort_key), col(Unit.id))))


def place(db: Session, unit: Unit, parent_id: str | None, folded: str) -> None:
    """Put a unit below another one, or at the top."""
    unit.parent_id, unit.folded = parent_id, folded
    add(db, unit)


def counts_of(db: Session, ids: Collection[str]) -> list[UnitHeadcount]:
    """Every headcount of these units, the latest first."""
    rows = select(UnitHeadcount).where(col(UnitHeadcount.unit_id).in_(ids))
    return list(db.exec(rows.order_by(col(UnitHeadcount.on_date).desc())))


def remove_headcount(db: Session, unit_id: str, on: date) -> None:
    """As if the number of that day had not been told."""
    row = db.get(UnitHeadcount, (unit_id, on))
    if row is not None:
        db.delete(row)
        db.flush()


def merge_of(db: Session, unit_id: str) -> UnitMerge | None:
    """How a unit was merged, if it is."""
    return db.get(UnitMerge, unit_id)


def add_merge(db: Session, row: UnitMerge) -> None:
    """From now on the unit counts for another one."""
    db.add(row)
    db.flush()


def remove_merge(db: Session, row: UnitMerge) -> None:
    """The unit counts for itself again."""
    db.delete(row)
    db.flush()


def merged_into(db: Session, unit_id: str) -> list[tuple[Unit, datetime]]:
    """The units merged into one, the latest first."""
    statement = select(Unit, UnitMerge.merged_at).join(UnitMerge, col(UnitMerge.unit_id) == Unit.id)
    found = db.exec(statement.where(UnitMerge.into_id == unit_id).order_by(col(UnitMerge.merged_at).desc()))
    return [(unit, at) for unit, at in found]


def merge_marker(db: Session) -> tuple[int, datetime | None]:
    """A cheap value that differs after a merge or its undoing."""
    count, at = db.exec(select(func.count(), func.max(UnitMerge.merged_at)).select_from(UnitMerge)).one()
    return count, at
