"""The disk and the store of a simulated world: statements that fail, transactions after which all ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import event

from contest.web.database import Database


class Killed(BaseException):
    """The process is gone: nobody catches it, no handler of ours runs on."""


class Trouble(StrEnum):
    """What the store answers with."""

    BUSY = "database is locked"
    FULL = "database or disk is full"
    BROKEN = "unable to open database file"


@dataclass
class Disk:
    """What is to fail next: after so many more statements, or at the next commit."""

    statements: int = 0
    failed: int = 0
    _at: int | None = None
    _for: int = 0
    _how: Callable[[], BaseException] | None = None
    _commit: tuple[bool, Callable[[], BaseException]] | None = None
    _commits: Callable[[Any], None] | None = None
    _error: type[Exception] = Exception

    def fail(self, how: Trouble, after: int, count: int = 1) -> None:
        """So many statements fail, the first after ``after`` others."""
        self._how, self._at, self._for = lambda: self._error(how.value), after, count

    def kill(self, after: int) -> None:
        """The process ends at the statement after ``after`` others."""
        self._how, self._at, self._for = Killed, after, 1

    def at_commit(self, how: Trouble | None, *, done: bool) -> None:
        """The next commit fails, or ends the process (None); ``done``: it is on the disk, unheard."""
        self._commit = (done, Killed if how is None else lambda: self._error(how.value))

    def calm(self) -> None:
        """Nothing more fails."""
        self._at = self._how = self._commit = None

    def under(self, database: Database) -> None:
        """Let this database write to this disk."""
        for engine in (database.writer, database.reader):
            event.listen(engine, "do_execute", self._before)
        dialect: Any = database.writer.dialect
        self._error = dialect.loaded_dbapi.OperationalError
        self._commits = dialect.do_commit
        dialect.do_commit = self._committing

    def above(self, database: Database) -> None:
        """It does not any more."""
        for engine in (database.writer, database.reader):
            event.remove(engine, "do_execute", self._before)
        dialect: Any = database.writer.dialect
        dialect.do_commit = self._commits

    def _before(self, cursor: Any, statement: str, parameters: Any, context: Any) -> None:
        self.statements += 1
        if self._at is None or self._how is None:
            return
        self._at -= 1
        if self._at < 0:
            self._for -= 1
            how = self._how
            if self._for <= 0:
                self._at = self._how = None
            self.failed += 1
            raise how()

    def _committing(self, connection: Any) -> None:
        assert self._commits is not None
        wanted, self._commit = self._commit, None
        if wanted is None:
            return self._commits(connection)
        self.failed += 1
        done, how = wanted
        if done:
            self._commits(connection)
        raise how()
