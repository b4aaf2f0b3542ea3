"""The group-commit writer: many people's ops, one transaction, one sync to disk.

A hot path hands in an op and awaits its outcome, which comes only after COMMIT. One thread drains a
bounded queue; it knows no SQL: each feature registers one batch function ``(session, ops) → outcomes``.
Ops keep their order; a run of the same kind is one call. An op that breaks its batch is found by running
that batch's ops one by one, so that it can't take others down with it.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session

from contest.errors import Busy, UserError
from contest.web import disk
from contest.web.checkpoints import Checkpoints
from contest.web.database import STORAGE_TROUBLE, TRIES, VICTIM, Database

log = logging.getLogger("hoithi.recorder")

Batch = Callable[[Session, Sequence[Any]], Sequence[Any]]

QUEUE_LIMIT = 4096
BATCH_LIMIT = 256
#: Seconds that the oldest op may wait before nobody else is let in: while more wait than one batch holds, and
#: while fewer do (a disk that stops for a moment is waited for).
PATIENCE, PATIENCE_ALONE = 0.3, 2.0
#: Seconds without an op after which there is time for a checkpoint: it costs two syncs more.
IDLE = 0.5
#: What an op may break its batch with. None of it may end the thread that writes everybody's answers.
FAULTS = (
    UserError,
    SQLAlchemyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Away(Busy):
    """The database can't be written to at the moment: locked by a stranger, full, or lost."""

    def __init__(self) -> None:
        super().__init__(STORAGE_TROUBLE, retry_after=3)


@dataclass(slots=True)
class Waiting:
    """An op in the queue and the future that waits for its outcome."""

    kind: str
    op: Any
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    since: float


