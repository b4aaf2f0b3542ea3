"""Moving SQLite's log into the file: only the writer thread does it, under the lock, between its batches.

A checkpoint costs two syncs: under load it comes once in some hundred commits, else when nothing came for a
while. What pages and jobs wrote is seen by the log's file alone, so that a night of imports is moved, too.
"""

from __future__ import annotations

import logging
from typing import Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from contest import storage
from contest.web import disk
from contest.web.database import Database

log = logging.getLogger("hoithi.checkpoints")

#: Commits between two checkpoints; the WAL file stays around a few megabytes.
EVERY = 400
#: Pages of 4 kB in the log from which it is to begin anew. Readers that overlap all the time, a crowd's,
#: leave no moment at which SQLite does so by itself, and every page they read is looked for in all of it.
GROWN = 4_000
#: Milliseconds for which whoever writes waits until the last reader of the log has finished.
PATIENCE = 100


class Checkpoints:
    """Those of one database; on PostgreSQL there is nothing to do."""

    def __init__(self, database: Database) -> None:
        self._database = database
        path = database.path
        self._log = path.with_name(f"{path.name}-wal") if path else None
        self._commits = 0
        self._moved = 0
        self._too_long = GROWN
        self._is_told = False

    def committed(self, connection: Connection) -> None:
        """One more batch stands in the log."""
        self._commits += 1
        if self._commits >= EVERY:
            self._move(connection)

    def idle(self, connection: Connection) -> None:
        """Nothing came for a while: move what anybody wrote since the last time."""
        if self._written() != self._moved:
            self._move(connection)

    def _written(self) -> int:
        """When the log was written to last. Moving it into the file leaves it as it is."""
        return self._log.stat().st_mtime_ns if self._log and self._log.exists() else 0

    def _move(self, connection: Connection) -> None:
        if self._log is None:
            return
        self._commits = 0
        try:
            with self._database.lock:
                written = self._written()
                raw: Any = connection.connection.driver_connection
                _, pages, moved = raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if pages > self._too_long:
                    begun = self._begin_anew(raw)
                    # A reader who stays, as a copy does, is waited for again when as much has come again.
                    self._too_long = GROWN if begun else pages + GROWN
                    moved = begun or moved
        except (sqlite.Error, SQLAlchemyError) as error:  # the latter: a line that was lost finds no other
            disk.made_room(error)
            # What is committed stands in the WAL file; the next checkpoint moves it.
            log.warning("no checkpoint: %s", error)
            return
        # A reader of an older moment holds the rest back: it is tried again.
        self._moved = written if moved == pages else 0
        self._tell(self._log.stat().st_size, held_back=moved < pages)

    @staticmethod
    def _begin_anew(raw: Any) -> int:
        """Have the next commit write the log from its start; the pages that were moved, 0 if readers stayed.

        Who reads meanwhile reads the file alone, so only readers from before are waited for.
        """
        usual = raw.execute("PRAGMA busy_timeout").fetchone()[0]
        raw.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            is_busy, _, moved = raw.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
        finally:
            raw.execute(f"PRAGMA busy_timeout = {usual}")
        return 0 if is_busy else moved

    def _tell(self, size: int, *, held_back: bool) -> None:
        """Once, until it is well again: whoever reads for so long has to be found."""
        is_long = held_back and size > storage.LONG_LOG
        if is_long and not self._is_told:
            log.error(
                "the log beside the database has grown to %d MB: something reads the file for long",
                size // 1_000_000,
            )
        self._is_told = is_long
