"""Sessions and transactions: the only place that begins, commits and rolls back for pages.

On SQLite there is one server process, and every write transaction of it holds one lock from
BEGIN IMMEDIATE to COMMIT, taken before the use case's first read: nobody meets SQLITE_BUSY, and
no rule reads stale data. On PostgreSQL there is no such lock; use cases lock the rows they read.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import pysqlite3.dbapi2 as sqlite
from fastapi import Depends
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from contest.errors import Busy, CannotStart
from contest.web import disk
from questions.instants import EPOCH, MILLISECOND, Instant, from_ms, to_ms

#: The column type of moments is the library's; features take it from here.
__all__ = [
    "EPOCH",
    "MILLISECOND",
    "SQLITE_FLOOR",
    "STORAGE_TROUBLE",
    "TRIES",
    "VICTIM",
    "Database",
    "FairLock",
    "Instant",
    "NoLock",
    "Reading",
    "Victim",
    "busy_on_trouble",
    "configure",
    "current",
    "from_ms",
    "reading",
    "repeated",
    "to_ms",
    "writing",
]

#: Older ones corrupt a WAL file when two connections checkpoint at once (fixed 2026-03-13).
SQLITE_FLOOR = (3, 51, 3)

#: Bytes of the log that stay; under load it needs a few megabytes.
LOG_KEPT = 32_000_000
REVISION = text("SELECT version_num FROM alembic_version")


class FairLock:
    """First come, first served: a busy writer thread can't starve an organiser's page."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


class NoLock:
    """PostgreSQL locks rows; the process needs none."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


class Database:
    """The engines of one database and the lock of its writers."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.lock: FairLock | NoLock = FairLock() if self.is_sqlite else NoLock()
        self.writer = self._engine(readonly=False)
        self.reader = self._engine(readonly=True)

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None on PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    def _engine(self, *, readonly: bool) -> Engine:
        if self.is_sqlite:
            return _sqlite_engine(self.url.render_as_string(hide_password=False), readonly=readonly)
        engine = create_engine(
            self.url, pool_size=8, max_overflow=16, pool_timeout=5, pool_pre_ping=True, hide_parameters=True
        )
        return engine.execution_options(postgresql_readonly=True) if readonly else engine

    def connect(self) -> Connection:
        """A writing connection; the recorder keeps one for its life."""
        return self.writer.connect()

    def close(self) -> None:
        """Give all connections back; the last one leaves the WAL file empty."""
        self.reader.dispose()
        self.writer.dispose()


def _sqlite_engine(url: str, *, readonly: bool) -> Engine:
    if sqlite.sqlite_version_info < SQLITE_FLOOR:
        raise CannotStart(
            f"SQLite {sqlite.sqlite_version} quá cũ, cần từ {'.'.join(map(str, SQLITE_FLOOR))}."
        )
    engine = create_engine(
        url,
        module=sqlite,
        pool_size=8,
        max_overflow=16,
        pool_timeout=5,
        # An error is logged with its statement; names, phones and answers have no place there.
        hide_parameters=True,
        connect_args={"timeout": 5.0, "isolation_level": None, "check_same_thread": False},
    )
    begin = "BEGIN" if readonly else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite.Connection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL: an acknowledged answer survives a power cut; NORMAL loses it (decision 0002).
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # Only the recorder checkpoints, between its batches.
        cursor.execute("PRAGMA wal_autocheckpoint=0")
        # What is erased is overwritten; what that leaves, contest.web.scrubbing takes away.
        cursor.execute("PRAGMA secure_delete=ON")
        # A log that somebody's long reading let grow is cut again once all of it is in the file.
        cursor.execute(f"PRAGMA journal_size_limit={LOG_KEPT}")
        if readonly:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


_current: Database | None = None


def configure(url: str) -> Database:
    """Make ``url`` the process's database. Files get their folder, not their tables (Alembic does that)."""
    global _current
    if _current is not None:
        _current.close()
    _current = Database(url)
    return _current


def current() -> Database:
    """The configured database."""
    if _current is None:
        raise RuntimeError("call contest.web.database.configure first")
    return _current


STORAGE_TROUBLE = "Máy chủ chưa ghi được dữ liệu. Chưa có gì thay đổi, hãy thử lại sau ít giây."

#: What PostgreSQL says to one of two transactions that wait for each other.
VICTIM = frozenset({"40P01", "40001"})
#: How often a transaction that lost to another is tried altogether.
TRIES = 3


@dataclass
class Victim(Busy):
    """The transaction lost to another one and was undone: done anew, it may well succeed."""


def busy_on_trouble(error: DBAPIError) -> Busy | None:
    """The 503 to say for a full disk, a foreign lock or a lost server; None for our own mistakes."""
    if not isinstance(error, OperationalError):
        return None
    lost = getattr(error.orig, "sqlstate", None) in VICTIM
    return (Victim if lost else Busy)(STORAGE_TROUBLE, retry_after=3)


#: How many transactions were committed in this context: what stands may not be done a second time.
_committed: ContextVar[int] = ContextVar("committed", default=0)


@contextmanager
def writing() -> Generator[Session]:
    """One use case, one transaction: locked from its first read, committed on leaving the block."""
    database = current()
    with database.lock, Session(database.writer, expire_on_commit=False) as session:
        try:
            session.connection()
            yield session
            session.commit()
            _committed.set(_committed.get() + 1)
        except DBAPIError as error:
            session.rollback()
            disk.made_room(error)
            trouble = busy_on_trouble(error)
            if trouble is None:
                raise
            raise trouble from error


P = ParamSpec("P")
R = TypeVar("R")


def repeated(deed: Callable[P, R]) -> Callable[P, R]:
    """``deed``, which is done anew when its transaction was a :class:`Victim`: then nothing of it stands.

    Where an earlier transaction of it was committed, the Victim is told as it is.
    """

    @wraps(deed)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        before = _committed.get()
        for _ in range(TRIES - 1):
            try:
                return deed(*args, **kwargs)
            except Victim:
                if _committed.get() != before:
                    raise
        return deed(*args, **kwargs)

    return again


def after_commit(db: Session, deed: Callable[[], None]) -> None:
    """Do this once what the session wrote is there for others; never, when it is rolled back."""
    waiting = [deed]

    @event.listens_for(db, "after_commit")
    def committed(session: Session) -> None:
        # The release of a savepoint comes here too.
        if waiting and not session.in_nested_transaction():
            waiting.pop()()


def is_configured() -> bool:
    """Whether this process has a database: the command `where` has none."""
    return _current is not None


def revision() -> str | None:
    """The revision that the process's database stands at now, read through its pool: cheap."""
    with current().reader.connect() as connection:
        return connection.execute(REVISION).scalar()


@contextmanager
def reading() -> Generator[Session]:
    """A query-only session; what it loads can't be written back."""
    with Session(current().reader) as session:
        yield session


def _reading_session() -> Iterator[Session]:
    session = Session(current().reader)
    try:
        yield session
    except Exception:
        session.close()
        raise
    # Not closed when the request is cancelled, as when the server ends: the thread that answers may still be
    # reading, and two threads on one connection end the process. It goes back once nobody holds it.
    session.close()


Reading = Annotated[Session, Depends(_reading_session)]
