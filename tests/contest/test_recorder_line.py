"""The writer loses its line to the database: it takes a new one, however long that has to be waited for."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from contest import recorder
from contest.errors import Busy
from contest.recorder import Recorder
from contest.web.database import Database
from tests.contest.test_recorder import submit, write, writer, written

__all__ = ["writer"]  # a fixture


class Odd(RuntimeError): ...


def fail() -> None:
    raise Odd("after the commit")


def mark(db: Session, ops: Sequence[Any]) -> list[Any]:
    """Leave something that lives as long as the line does."""
    db.connection().execute(text("CREATE TEMPORARY TABLE mark (id INTEGER)"))
    return list(ops)


def test_a_fault_behind_the_commit_costs_the_line_and_not_the_writer(
    writer: Recorder, database: Database
) -> None:
    thrown_away: list[object] = []
    event.listen(database.writer, "invalidate", lambda line, *_: thrown_away.append(line))
    writer.register("mark", mark)
    writer.after_commit.append(fail)
    (told,) = submit(writer, 1, kind="mark")
    assert isinstance(told, Busy)
    assert told.retry_after == 3
    writer.after_commit.clear()
    assert submit(writer, 2, kind="mark") == [2], "the mark of the old line is not on the new one"
    assert submit(writer, 3) == ["wrote 3"]
    assert len(thrown_away) == 1


def test_what_was_committed_before_the_fault_stands(writer: Recorder) -> None:
    writer.after_commit.append(fail)
    assert all(isinstance(told, Busy) for told in submit(writer, 1, 2))
    assert written() == ["1", "2"]


def _loses(database: Database) -> tuple[Recorder, Path, Path]:
    """A writer whose database goes away behind its first commit; its folder, and where that went."""
    path = database.path
    assert path is not None
    folder, away = path.parent, path.parent.with_name("away")
    writer = Recorder(database)
    writer.register("write", write)
    writer.start()

    def goes() -> None:
        folder.rename(away)
        fail()

    writer.after_commit.append(goes)
    return writer, folder, away


def test_a_database_that_is_away_is_asked_for_again_and_again(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recorder, "RECONNECT_AFTER", 0.1)
    writer, folder, away = _loses(sqlite_database)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, "hoithi.recorder"):
        submit(writer, 1)
        while sum("is away" in line for line in caplog.messages) < 3:
            assert writer.alive
            assert time.monotonic() - began < 30
            time.sleep(0.01)
    assert time.monotonic() - began >= 0.2, "between two tries it waits"
    writer.after_commit.clear()
    _back(away, folder)
    assert submit(writer, 2) == ["wrote 2"]
    writer.stop()


def _back(away: Path, folder: Path) -> None:
    """Nothing was made meanwhile where the folder stood."""
    assert not folder.exists()
    away.rename(folder)


def test_stopping_does_not_wait_for_a_database_that_is_away(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recorder, "RECONNECT_AFTER", 0.01)
    writer, folder, away = _loses(sqlite_database)
    submit(writer, 1)
    thread = writer._thread
    assert thread is not None
    monkeypatch.setattr("threading.excepthook", lambda given: None)
    writer.stop()
    assert not thread.is_alive()
    _back(away, folder)
