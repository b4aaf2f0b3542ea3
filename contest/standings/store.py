"""The SQL of standings, but for what writes boards. Every order here is (sort_key, entry_id), which one index
holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, text, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.standings.models import PARTS, HallScreen, Standing
from contest.standings.rules import UNRANKED
from contest.web.database import Instant

#: Databases limit the parameters of a statement.
SLICE = 500
KEY = (col(Standing.sort_key), col(Standing.entry_id))
#: Who is not ranked took part all the same: the row counts for its unit, and is on no board.
RANKED = col(Standing.sort_key) < UNRANKED


class Row(NamedTuple):
    """A row as it is read for somebody's own place: everybody asks for theirs, so without the ORM."""

    round_id: str
    entry_id: str
    attempt_id: str
    sort_key: str
    points: int
    right: int
    seconds: int
    submitted_at: datetime
    prediction: int | None
    prediction_error: int | None
    first_start: datetime | None
    perfects: int


COLUMNS = ", ".join(f'"{name}"' for name in Row._fields)
TYPES = {"submitted_at": Instant(), "first_start": Instant()}
THIS = "(sort_key, entry_id)"
FIND = text(f"""
SELECT {COLUMNS} FROM standing WHERE round_id = :round AND entry_id = :entry AND sort_key < '{UNRANKED}'
""").columns(**TYPES)
AROUND = text(f"""
SELECT {COLUMNS} FROM (SELECT * FROM standing WHERE round_id = :round AND {THIS} < (:key, :entry)
                       ORDER BY sort_key DESC, entry_id DESC LIMIT :less) AS ahead
UNION ALL SELECT {COLUMNS} FROM (
  SELECT * FROM standing WHERE round_id = :round AND {THIS} >= (:key, :entry) AND sort_key < '{UNRANKED}'
  ORDER BY sort_key, entry_id LIMIT :more) AS behind
ORDER BY sort_key, entry_id
""").columns(**TYPES)


def has_parts(db: Session, round_id: str) -> bool:
    """Whether somebody's points are not a hundred for each right answer."""
    parts = select(Standing.entry_id).where(Standing.round_id == round_id, RANKED, PARTS)
    return db.exec(parts.limit(1)).first() is not None


def present(db: Session, round_id: str, entry_ids: Sequence[str]) -> list[Standing]:
    """The rows of these few entries."""
    wanted = (Standing.round_id == round_id, col(Standing.entry_id).in_(entry_ids))
    return _rows(db, select(Standing).where(*wanted))


def screen(db: Session, round_id: str, *, held: bool = False) -> HallScreen | None:
    """What was chosen for a round's screen; ``held``: on PostgreSQL nobody changes it until the commit."""
    statement = select(HallScreen).where(HallScreen.round_id == round_id)
    if held:
        # As it is now: the session may have read it before the lock was had.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return db.exec(statement).first()


def covered(db: Session, round_ids: Collection[str]) -> set[str]:
    """Those of these rounds whose screen keeps first places covered."""
    wanted = select(HallScreen.round_id).where(
        col(HallScreen.round_id).in_(round_ids), HallScreen.covered > 0
    )
    return set(db.exec(wanted))


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


def next_entries(db: Session, round_id: str, after: str, limit: int) -> list[str]:
    """The next entries that took part, in the order of the primary key; nothing is locked."""
    statement = select(Standing.entry_id).where(Standing.round_id == round_id, col(Standing.entry_id) > after)
    return list(db.exec(statement.order_by(col(Standing.entry_id)).limit(limit)))


def of_entries(db: Session, round_ids: Collection[str], entry_ids: Sequence[str]) -> list[Standing]:
    """What these entries have in these rounds, by entry and round."""
    found: list[Standing] = []
    for start in range(0, len(entry_ids), SLICE):
        mine = col(Standing.entry_id).in_(entry_ids[start : start + SLICE])
        wanted = select(Standing).where(col(Standing.round_id).in_(round_ids), mine)
        found += _rows(db, wanted.order_by(col(Standing.entry_id), col(Standing.round_id)))
    return found


