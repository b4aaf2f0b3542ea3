"""SQLite files that no engine of this process holds: a live one to copy, a copy to examine.

Other processes than the server only read. Everything here opens read-only, but the copy being made.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import Session

#: 4 MB a step: between two steps others get the processor and the disk.
PAGES_A_STEP = 1024
TROUBLE = sqlite.DatabaseError


@dataclass(frozen=True)
class Content:
    """What a file holds: its schema's revision, the rows of each table."""

    revision: str
    counts: dict[str, int]


def readonly(path: Path) -> sqlite.Connection:
    """A connection that can't write."""
    return sqlite.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5, isolation_level=None)


def copy(source: Path, target: Path) -> Content:
    """Copy a database that others write to; what the copy must hold.

    One read transaction spans all steps, so that they see one moment: without it every commit of the
    server would start the copy again.
    """
    with (
        closing(readonly(source)) as live,
        closing(sqlite.connect(str(target), isolation_level=None)) as made,
    ):
        live.execute("BEGIN")
        content = content_of(live)
        live.backup(made, pages=PAGES_A_STEP)
        # One file without a log beside it: what is hashed is all there is.
        made.execute("PRAGMA journal_mode=DELETE")
    return content


def content_of(connection: sqlite.Connection) -> Content:
    """Counted in one transaction when the caller has begun one."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in found if not name.startswith("sqlite_")]
    counts = {name: _one(connection, f'SELECT count(*) FROM "{name}"') for name in names}
    revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return Content(",".join(sorted(row[0] for row in revisions)), counts)


def revision(path: Path) -> str:
    """The revision of the schema that a file stands at; "" when it has none."""
    try:
        with closing(readonly(path)) as connection:
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite.OperationalError:
        return ""
    return ",".join(row[0] for row in rows)


def _one(connection: sqlite.Connection, statement: str) -> int:
    return connection.execute(statement).fetchone()[0]


def fault(path: Path, *, quick: bool = False) -> str:
    """The first thing that is wrong with a file, in SQLite's words; "" when it is whole.

    ``quick`` leaves out what takes long: whether indexes and references agree with their tables.
    """
    try:
        with closing(readonly(path)) as connection:
            (found,) = connection.execute(f"PRAGMA {'quick' if quick else 'integrity'}_check(1)").fetchone()
            loose = None if quick else connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite.DatabaseError as error:
        return str(error)
    # It may name the tree first, in lines of their own.
    return found.splitlines()[-1] if found != "ok" else f"loose reference in {loose[0]}" if loose else ""


@contextmanager
def reading_file(path: Path) -> Generator[Session]:
    """A session over a file that is not the process's database."""
    engine = create_engine("sqlite://", module=sqlite, creator=lambda: readonly(path), poolclass=NullPool)
    with Session(engine) as session:
        yield session
