"""The writer where the store is locked, refuses or goes away."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import Any

import psycopg
import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import event

from contest.errors import Busy
from contest.recorder import Away, Recorder
from contest.web.database import Database, writing
from tests.contest.recording import INSERT, submit, write, written


def test_a_foreign_lock_is_busy_for_all_and_then_over(sqlite_database: Database) -> None:
    writer = Recorder(sqlite_database)
    writer.register("write", write)
    foreign = sqlite.connect(str(sqlite_database.path), isolation_level=None)
    with sqlite_database.writer.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA busy_timeout=50")
    writer.start()
    foreign.execute("BEGIN IMMEDIATE")
    assert [type(one) for one in submit(writer, 1, 2, 3)] == [Away] * 3
    foreign.execute("ROLLBACK")
    foreign.close()
    assert submit(writer, 1) == ["wrote 1"]
    writer.stop()


def test_who_came_while_a_stranger_was_waited_for_hears_it_too(sqlite_database: Database) -> None:
    """The store is tried once for all of them, not once for each batch of theirs."""
    writer = Recorder(sqlite_database)
    writer.register("write", write)
    with sqlite_database.writer.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA busy_timeout=500")
    tries = []

    def attempted(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        tries.append(statement)

    async def one_after_the_other() -> list[Any]:
        first = asyncio.ensure_future(writer.submit("write", 1))
        while not tries:
            await asyncio.sleep(0.01)
        rest = [writer.submit("write", number) for number in (2, 3)]
        return await asyncio.gather(first, *rest, return_exceptions=True)

    with closing(sqlite.connect(str(sqlite_database.path), isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        event.listen(sqlite_database.writer, "before_cursor_execute", attempted)
        writer.start()
        outcomes = asyncio.run(one_after_the_other())
        foreign.execute("ROLLBACK")
    assert [type(one) for one in outcomes] == [Away] * 3
    assert tries == ["BEGIN IMMEDIATE"]
    assert submit(writer, 4) == ["wrote 4"]
    writer.stop()
    assert written() == ["4"]


def test_a_commit_that_the_database_refuses_leaves_nothing_open(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An open transaction would keep its locks from everybody else, and be committed with the next one."""
    writer = Recorder(database)
    writer.register("write", write)
    writer.start()
    dialect: Any = database.writer.dialect

    def refuses(connection: Any) -> None:
        raise dialect.loaded_dbapi.OperationalError("the disk says no")

    with monkeypatch.context() as broken:
        broken.setattr(dialect, "do_commit", refuses)
        assert [type(one) for one in submit(writer, 1)] == [Away]
    with writing() as db:
        db.connection().execute(INSERT, {"id": "1"})
    assert submit(writer, 2) == ["wrote 2"]
    writer.stop()
    assert written() == ["1", "2"]


def test_a_server_that_cut_the_line_is_found_again(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    writer = Recorder(database)
    writer.register("write", write)
    writer.start()
    assert submit(writer, 1) == ["wrote 1"]
    plain = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as admin:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        admin.execute(others + " AND pid <> pg_backend_pid()")
    assert isinstance(submit(writer, 2)[0], Busy), "nothing was written, try again"
    assert submit(writer, 2) == ["wrote 2"]
    writer.stop()
    database.close()
