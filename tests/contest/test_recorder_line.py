"""The writer loses its line to the database, or the database itself, and goes on once there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session

from contest import recorder
from contest.recorder import Away, Recorder
from contest.web.checkpoints import Checkpoints
from contest.web.database import Database
from tests.contest.recording import submit, write, written
from tests.contest.test_recorder import writer

__all__ = ["writer"]  # a fixture


def mark(db: Session, ops: Sequence[Any]) -> list[Any]:
    """Leave something that lives as long as the line does."""
    db.connection().execute(text("CREATE TEMPORARY TABLE mark (id INTEGER)"))
    return list(ops)


def cut(db: Session, ops: Sequence[Any]) -> list[Any]:
    """The line ends in the middle of a batch."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection().execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    else:
        line: Any = db.connection().connection.driver_connection
        line.close()
    db.connection().execute(text("SELECT 1"))
    return list(ops)


def test_a_line_that_was_cut_costs_its_batch_and_not_the_writer(writer: Recorder) -> None:
    for kind, batch in (("mark", mark), ("cut", cut)):
        writer.register(kind, batch)
    assert submit(writer, 1, kind="mark") == [1]
    assert all(isinstance(told, Exception) for told in submit(writer, 2, kind="cut"))
    assert submit(writer, 3, kind="mark") == [3], "the mark of the old line is not on the new one"
    assert submit(writer, 4) == ["wrote 4"]
    assert written() == ["4"]


def test_a_database_that_is_away_is_busy_until_it_is_back(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a batch nor the checkpoint of an idle moment ends the thread that waits for it."""
    monkeypatch.setattr(recorder, "IDLE", 0.01)
    looked = threading.Event()
    monkeypatch.setattr(Checkpoints, "idle", seen_by(looked, Checkpoints.idle))
    assert sqlite_database.path is not None
    folder = sqlite_database.path.parent
    elsewhere = folder.with_name("away")
    writer = Recorder(sqlite_database)
    for kind, batch in (("write", write), ("cut", cut)):
        writer.register(kind, batch)
    writer.start()
    assert submit(writer, 1) == ["wrote 1"]
    folder.rename(elsewhere)
    submit(writer, 1, kind="cut")
    looked.clear()
    assert looked.wait(10)
    for _ in range(2):
        assert [type(told) for told in submit(writer, 2, 3)] == [Away] * 2
    assert not folder.exists(), "nothing was made where the folder stood"
    elsewhere.rename(folder)
    assert submit(writer, 2, 3) == ["wrote 2", "wrote 3"]
    writer.stop()


def seen_by(looked: threading.Event, idle: Callable[[Checkpoints, Connection], None]) -> Any:
    """The writer's idle moment, and the word that it came through it."""

    def look(self: Checkpoints, connection: Connection) -> None:
        self._moved = -1  # something was written since
        idle(self, connection)
        looked.set()

    return look
