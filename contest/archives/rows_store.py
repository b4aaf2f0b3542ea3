"""All SQL of archives: the rows of one contest as they leave, and as they come in elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, func, insert, or_, select, type_coerce, update
from sqlmodel import Session

from contest.archives.declared import PARTS
from contest.archives.models import BroughtContest
from contest.archives.shapes import Kind, fields, key, kind_of, parent, table_of

#: Rows that are read in one go, ids that a statement names.
SLICE, NAMED = 1_000, 400
Ids = Mapping[str, Collection[Any]]
Row = dict[str, Any]


def still(db: Session) -> None:
    """From now on the session sees the database as it is at this moment, whoever writes meanwhile."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection(execution_options={"isolation_level": "REPEATABLE READ"})


# --- what leaves ----------------------------------------------------------------------------------


def rows(db: Session, table: Table, contest: str, ids: Ids) -> Iterator[Row]:
    """The rows of a table that belong to a contest; ``ids``: those of the tables whose rows others name.
    Columns that stay are not read."""
    names = [one.name for one in fields(table)]
    order = [table.columns[name] for name in key(table)]
    for condition in _conditions(table, contest, ids):
        wanted = select(*(_stored(table, name) for name in names)).where(condition).order_by(*order)
        for row in db.connection().execute(wanted, execution_options={"yield_per": SLICE}):
            yield dict(zip(names, row, strict=True))


def values(db: Session, table: Table, column: str, contest: str, ids: Ids) -> Iterator[Any]:
    """One column of these rows, each value once in a statement."""
    for condition in _conditions(table, contest, ids):
        wanted = select(table.columns[column]).where(condition).distinct()
        yield from db.connection().execute(wanted, execution_options={"yield_per": SLICE}).scalars()


def by_key(
    db: Session, table: Table, column: str, ids: Collection[Any], of: str = ""
) -> list[tuple[Any, Any]]:
    """(key, value) of a column of the rows whose key, or whose column ``of``, is one of these."""
    place = table.columns[of or key(table)[0]]
    found: list[tuple[Any, Any]] = []
    for some in _slices(ids):
        wanted = select(place, table.columns[column]).where(place.in_(some))
        found += [(one, value) for one, value in db.connection().execute(wanted)]
    return found


def _stored(table: Table, name: str) -> ColumnElement[Any]:
    """Moments as the numbers that are stored: millions of them need not become moments on the way."""
    column = table.columns[name]
    return type_coerce(column, BigInteger()) if kind_of(column) is Kind.MOMENT else column


def _conditions(table: Table, contest: str, ids: Ids) -> Iterator[ColumnElement[bool]]:
    if not PARTS[table.name].by and table.name != "campaign":
        place = table.columns[key(table)[0]]
        for some in _slices(ids[table.name]):
            yield place.in_(some)
        return
    above = [(table.columns[name], parent(table, name)) for name in PARTS[table.name].by]
    if above and above[0][1].name in ids:
        for some in _slices(ids[above[0][1].name]):
            yield above[0][0].in_(some)
        return
    yield _within(table, contest)


def _within(table: Table, contest: str) -> ColumnElement[bool]:
    """That a row belongs to the contest, by the rows above it."""
    if table.name == "campaign":
        return table.columns["id"] == contest
    found = []
    for name in PARTS[table.name].by:
        above = parent(table, name)
        if above.name == "campaign":
            found.append(table.columns[name] == contest)
        else:
            mine = select(above.columns[key(above)[0]]).where(_within(above, contest))
            found.append(table.columns[name].in_(mine))
    return or_(*found)


def _slices(ids: Collection[Any]) -> Iterator[Sequence[Any]]:
    every = sorted(ids)
    for at in range(0, len(every), NAMED):
        yield every[at : at + NAMED]


def known_names(db: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of staff, of those of other servers too."""
    found: dict[str, str] = {}
    for name in ("staff_elsewhere", "staff"):
        found |= dict(by_key(db, table_of(name), "name", ids))
    return found


# --- what comes in --------------------------------------------------------------------------------


def there(db: Session, table: Table, column: str, wanted: Collection[Any]) -> set[Any]:
    """Which of these values a column has."""
    return {value for value, _ in by_key(db, table, column, wanted, of=column)}


def whole(db: Session, table: Table, ids: Collection[Any]) -> dict[Any, Row]:
    """The rows with these keys, by their key."""
    names = [one.name for one in fields(table)]
    place = table.columns[key(table)[0]]
    found: dict[Any, Row] = {}
    for some in _slices(ids):
        wanted = select(*(table.columns[name] for name in names)).where(place.in_(some))
        for row in db.connection().execute(wanted):
            one = dict(zip(names, row, strict=True))
            found[one[place.name]] = one
    return found


def put(db: Session, table: Table, rows: Sequence[Row]) -> None:
    """Add rows."""
    if rows:
        db.connection().execute(insert(table), list(rows))


def put_numbered(db: Session, table: Table, row: Row) -> int:
    """Add a row that gets a number here; which one."""
    made = db.connection().execute(insert(table).values(**row))
    return int(made.inserted_primary_key[0])  # ty: ignore[not-subscriptable]


def point(db: Session, table: Table, column: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Rows of a tree point at others of it, once all are there."""
    place = table.columns[key(table)[0]]
    for one, other in pairs:
        db.connection().execute(update(table).where(place == one).values({column: other}))


def find(db: Session, table: Table, values: Row) -> Any:
    """The key of the row with these values; None where there is none."""
    place = table.columns[key(table)[0]]
    same = (table.columns[name].is_not_distinct_from(value) for name, value in values.items())
    return db.connection().execute(select(place).where(*same)).scalar()


def an_administrator(db: Session) -> str:
    """Somebody who can log in and may everything; "" where nobody can."""
    staff = table_of("staff").columns
    wanted = select(staff["id"]).where(staff["role"] == "admin", staff["disabled_at"].is_(None))
    return str(db.connection().execute(wanted.order_by(staff["created_at"], staff["id"])).scalar() or "")


def note(db: Session, made: BroughtContest) -> None:
    """Say of a contest where it came from."""
    db.add(made)
    db.flush()


def brought(db: Session, contest: str) -> BroughtContest | None:
    """Where a contest came from; None where it was made here."""
    return db.get(BroughtContest, contest)


def count(db: Session, table: Table, contest: str, ids: Ids) -> int:
    """How many rows :func:`rows` gives."""
    every = (select(func.count()).select_from(table).where(one) for one in _conditions(table, contest, ids))
    return sum(int(db.connection().execute(wanted).scalar() or 0) for wanted in every)
