"""The log is moved into the file: after many commits, or when nothing comes, whoever wrote."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import Connection, text

from contest import recorder, storage
from contest.recorder import Recorder
from contest.web import checkpoints
from contest.web.checkpoints import Checkpoints
from contest.web.database import Database, reading, writing
from tests.contest.test_recorder import submit, write

UNIT = (
    "INSERT INTO unit (id, name, kind, code, folded, sort_key, open_to_all)"
    " VALUES (:id, 'a', 'b', :id, 'c', 'd', true)"
)


@pytest.fixture
def connection(sqlite_database: Database) -> Iterator[Connection]:
    """The one that moves the log."""
    with sqlite_database.connect() as made:
        made.exec_driver_sql("SELECT 1")
        made.rollback()
        yield made


def put(name: str) -> None:
    """As a page writes."""
    with writing() as db:
        db.connection().execute(text(UNIT), {"id": name})


def in_the_file(database: Database) -> int:
    """The rows that stand in the file itself, without its log."""
    with closing(sqlite.connect(f"file:{database.path}?immutable=1", uri=True)) as alone:
        return alone.execute("SELECT count(*) FROM unit").fetchone()[0]


def log_of(database: Database) -> Path:
    assert database.path is not None
    return database.path.with_name(f"{database.path.name}-wal")


def until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it never came so far")


def test_an_idle_recorder_moves_what_it_wrote(sqlite_database: Database) -> None:
    writer = Recorder(sqlite_database)
    writer.register("write", write)
    writer.start()
    submit(writer, 1)
    until(lambda: in_the_file(sqlite_database) == 1)
    writer.stop()


def test_an_idle_recorder_moves_what_pages_wrote(sqlite_database: Database) -> None:
    """A night of imports without one save must not let the log grow."""
    writer = Recorder(sqlite_database)
    writer.start()
    put("a")
    until(lambda: in_the_file(sqlite_database) == 1)
    writer.stop()


def test_between_two_batches_that_follow_each_other_nothing_is_moved(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two syncs more for each batch would make saves three times as slow on a slow disk."""
    monkeypatch.setattr(recorder, "IDLE", 60.0)
    writer = Recorder(sqlite_database)
    writer.register("write", write)
    writer.start()
    for number in range(20):
        submit(writer, number)
    assert in_the_file(sqlite_database) == 0
    writer.stop()


def test_under_load_it_is_moved_after_so_many_commits(
    sqlite_database: Database, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "EVERY", 3)
    moving = Checkpoints(sqlite_database)
    for number in range(3):
        assert in_the_file(sqlite_database) == 0
        put(f"n{number}")
        moving.committed(connection)
    assert in_the_file(sqlite_database) == 3
    put("more")
    moving.committed(connection)
    assert in_the_file(sqlite_database) == 3


def test_what_was_moved_is_not_moved_again(sqlite_database: Database, connection: Connection) -> None:
    asked: list[str] = []
    raw: Any = connection.connection.driver_connection
    raw.set_trace_callback(asked.append)
    moving = Checkpoints(sqlite_database)
    put("a")
    for _ in range(3):
        moving.idle(connection)
    assert len(asked) == 1
    put("b")
    moving.idle(connection)
    assert len(asked) == 2


def test_it_waits_for_the_lock_of_the_writers(sqlite_database: Database, connection: Connection) -> None:
    """Two that write and checkpoint at once may damage a file of some versions of SQLite."""
    put("a")
    moving = Checkpoints(sqlite_database)
    thread = threading.Thread(target=moving.idle, args=(connection,))
    with sqlite_database.lock:
        thread.start()
        thread.join(0.3)
        assert thread.is_alive() and in_the_file(sqlite_database) == 0
    thread.join(10)
    assert in_the_file(sqlite_database) == 1


def test_a_long_reader_is_told_once_and_the_log_is_cut_after_it(
    sqlite_database: Database,
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(storage, "LONG_LOG", 20_000)
    monkeypatch.setattr("contest.web.database.LOG_KEPT", 12_000)
    moving = Checkpoints(sqlite_database)
    with closing(sqlite.connect(str(sqlite_database.path), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM unit").fetchone()
        for number in range(20):
            put(f"n{number}")
            moving.idle(connection)
        assert in_the_file(sqlite_database) == 0
        grown = log_of(sqlite_database).stat().st_size
        told = [one for one in caplog.records if one.levelno == logging.ERROR]
        assert len(told) == 1 and "reads the file for long" in told[0].getMessage()
        reader.execute("ROLLBACK")
    moving.idle(connection)
    assert in_the_file(sqlite_database) == 20
    sqlite_database.writer.dispose()
    put("last")
    assert log_of(sqlite_database).stat().st_size < grown / 2


def reading_on(path: Path, over: threading.Event) -> None:
    """Looks again and again, a while each time, as pages do."""
    with closing(sqlite.connect(str(path), isolation_level=None)) as reader:
        while not over.is_set():
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM unit").fetchone()
            time.sleep(0.02)
            reader.execute("COMMIT")


def test_readers_that_overlap_all_the_time_do_not_let_the_log_grow(
    sqlite_database: Database, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "GROWN", 20)
    moving, over = Checkpoints(sqlite_database), threading.Event()
    readers = [
        threading.Thread(target=reading_on, args=(sqlite_database.path, over), name=f"reader {number}")
        for number in range(4)
    ]
    for one in readers:
        one.start()
    sizes = []
    for number in range(150):
        put(f"n{number}")
        moving.idle(connection)
        sizes.append(log_of(sqlite_database).stat().st_size)
    over.set()
    for one in readers:
        one.join()
    # It began anew in between: ten times as many commits, and no larger than a few of them.
    assert sizes[-1] < 2 * sizes[14]
    timeout = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert timeout == 5000


def test_a_reader_who_stays_is_not_waited_for_each_time(
    sqlite_database: Database, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "GROWN", 20)
    moving, asked = Checkpoints(sqlite_database), []
    raw: Any = connection.connection.driver_connection
    raw.set_trace_callback(asked.append)
    with reading() as db:
        db.connection().execute(text("SELECT count(*) FROM unit"))
        for number in range(60):
            put(f"n{number}")
            moving.idle(connection)
    waited = sum("RESTART" in statement for statement in asked)
    pages = log_of(sqlite_database).stat().st_size // 4096
    assert pages > 60
    assert 1 < waited <= pages // 20


def test_one_that_fails_stops_nothing(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "EVERY", 1)
    writer = Recorder(sqlite_database)
    writer.register("write", write)
    writer.register("deny", lambda db, ops: [deny(db) for _ in ops])
    writer.start()
    assert submit(writer, 1, kind="deny") == [None]
    assert submit(writer, 1) == ["wrote 1"]
    assert submit(writer, 2) == ["wrote 2"]
    writer.stop()


def deny(db: Any) -> None:
    """From now on this connection may not checkpoint."""
    raw: Any = db.connection().connection.driver_connection
    raw.set_authorizer(
        lambda action, what, *_: sqlite.SQLITE_DENY if what == "wal_checkpoint" else sqlite.SQLITE_OK
    )


def test_on_both_databases_it_may_be_asked(database: Database) -> None:
    with database.connect() as made:
        Checkpoints(database).idle(made)
        Checkpoints(database).committed(made)
