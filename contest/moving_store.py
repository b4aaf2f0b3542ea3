"""All SQL of moving from SQLite to PostgreSQL: what is read on both sides, what is written on the new one.

While it is under way the schema's revision begins with :data:`contest.schema.HALF`, which every version
refuses, and the table `hoithi_moving` says which tables are whole, in the transactions that make them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import psycopg
import pysqlite3.dbapi2 as sqlite
from psycopg import sql
from sqlalchemy import Connection, Table, inspect, text
from sqlalchemy.dialects import postgresql

from contest import schema
from contest.moving_rules import Held, Row

#: Any number that nobody else locks.
LOCK = 0x686F6974686A
#: Another run that was just killed may hold it for a moment.
PATIENCE = "10s"
#: Rows that are read at once. References are looked after at the end of each statement, in memory until then.
SLICE = 10_000
KIND = re.compile(r"(\w+)(?:\((\d+)\))?")
#: How a column is read so that it is what SQLite keeps.
PLAIN = sql.SQL("{}")
AS_STORED = {"BOOLEAN": sql.SQL("{}::int"), "DATE": sql.SQL("to_char({}, 'YYYY-MM-DD')")}
MOVING = "hoithi_moving"


def shape(table: Table) -> tuple[Held, ...]:
    """The columns as PostgreSQL has them."""
    found = []
    for column in table.columns:
        kind, limit = KIND.findall(column.type.compile(postgresql.dialect()))[0]
        found.append(Held(column.name, kind, int(limit or 0), column.primary_key))
    return tuple(found)


def is_tree(table: Table) -> bool:
    """Whether rows refer to rows of the same table: only all of them together are sound."""
    return any(key.column.table is table for key in table.foreign_keys)


# --- the old file -------------------------------------------------------------------------------


def old_rows(old: sqlite.Connection, table: Table) -> Iterator[Row]:
    """All rows, in the order in which they lie in the file."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return iter(old.execute(f'SELECT {names} FROM "{table.name}"'))


# --- the new database ---------------------------------------------------------------------------


def lock(new: Connection) -> None:
    """Nobody else moves anything into this database, until the connection ends."""
    new.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
    new.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})


def encoding(new: Connection) -> str:
    """How it keeps text."""
    return str(new.execute(text("SHOW server_encoding")).scalar())


def revision(new: Connection) -> str | None:
    """Where its schema stands; None where it has no tables at all, "" where they are not ours."""
    names = inspect(new).get_table_names()
    if "alembic_version" not in names:
        return "" if names else None
    return str(new.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def done(new: Connection) -> dict[str, str]:
    """The tables that are whole, each with the state of the old file that it was read from."""
    return {row.name: row.state for row in new.execute(text(f"SELECT name, state FROM {MOVING}"))}


def make(new: Connection, half: str) -> None:
    """All tables; with them stands that they are half filled."""
    schema.make(new)
    new.execute(text(f"CREATE TABLE {MOVING} (name text PRIMARY KEY, state text NOT NULL)"))
    _stand_at(new, half)


def empty(new: Connection, tables: Sequence[Table]) -> None:
    """What migrations or an earlier run put in is taken out, past the triggers that keep what is recorded."""
    unmark(new)
    for table in tables:
        new.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
    new.execute(text(f"TRUNCATE {_named(tables)}"))
    for table in tables:
        new.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))


def put(new: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Add rows, in one statement; how many they were."""
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    with _driver(new).cursor() as cursor, cursor.copy(words) as copy:
        for row in rows:
            copy.write_row(row)
    return cursor.rowcount


def mark(new: Connection, table: Table, state: str) -> None:
    """This table is whole."""
    values = {"name": table.name, "state": state}
    new.execute(text(f"INSERT INTO {MOVING} (name, state) VALUES (:name, :state)"), values)


def unmark(new: Connection) -> None:
    """No table is taken for whole any more."""
    new.execute(text(f"DELETE FROM {MOVING}"))


def new_rows(new: Connection, table: Table) -> Iterator[Row]:
    """All rows, each value as the old file keeps it, a slice at a time."""
    names = [AS_STORED.get(one.kind, PLAIN).format(sql.Identifier(one.name)) for one in shape(table)]
    words = sql.SQL("SELECT {} FROM {}").format(sql.SQL(", ").join(names), sql.Identifier(table.name))
    with _driver(new).cursor(name="moving") as cursor:
        cursor.itersize = SLICE
        cursor.execute(words)
        yield from cursor


def finish(new: Connection, tables: Sequence[Table], stands_at: str) -> None:
    """Counters go on behind the last number, and from now on a server may start."""
    for table in tables:
        if (column := table.autoincrement_column) is not None:
            counter = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
            last = f'SELECT max("{column.name}") AS last FROM "{table.name}"'
            new.execute(text(f"SELECT setval({counter}, last) FROM ({last}) AS one WHERE last IS NOT NULL"))
    new.execute(text(f"ANALYZE {_named(tables)}"))
    new.execute(text(f"DROP TABLE {MOVING}"))
    _stand_at(new, stands_at)


def _stand_at(new: Connection, stands_at: str) -> None:
    new.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": stands_at})


def _named(tables: Sequence[Table]) -> str:
    return ", ".join(f'"{table.name}"' for table in tables)


def _driver(new: Connection) -> psycopg.Connection[Row]:
    found = new.connection.driver_connection
    if not isinstance(found, psycopg.Connection):
        raise TypeError(found)
    return found
