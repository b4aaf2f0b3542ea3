"""What was erased is in none of the file's bytes, even where it was erased before that was looked after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from contest.web import scrubbing
from contest.web.database import Database, reading, writing

GONE = "Đặng Quỳnh Xuyến Ngạc"


def erased(database: Database, secure: str) -> None:
    """A row that was there and is deleted, with or without its bytes being overwritten."""
    with writing() as db:
        raw: Any = db.connection().connection.driver_connection
        raw.execute(f"PRAGMA secure_delete={secure}")
        told = {"name": GONE * 50}
        db.connection().execute(text("INSERT INTO setting (name, value) VALUES ('x', :name)"), told)
    with writing() as db:
        db.connection().execute(text("DELETE FROM setting WHERE name = 'x'"))


def bytes_of(database: Database) -> bytes:
    """The file and what lies beside it."""
    path = database.path
    assert path is not None
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def test_writing_connections_overwrite_what_is_deleted(sqlite_database: Database) -> None:
    with writing() as db:
        assert db.connection().execute(text("PRAGMA secure_delete")).scalar() == 1


@pytest.mark.parametrize("secure", ["ON", "OFF"])
def test_nothing_is_left_after_the_file_was_written_anew(sqlite_database: Database, secure: str) -> None:
    erased(sqlite_database, secure)
    assert GONE.encode() in bytes_of(sqlite_database)
    assert scrubbing.scrub(sqlite_database)
    assert GONE.encode() not in bytes_of(sqlite_database)
    assert scrubbing.size(sqlite_database) > 0


def test_a_reader_in_the_way_is_told(sqlite_database: Database) -> None:
    erased(sqlite_database, "ON")
    with reading() as db:
        db.connection().execute(text("SELECT count(*) FROM setting"))
        assert not scrubbing.scrub(sqlite_database)
    assert scrubbing.scrub(sqlite_database)


def test_postgresql_has_a_vacuum_of_its_own(postgresql_url: str, tmp_path: Path) -> None:
    database = Database(postgresql_url)
    assert scrubbing.scrub(database) and scrubbing.size(database) == 0
    database.close()
