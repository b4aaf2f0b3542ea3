"""All SQL of units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, literal, text, update
from sqlalchemy import select as core_select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from contest.lists.drafts import ImportState
from contest.units.models import Unit, UnitHeadcount, UnitImport, UnitMerge

#: Our own tables: a unit's own rows don't hold it.
OWN = frozenset({"unit", "unit_headcount", "unit_merge"})


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
    found = db.exec(statement.where(*_begins(words)))
    return [(unit, name) for unit, name in found]


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


def kinds(db: Session) -> dict[str, str]:
    """Every unit's kind."""
    return dict(db.exec(select(Unit.id, Unit.kind)).all())


def lock_tree(db: Session) -> None:
    """Nobody else adds, moves, merges or removes units until the commit; people go on choosing them."""
    # The table: rows that are not there yet can't be locked. On SQLite nobody else writes anyway.
    if db.get_bind().dialect.name == "postgresql":
        db.connection().execute(text("LOCK TABLE unit IN SHARE ROW EXCLUSIVE MODE"))


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


# --- the desk's list ------------------------------------------------------------------------------


def leaves(db: Session) -> list[tuple[str, str | None, str]]:
    """(id, parent, sort key) of every unit: little for each, so that thousands can be put in order."""
    return list(db.exec(select(Unit.id, Unit.parent_id, Unit.sort_key)).all())


def found(db: Session, words: Sequence[str]) -> list[str]:
    """The units, merged ones too, in which each word begins some word; name order."""
    statement = select(Unit.id).order_by(col(Unit.sort_key), col(Unit.id))
    return list(db.exec(statement.where(*_begins(words))))


def _begins(words: Sequence[str]) -> list[ColumnElement[bool]]:
    folded = literal(" ") + col(Unit.folded)
    return [folded.contains(f" {word}", autoescape=True) for word in words]


def units_like(db: Session, words: Sequence[str], most: int) -> list[Unit]:
    """Units that fit the words and are not merged; without words those that others stand below."""
    statement = select(Unit).where(~_is_merged(), *_begins(words))
    if not words:
        statement = statement.where(col(Unit.id).in_(select(Unit.parent_id)))
    return list(db.exec(statement.order_by(col(Unit.sort_key), col(Unit.id)).limit(most)))


def beside(db: Session, parent_id: str | None) -> list[Unit]:
    """The units right below a parent, or at the top; merged ones left out."""
    same = col(Unit.parent_id) == parent_id if parent_id else col(Unit.parent_id).is_(None)
    return list(db.exec(select(Unit).where(same, ~_is_merged())))


def with_code_like(db: Session, beginning: str) -> list[str]:
    """The units whose code begins so."""
    return list(db.exec(select(Unit.id).where(col(Unit.code).startswith(beginning, autoescape=True))))


def used(db: Session, ids: Collection[str]) -> set[str]:
    """Those of these units that rows of other features point at, whichever features there are."""
    found: set[str] = set()
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns if table.name not in OWN else ():
            if any(key.column.table.name == "unit" for key in column.foreign_keys):
                pointing = core_select(column).where(column.in_(ids)).distinct()
                found.update(db.connection().execute(pointing).scalars())
    return found


def remove(db: Session, ids: Collection[str]) -> bool:
    """Delete units with their headcounts; False when somebody pointed at one at this very moment."""
    try:
        with db.begin_nested():
            db.connection().execute(delete(UnitMerge).where(col(UnitMerge.unit_id).in_(ids)))
            db.connection().execute(delete(UnitHeadcount).where(col(UnitHeadcount.unit_id).in_(ids)))
            db.connection().execute(delete(Unit).where(col(Unit.id).in_(ids)))
    except IntegrityError:
        return False
    return True


# --- imports --------------------------------------------------------------------------------------


def everything(db: Session) -> list[Unit]:
    """Every unit, merged ones too."""
    return list(db.exec(select(Unit)))


def all_counts(db: Session) -> list[UnitHeadcount]:
    """Every headcount."""
    return list(db.exec(select(UnitHeadcount)))


def add_all(db: Session, units: Sequence[Unit]) -> None:
    """Write new units, parents first, and whatever was changed before, in few statements."""
    db.add_all(units)
    db.flush()


def add_later(db: Session, count: UnitHeadcount) -> None:
    """Write a new headcount together with the others, by the next :func:`add_all`."""
    db.add(count)


def add_import(db: Session, row: UnitImport) -> None:
    """Keep a list to look at."""
    db.add(row)
    db.flush()


def import_of(db: Session, import_id: str, *, lock: bool) -> UnitImport | None:
    """An import, held until the commit where it will be changed."""
    statement = select(UnitImport).where(UnitImport.id == import_id)
    return db.exec(statement.with_for_update() if lock else statement).one_or_none()


def put_rows(db: Session, row: UnitImport, rows: str) -> None:
    """Other rows wait now."""
    row.rows, row.version = rows, row.version + 1
    db.add(row)
    db.flush()


def put_done(db: Session, row: UnitImport, state: str, rows: str, done: str) -> None:
    """How far the import is."""
    row.state, row.done = state, done
    put_rows(db, row, rows)


def remove_import(db: Session, row: UnitImport) -> None:
    """As if the file had not been read."""
    db.delete(row)
    db.flush()


def imports(db: Session, owner: str, now: datetime, most: int) -> list[UnitImport]:
    """One's own lists that wait, and everybody's that were saved; the newest first."""
    mine = (col(UnitImport.owner_id) == owner) & (col(UnitImport.expires_at) > now)
    shown = select(UnitImport).where((col(UnitImport.state) != ImportState.DRAFT) | mine)
    return list(db.exec(shown.order_by(col(UnitImport.created_at).desc()).limit(most)))


def drop_expired(db: Session, now: datetime) -> None:
    """Rows that waited too long go; what was saved of their lists can still be undone."""
    waiting = (col(UnitImport.state) == ImportState.DRAFT) & (col(UnitImport.expires_at) <= now)
    unsaved = col(UnitImport.done).like('{"made": [], "changed": [], "counts": []%')
    db.connection().execute(delete(UnitImport).where(waiting, unsaved))
    db.connection().execute(update(UnitImport).where(waiting).values(state=ImportState.SAVED, rows="[]"))