@dataclass(slots=True)
class Recorder:
    """One writer thread over one database."""

    database: Database
    queue_limit: int = QUEUE_LIMIT
    batches: dict[str, Batch] = field(default_factory=dict)
    _queue: deque[Waiting] = field(default_factory=deque)
    _wake: threading.Event = field(default_factory=threading.Event)
    _stopping: bool = False
    _thread: threading.Thread | None = None
    _checkpoints: Checkpoints = field(init=False)

    def __post_init__(self) -> None:
        self._checkpoints = Checkpoints(self.database)

    def register(self, kind: str, batch: Batch) -> None:
        """Name the function that writes ops of this kind. It returns one outcome an op, in order."""
        self.batches[kind] = batch

    async def submit(self, kind: str, op: Any) -> Any:
        """The outcome of ``op``, after it is on stable storage; :class:`Busy` when the queue is full."""
        if not self.alive or self.is_full:
            raise Busy()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._queue.append(Waiting(kind, op, future, loop, time.monotonic()))
        self._wake.set()
        return await future

    def run(self, kind: str, op: Any) -> Any:
        """The same for plain threads (the sweeper, tests without a loop): written by the caller's thread."""
        with self.database.connect() as connection:
            (outcome,) = self._write(connection, [(kind, op)])
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    @property
    def alive(self) -> bool:
        """Whether ops handed in now are written."""
        return self._thread is not None and self._thread.is_alive() and not self._stopping

    @property
    def is_full(self) -> bool:
        """Whether so many wait, or the first one for so long, that nobody else is let in."""
        return len(self._queue) >= self.queue_limit or self.strain >= 1

    @property
    def strain(self) -> float:
        """How near that is: 0 when nobody waits, 1 when it is so."""
        waiting = len(self._queue)
        try:
            waits = time.monotonic() - self._queue[0].since
        except IndexError:  # taken meanwhile
            return 0.0
        patience = PATIENCE if waiting > BATCH_LIMIT else PATIENCE_ALONE
        return max(waiting / max(self.queue_limit, 1), waits / patience)

    def start(self) -> None:
        """Start the writer thread."""
        self._stopping = False
        self._thread = threading.Thread(target=self._loop, name="recorder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what is queued, then end the thread."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=10)
            self._thread = None
        left = list(self._queue)
        self._queue.clear()
        _resolve(left, [Busy()] * len(left))

    def _loop(self) -> None:
        connection = self.database.connect()
        while not (self._stopping and not self._queue):
            idle = not self._wake.wait(IDLE)
            self._wake.clear()
            while self._queue:
                self._drain(connection)
            if idle:
                self._checkpoints.idle(connection)
        connection.close()

    def _drain(self, connection: Connection) -> None:
        taken = [self._queue.popleft() for _ in range(min(len(self._queue), BATCH_LIMIT))]
        outcomes = self._write(connection, [(one.kind, one.op) for one in taken])
        if any(isinstance(outcome, Away) for outcome in outcomes):
            # Who came meanwhile would wait as long again for the same answer.
            late = [self._queue.popleft() for _ in range(len(self._queue))]
            taken, outcomes = taken + late, outcomes + [Away()] * len(late)
        _resolve(taken, outcomes)
        self._checkpoints.committed(connection)

    def _write(self, connection: Connection, ops: list[tuple[str, Any]]) -> list[Any]:
        """One transaction for all; when that fails by one op's fault, one transaction each."""
        try:
            return self._again(connection, ops)
        except OperationalError as error:
            if disk.made_room(error):
                return self._write(connection, ops)
            return [Away()] * len(ops)
        except FAULTS as error:
            if len(ops) == 1:
                if not isinstance(error, UserError):
                    log.error("an op of kind %s broke its batch", ops[0][0], exc_info=error)
                return [error]
            return [outcome for op in ops for outcome in self._write(connection, [op])]

    def _again(self, connection: Connection, ops: list[tuple[str, Any]]) -> list[Any]:
        """The transaction, tried anew when it was the victim of a deadlock: nothing was done."""
        for _ in range(TRIES - 1):
            try:
                return self._transaction(connection, ops)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) not in VICTIM:
                    raise
        return self._transaction(connection, ops)

    def _transaction(self, connection: Connection, ops: list[tuple[str, Any]]) -> list[Any]:
        outcomes: list[Any] = []
        with self.database.lock, Session(bind=connection, expire_on_commit=False) as session:
            try:
                session.connection()
                for kind, run in groupby(ops, key=lambda pair: pair[0]):
                    outcomes += self.batches[kind](session, [op for _, op in run])
                if len(outcomes) != len(ops):
                    raise LookupError(f"{len(outcomes)} outcomes for {len(ops)} ops")
                session.commit()
            except BaseException:
                session.rollback()
                _end_transaction(connection)
                raise
        return outcomes


def _end_transaction(connection: Connection) -> None:
    """SQLAlchemy sends no ROLLBACK after a COMMIT that failed; what stays open would keep its locks."""
    if not connection.invalidated:
        with suppress(connection.dialect.loaded_dbapi.Error):
            connection.connection.rollback()


def _resolve(taken: list[Waiting], outcomes: list[Any]) -> None:
    """Hand outcomes to their loops, one wake-up a loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
    for one, outcome in zip(taken, outcomes, strict=True):
        by_loop.setdefault(one.loop, []).append((one.future, outcome))
    for loop, pairs in by_loop.items():
        # A loop that was closed meanwhile has nobody left who waits.
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: list[tuple[asyncio.Future[Any], Any]]) -> None:
    for future, outcome in pairs:
        if future.done():
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)


_current: Recorder | None = None


def use(recorder: Recorder | None) -> None:
    """Make this the process's recorder."""
    global _current
    _current = recorder


def current() -> Recorder:
    """The process's recorder."""
    if _current is None:
        raise RuntimeError("call contest.recorder.use first")
    return _current


def is_alive() -> bool:
    """Whether this process has a recorder that writes."""
    return _current is not None and _current.alive


def strain() -> float:
    """How near the process's writer is to letting nobody in."""
    return _current.strain if _current is not None else 0.0


def trouble() -> str:
    """Why an op handed in now would be refused, in one word; "" when it would be written."""
    if _current is None or not _current.alive:
        return "writer"
    return "queue" if _current.is_full else ""
