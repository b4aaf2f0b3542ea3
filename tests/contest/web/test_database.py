"""Transactions: all or nothing, one after the other; a clear answer when disk or lock is in the way."""

from __future__ import annotations

import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from contest.errors import Busy, CannotStart, Conflict
from contest.web import database
from contest.web.database import Database, FairLock, Instant, from_ms, reading, to_ms, writing

ADD = text("INSERT INTO setting (name, value) VALUES (:name, :value)")
VALUE = text("SELECT value FROM setting WHERE name = :name")


def put(name: str, value: str = "1") -> None:
    with writing() as db:
        db.connection().execute(ADD, {"name": name, "value": value})


def value(name: str) -> str | None:
    with reading() as db:
        return db.connection().execute(VALUE, {"name": name}).scalar()


# --- one use case, one transaction --------------------------------------------------------------


def test_leaving_the_block_commits(database: Database) -> None:
    put("a", "x")
    assert value("a") == "x"


@pytest.mark.parametrize("error", [Conflict("muộn"), KeyboardInterrupt(), ZeroDivisionError()])
def test_an_exception_rolls_back_and_gives_the_lock_back(database: Database, error: BaseException) -> None:
    with pytest.raises(type(error)), writing() as db:
        db.connection().execute(ADD, {"name": "a", "value": "x"})
        raise error
    assert value("a") is None
    put("a", "later")
    assert value("a") == "later"


def test_our_own_mistake_is_no_busy_server(database: Database) -> None:
    put("a")
    with pytest.raises(IntegrityError):
        put("a")
    put("b")
    assert value("b") == "1"


def test_a_reading_session_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), reading() as db:
        db.connection().execute(ADD, {"name": "a", "value": "x"})
        db.commit()
    assert value("a") is None


def test_a_reader_sees_nothing_unfinished_and_waits_for_nobody(database: Database) -> None:
    with writing() as db:
        db.connection().execute(ADD, {"name": "a", "value": "x"})
        assert value("a") is None
    assert value("a") == "x"


def test_no_update_is_lost(sqlite_database: Database) -> None:
    """Twenty threads read, then write one more: the lock is taken before the first read."""
    put("count", "0")

    def increment() -> None:
        with writing() as db:
            seen = int(db.connection().execute(VALUE, {"name": "count"}).scalar_one())
            time.sleep(0.002)
            db.connection().execute(
                text("UPDATE setting SET value = :value WHERE name = 'count'"), {"value": str(seen + 1)}
            )

    together(increment, 20)
    assert value("count") == "20"


def together(work: object, count: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]  # ty: ignore[invalid-argument-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


# --- trouble ------------------------------------------------------------------------------------


@contextmanager
def short_wait(configured: Database, pragma: str = "busy_timeout=20"):
    """The pool's one connection, told something; it goes back and is used again."""
    with closing(configured.writer.raw_connection()) as raw:
        raw.cursor().execute(f"PRAGMA {pragma}")
    yield


def test_a_foreign_lock_is_busy_and_then_over(sqlite_database: Database) -> None:
    assert sqlite_database.path
    with closing(sqlite.connect(str(sqlite_database.path), isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with short_wait(sqlite_database), pytest.raises(Busy) as told:
            put("a")
        assert told.value.retry_after == 3 and "Chưa có gì thay đổi" in told.value.message
        foreign.execute("ROLLBACK")
    put("a")
    assert value("a") == "1"


def test_a_full_disk_is_busy_and_changes_nothing(sqlite_database: Database) -> None:
    put("a")
    with short_wait(sqlite_database, "max_page_count=1"), pytest.raises(Busy):
        put("b", "x" * 500_000)
    assert (value("a"), value("b")) == ("1", None)
    with short_wait(sqlite_database, "max_page_count=1073741823"):
        put("b")
    assert value("b") == "1"


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(database.sqlite, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(CannotStart, match=r"3\.51\.3"):
        Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")


def test_files_are_synced_at_every_commit(sqlite_database: Database) -> None:
    with sqlite_database.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        }
        kept = connection.exec_driver_sql("PRAGMA journal_size_limit").scalar()
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 0}
    assert kept == database.LOG_KEPT


def test_nothing_is_configured_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_current", None)
    with pytest.raises(RuntimeError, match="configure"):
        database.current()


def test_a_database_knows_its_file(database: Database) -> None:
    assert (database.path is not None) == database.is_sqlite


# --- the lock -----------------------------------------------------------------------------------


def test_who_came_first_is_served_first() -> None:
    lock, served = FairLock(), []

    def queue(number: int) -> None:
        with lock:
            served.append(number)

    threads = []
    with lock:
        for number in range(30):
            thread = threading.Thread(target=queue, args=(number,))
            thread.start()
            threads.append(thread)
            until(lambda wanted=number + 1: len(lock._waiting) == wanted)
    for thread in threads:
        thread.join(10)
    assert served == list(range(30))


def until(true: object) -> None:
    for _ in range(2000):
        if true():  # ty: ignore[not-callable]
            return
        time.sleep(0.001)
    raise AssertionError("it never came")


def test_a_greedy_thread_cannot_starve_another() -> None:
    lock, got, rounds = FairLock(), threading.Event(), []

    def greedy() -> None:
        while not got.is_set() and len(rounds) < 5000:
            with lock:
                rounds.append(1)
                time.sleep(0.0005)

    busy = threading.Thread(target=greedy)
    busy.start()
    until(lambda: rounds)
    with lock:
        got.set()
    busy.join(10)
    assert len(rounds) < 5000


def test_only_one_holds_it() -> None:
    lock, inside, most = FairLock(), [], []

    def work() -> None:
        for _ in range(50):
            with lock:
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    together(work, 8)
    assert max(most) == 1 and len(most) == 400


# --- moments ------------------------------------------------------------------------------------

NAIVE = datetime(2026, 10, 5, tzinfo=UTC).replace(tzinfo=None)
AWARE = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))


@given(AWARE)
def test_a_moment_comes_back_to_the_millisecond(moment: datetime) -> None:
    back = from_ms(to_ms(moment))
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)
    assert back.utcoffset() == timedelta(0) and to_ms(back) == to_ms(moment)


@given(AWARE, AWARE)
def test_order_is_kept(first: datetime, second: datetime) -> None:
    assert (to_ms(first) <= to_ms(second)) or first > second


def test_before_1970_is_rounded_down_too() -> None:
    assert to_ms(datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC)) == -1


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(TypeError):
        to_ms(NAIVE)


OLD = datetime(1955, 5, 5, 5, 5, 5, 5000, UTC)


@pytest.mark.parametrize("moment", [None, OLD, datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_column_keeps_it(database: Database, moment: datetime | None) -> None:
    table = Table("moments", MetaData(), Column("at", Instant))
    with writing() as db:
        db.connection().execute(text("CREATE TABLE moments (at BIGINT)"))
        db.connection().execute(table.insert().values(at=moment))
    with reading() as db:
        assert db.connection().execute(select(table.c.at)).scalar_one() == moment


def test_a_column_refuses_a_naive_one(database: Database) -> None:
    table = Table("job", MetaData(), Column("not_before", Instant))
    with pytest.raises(StatementError), writing() as db:
        db.connection().execute(table.insert().values(not_before=NAIVE))


def test_an_error_tells_no_names(database: Database) -> None:
    """Errors are logged with their statement; what people typed must not get into a log."""
    put("phone", "0912345678")
    for engine in (database.writer, database.reader):
        assert engine.hide_parameters
    with pytest.raises(IntegrityError) as refused:
        put("phone", "0987654321")
    assert "0987654321" not in str(refused.value)