def everybody(db: Session, round_id: str) -> list[Standing]:
    """All rows, ranked or not, in the order of the primary key."""
    statement = select(Standing).where(Standing.round_id == round_id).order_by(col(Standing.entry_id))
    return _rows(db, statement.with_for_update())


def find(db: Session, round_id: str, entry_id: str) -> Row | None:
    """One entry's row, if it is ranked."""
    found = db.connection().execute(FIND, {"round": round_id, "entry": entry_id}).first()
    return None if found is None else Row(*found)


def listed(db: Session, round_id: str, offset: int, limit: int, start: str = "") -> list[Standing]:
    """Rows of the board from a position on, counted from those with the key ``start``."""
    wanted = (Standing.round_id == round_id, col(Standing.sort_key) >= start, RANKED)
    return _rows(db, select(Standing).where(*wanted).order_by(*KEY).offset(offset).limit(limit))


def after(db: Session, row: Standing, limit: int) -> list[Standing]:
    """The rows that follow this one, nearest first."""
    statement = select(Standing).where(Standing.round_id == row.round_id, tuple_(*KEY) > _key(row), RANKED)
    return _rows(db, statement.order_by(*KEY).limit(limit))


def keys(
    db: Session, round_id: str, behind: tuple[str, str] | None, limit: int | None
) -> list[tuple[str, str]]:
    """(sort key, entry) of the next ranked rows of the board, in order; ``limit`` None: all of them."""
    statement = select(*KEY).where(Standing.round_id == round_id, RANKED)
    if behind is not None:
        statement = statement.where(tuple_(*KEY) > tuple_(*behind))
    return [(key, entry_id) for key, entry_id in db.exec(statement.order_by(*KEY).limit(limit))]


def around(db: Session, row: Row, limit: int) -> list[Row]:
    """This row among up to ``limit`` on either side of it, in order."""
    own = {"round": row.round_id, "key": row.sort_key, "entry": row.entry_id}
    return [Row(*one) for one in db.connection().execute(AROUND, own | {"less": limit, "more": limit + 1})]


def is_unranked(db: Session, round_id: str, entry_id: str) -> bool:
    """Whether this entry took part and has no place."""
    mine = (Standing.round_id == round_id, Standing.entry_id == entry_id, ~RANKED)
    return db.exec(select(Standing.entry_id).where(*mine)).first() is not None


def chosen(round_id: str) -> SelectOfScalar[str]:
    """What chooses everybody who took part, ranked or not, for whoever counts them by something else."""
    return select(Standing.entry_id).where(Standing.round_id == round_id)


def chosen_in(round_ids: Collection[str]) -> SelectOfScalar[str]:
    """The same of several rounds."""
    return select(Standing.entry_id).where(col(Standing.round_id).in_(round_ids))


def entry_points(round_id: str) -> Select[str, int]:
    """What chooses everybody who took part, with the hundredths that count for them."""
    return select(Standing.entry_id, Standing.points).where(Standing.round_id == round_id)


def outcomes(db: Session, round_ids: Collection[str]) -> list[tuple[str, str, int, int]]:
    """(round, entry, points, right) of everybody who took part in these rounds, in no order."""
    columns: tuple[Any, ...] = (Standing.round_id, Standing.entry_id, Standing.points, Standing.right)
    return [tuple(row) for row in db.exec(select(*columns).where(col(Standing.round_id).in_(round_ids)))]


def entries(db: Session, round_ids: Collection[str]) -> list[str]:
    """Everybody who took part in some of these rounds."""
    wanted = col(Standing.round_id).in_(round_ids)
    return list(db.exec(select(Standing.entry_id).where(wanted).distinct()))


def perfect(round_id: str, asked: int) -> SelectOfScalar[str]:
    """The same of those with an attempt in which everything was right, of ``asked`` questions.

    Rows of rounds that closed before such attempts were counted say 0; the attempt that counts tells.
    """
    return chosen(round_id).where(or_(col(Standing.perfects) > 0, col(Standing.right) == asked))


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
