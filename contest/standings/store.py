"""All SQL of standings. Every order here is (sort_key, entry_id), which one index holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, or_, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.standings.models import HallScreen, Standing
from contest.standings.rules import UNRANKED

#: Databases limit the parameters of a statement.
SLICE = 500
KEY = (col(Standing.sort_key), col(Standing.entry_id))
#: Who is not ranked took part all the same: the row counts for its unit, and is on no board.
RANKED = col(Standing.sort_key) < UNRANKED


def present(db: Session, round_id: str, entry_ids: Sequence[str]) -> list[Standing]:
    """The rows of these few entries."""
    wanted = (Standing.round_id == round_id, col(Standing.entry_id).in_(entry_ids))
    return _rows(db, select(Standing).where(*wanted))


def put(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows; one that is there is replaced. Sorted by the caller, so that writers don't cross."""
    if not rows:
        return
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Standing)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in ("round_id", "entry_id")}
    db.connection().execute(
        statement.on_conflict_do_update(index_elements=["round_id", "entry_id"], set_=changed), rows
    )


def remove(db: Session, round_id: str, entry_ids: Sequence[str]) -> None:
    """Take these entries off the board."""
    for start in range(0, len(entry_ids), SLICE):
        statement = delete(Standing).where(
            col(Standing.round_id) == round_id,
            col(Standing.entry_id).in_(entry_ids[start : start + SLICE]),
        )
        db.connection().execute(statement)


def screen(db: Session, round_id: str, *, held: bool = False) -> HallScreen | None:
    """What was chosen for a round's screen; ``held``: on PostgreSQL nobody changes it until the commit."""
    statement = select(HallScreen).where(HallScreen.round_id == round_id)
    if held:
        # As it is now: the session may have read it before the lock was had.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return db.exec(statement).first()


def own_screen(db: Session, round_id: str) -> HallScreen:
    """The same to change, made with the defaults when nobody chose anything yet."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(HallScreen).values(HallScreen(round_id=round_id).model_dump())
    db.connection().execute(made.on_conflict_do_nothing(index_elements=["round_id"]))
    found = screen(db, round_id, held=True)
    if found is None:
        raise LookupError(round_id)
    return found


def keep(db: Session, row: HallScreen) -> None:
    """Write a changed choice now."""
    db.add(row)
    db.flush()


def slice_after(db: Session, round_id: str, after: str, limit: int) -> list[Standing]:
    """The next rows in the order of the primary key, for jobs that go through all."""
    statement = select(Standing).where(Standing.round_id == round_id, col(Standing.entry_id) > after)
    return _rows(db, statement.order_by(col(Standing.entry_id)).limit(limit).with_for_update())


def everybody(db: Session, round_id: str) -> list[Standing]:
    """All rows, ranked or not, in the order of the primary key."""
    statement = select(Standing).where(Standing.round_id == round_id).order_by(col(Standing.entry_id))
    return _rows(db, statement.with_for_update())


def rekey(db: Session, round_id: str, rows: Sequence[tuple[str, str, int | None]]) -> None:
    """Write (entry, sort key, prediction error)."""
    statement = (
        update(Standing)
        .where(col(Standing.round_id) == round_id, col(Standing.entry_id) == bindparam("entry"))
        .values(sort_key=bindparam("key"), prediction_error=bindparam("error"))
    )
    if rows:
        values = [{"entry": entry_id, "key": key, "error": error} for entry_id, key, error in rows]
        db.connection().execute(statement, values)


def find(db: Session, round_id: str, entry_id: str) -> Standing | None:
    """One entry's row, if it is ranked."""
    statement = select(Standing).where(Standing.round_id == round_id, Standing.entry_id == entry_id, RANKED)
    return next(iter(_rows(db, statement)), None)


def listed(db: Session, round_id: str, offset: int, limit: int) -> list[Standing]:
    """Rows of the board from a position on."""
    statement = select(Standing).where(Standing.round_id == round_id, RANKED).order_by(*KEY)
    return _rows(db, statement.offset(offset).limit(limit))


def after(db: Session, row: Standing, limit: int) -> list[Standing]:
    """The rows that follow this one, nearest first."""
    statement = select(Standing).where(Standing.round_id == row.round_id, tuple_(*KEY) > _key(row), RANKED)
    return _rows(db, statement.order_by(*KEY).limit(limit))


def before(db: Session, row: Standing, limit: int) -> list[Standing]:
    """The rows that stand before this one, nearest last."""
    statement = select(Standing).where(Standing.round_id == row.round_id, tuple_(*KEY) < _key(row))
    return _rows(db, statement.order_by(*(part.desc() for part in KEY)).limit(limit))[::-1]


def better(db: Session, round_id: str, sort_key: str) -> int:
    """How many stand strictly before this key."""
    return _count(db, round_id, col(Standing.sort_key) < sort_key)


def position(db: Session, row: Standing) -> int:
    """How many rows stand before this one, those that share its place included."""
    return _count(db, row.round_id, tuple_(*KEY) < _key(row))


def total(db: Session, round_id: str) -> int:
    """How many entries are ranked."""
    return _count(db, round_id, RANKED)


def taking_part(db: Session, round_id: str) -> int:
    """How many rows there are, ranked or not."""
    return _count(db, round_id)


def unranked(db: Session, round_id: str, *entry_ids: str) -> int:
    """How many took part and have no place; of these entries, if any are named."""
    named = (col(Standing.entry_id).in_(entry_ids),) if entry_ids else ()
    return _count(db, round_id, ~RANKED, *named)


def entry_ids(db: Session, round_id: str) -> list[str]:
    """Everybody who took part, ranked or not, in no order."""
    return list(db.exec(select(Standing.entry_id).where(Standing.round_id == round_id)))


def entry_points(db: Session, round_id: str) -> list[tuple[str, int]]:
    """The hundredths that count for everybody who took part, in no order."""
    statement = select(Standing.entry_id, Standing.points).where(Standing.round_id == round_id)
    return list(db.exec(statement))


def perfect_entries(db: Session, round_id: str, asked: int) -> list[str]:
    """Those of them with an attempt in which everything was right, of ``asked`` questions.

    Rows of rounds that closed before such attempts were counted say 0; the attempt that counts tells.
    """
    perfect = or_(col(Standing.perfects) > 0, col(Standing.right) == asked)
    return list(db.exec(select(Standing.entry_id).where(Standing.round_id == round_id, perfect)))


def marker(db: Session, round_id: str) -> tuple[int, object]:
    """What differs after another process placed somebody."""
    statement = select(func.count(), func.max(Standing.submitted_at)).where(Standing.round_id == round_id)
    count, newest = db.exec(statement).one()
    return count, newest


def forget_programmes(db: Session, round_ids: Collection[str]) -> int:
    """Take away what was typed for the screens of these rounds; how many there were."""
    statement = update(HallScreen).where(
        col(HallScreen.round_id).in_(round_ids), col(HallScreen.programme) != "[]"
    )
    return db.connection().execute(statement.values(programme="[]")).rowcount


def _rows(db: Session, statement: Any) -> list[Standing]:
    """What the table holds now: rows are written past the session, whose own copies may be older."""
    return list(db.exec(statement, execution_options={"populate_existing": True}))


def _key(row: Standing) -> Any:
    return tuple_(row.sort_key, row.entry_id)


def _count(db: Session, round_id: str, *where: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(Standing).where(col(Standing.round_id) == round_id, *where)
    return db.exec(statement).one()
