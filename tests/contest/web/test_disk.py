"""A disk that is full and one that fails, told apart by SQLite's own numbers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from contest import resources, storage
from contest.errors import Busy
from contest.recorder import Recorder
from contest.storage import Ballast
from contest.web import disk
from contest.web.database import Database, reading, writing

SIZE = 1_000_000


@pytest.fixture
def ballast(sqlite_database: Database, tmp_path: Path) -> Iterator[Ballast]:
    """Room kept beside the database."""
    made = Ballast(tmp_path / "kept.sqlite3", SIZE)
    storage.use(made)
    yield made
    storage.use(None)


def fill(db: Session, words: int) -> int:
    """Write so many pages, on a disk that is full as long as the ballast lies there."""
    raw = db.connection()
    pages = raw.exec_driver_sql("PRAGMA page_count").scalar() or 0
    kept = (storage.state() or storage.State(0, False, False)).is_kept
    raw.exec_driver_sql(f"PRAGMA max_page_count={pages if kept else 1_000_000}")
    raw.exec_driver_sql("CREATE TABLE IF NOT EXISTS filling (x BLOB)")
    raw.execute(text("INSERT INTO filling VALUES (zeroblob(:size))"), {"size": words * 4096})
    return words


def batch(db: Session, ops: Sequence[Any]) -> list[Any]:
    return [fill(db, op) for op in ops]


def stored() -> int:
    with reading() as db:
        return db.connection().exec_driver_sql("SELECT count(*) FROM filling").scalar() or 0


def test_saves_go_on_in_the_room_that_was_kept(sqlite_database: Database, ballast: Ballast) -> None:
    """The op that met the full disk is written itself, not only those after it."""
    writer = Recorder(sqlite_database)
    writer.register("fill", batch)
    assert writer.run("fill", 40) == 40
    assert not ballast.is_kept
    assert writer.run("fill", 40) == 40
    assert stored() == 2


def test_without_room_a_full_disk_is_told_and_tried_again(sqlite_database: Database) -> None:
    writer = Recorder(sqlite_database)
    writer.register("fill", lambda db, ops: full(db))
    with pytest.raises(Busy) as told:
        writer.run("fill", 40)
    assert told.value.retry_after >= 1


def full(db: Session) -> list[Any]:
    pages = db.connection().exec_driver_sql("PRAGMA page_count").scalar()
    db.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
    db.connection().exec_driver_sql("CREATE TABLE filling (x BLOB)")
    db.connection().exec_driver_sql("INSERT INTO filling VALUES (zeroblob(999999))")
    return [None]


def test_a_page_that_met_it_says_try_again_and_then_goes_through(ballast: Ballast) -> None:
    with pytest.raises(Busy), writing() as db:
        fill(db, 40)
    assert not ballast.is_kept
    with writing() as db:
        fill(db, 40)
    assert stored() == 1


@pytest.mark.parametrize(
    ("code", "gives"),
    [(disk.FULL, True), (disk.SHM_FULL, True), (5, False), (1, False), (None, False)],
    ids=["full", "shm_full", "locked", "mistake", "postgresql"],
)
def test_what_gives_room(ballast: Ballast, code: int | None, gives: bool) -> None:
    cause = sqlite.OperationalError("said by SQLite")
    if code is not None:
        cause.sqlite_errorcode = code
    assert disk.made_room(OperationalError("SAVE", {}, cause)) is gives
    assert disk.made_room(cause) is False, "there was room for one"
    assert ballast.is_kept is not gives


@pytest.mark.parametrize("fine", [0, 3, 4, 16, 22], ids=["plain", "write", "fsync", "fstat", "shm_lock"])
def test_a_disk_that_fails_ends_the_process(fine: int) -> None:
    """What was written before is unknown from here on: nothing may be acknowledged any more."""
    code = (
        "import pysqlite3.dbapi2 as sqlite; from contest.web import disk\n"
        f"cause = sqlite.OperationalError('disk I/O error'); cause.sqlite_errorcode = {10 | fine << 8}\n"
        "disk.made_room(cause)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=resources.PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == disk.EX_TEMPFAIL, done.stderr
