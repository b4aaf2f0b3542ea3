"""Two at one moment, in an order that the test chooses: one holds its transaction, the other comes behind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import TypeVar

from sqlalchemy import text

from contest.web import database
from contest.web.database import FairLock

R = TypeVar("R")

#: Nothing here takes a second; a machine that is busy with other things may need more.
PATIENCE = 60.0


def behind(deed: Callable[[], R]) -> Future[R]:
    """Begin ``deed`` in a thread of its own; back as soon as it waits for a transaction, or is over."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(deed)
    pool.shutdown(wait=False)
    give_up = monotonic() + PATIENCE
    while not (future.done() or somebody_waits()):
        assert monotonic() < give_up, "it neither waits nor ends"
    return future


def somebody_waits() -> bool:
    """Whether a transaction waits for a lock: the process's on SQLite, one of a row on PostgreSQL."""
    current = database.current()
    if isinstance(current.lock, FairLock):
        return bool(current.lock._waiting)
    with current.reader.connect() as connection:
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(connection.execute(waiting).scalar_one())
