"""The disk beside an SQLite file: room that is kept for saves, and when new papers must wait.

A file of 64 MB lies in the data folder as ballast. When the disk is full it is given up, so that whoever sits
a paper can go on saving; nobody starts a new one while the disk is short. It is made anew when there is room.
On PostgreSQL nothing is kept: its disk is its machine's business.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

log = logging.getLogger("hoithi.storage")

NAME = "ballast"
#: Tens of thousands of answers; a day of one contest.
SIZE = 64_000_000
#: With less than this nobody starts: those who sit a paper need the room.
SHORT = 500_000_000
#: The recorder keeps the log at a few megabytes; one that grows so far is not moved into the file any more.
LONG_LOG = 64_000_000
#: Written at once where the system can't set room aside by itself.
SLICE = 1 << 20


@dataclass(frozen=True, slots=True)
class State:
    """How the disk is: bytes that are free, whether room is kept back, the bytes of the log."""

    free: int
    is_short: bool
    is_kept: bool
    log: int = 0

    @property
    def log_is_long(self) -> bool:
        """Somebody reads for so long that the log can't be moved into the file."""
        return self.log > LONG_LOG


@dataclass(slots=True)
class Ballast:
    """The room kept beside ``database``; ``size`` and ``short`` are smaller on a test's disk."""

    database: Path
    size: int = SIZE
    short: int = SHORT
    seen: State = field(init=False)
    _one: threading.Lock = field(default_factory=threading.Lock)
    _told: bool = False

    def __post_init__(self) -> None:
        self.look()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.database.parent / NAME

    @property
    def is_kept(self) -> bool:
        """Whether it is there whole; one that was cut off while it was made is not."""
        return is_whole(self.database, self.size)

    def look(self) -> State:
        """See how the disk is; make the ballast where there is room for twice as much, so that giving it
        up does not by itself bring it back. The last of the room is given up before anything fails."""
        free = self._free()
        if not self.is_kept and free >= 2 * self.size:
            self._make()
        elif self.is_kept and free < self.size // 16:
            self.give_up()
        return self._see()

    def give_up(self) -> bool:
        """The disk is full: the room is for saves now. False when there was none left to give."""
        with self._one:
            if not self.path.is_file():
                return False
            # Emptied first: a full disk of some kinds can't take a name out of a folder.
            os.truncate(self.path, 0)
            self.path.unlink()
        log.critical("the disk is full: the %d MB kept for saves are given up", self.size // 1_000_000)
        self._see()
        return True

    def _make(self) -> None:
        try:
            with self._one:
                _fill(self.path, self.size)
        except OSError as error:
            if not self._told:
                log.warning("no room is kept for saves: %s", error)
            self._told = True
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _free(self) -> int:
        return shutil.disk_usage(self.database.parent).free

    def _see(self) -> State:
        wal = self.database.with_name(f"{self.database.name}-wal")
        free = self._free()
        size = wal.stat().st_size if wal.exists() else 0
        self.seen = State(free, free < self.short, self.is_kept, size)
        return self.seen


def is_whole(database: Path, size: int = SIZE) -> bool:
    """Whether a ballast lies beside this file, as other processes see it."""
    path = database.parent / NAME
    return path.is_file() and path.stat().st_size == size


def _fill(path: Path, size: int) -> None:
    """A file whose bytes are really set aside: a hole would keep no room."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
            return
        for at in range(0, size, SLICE):
            file.write(bytes(min(SLICE, size - at)))


_current: Ballast | None = None


def use(ballast: Ballast | None) -> None:
    """Make this the room that the process keeps."""
    global _current
    _current = ballast


def state() -> State | None:
    """How the disk was when it was looked at last, within a second; None where no room is kept."""
    return _current.seen if _current else None


def is_short() -> bool:
    """Whether new papers must wait, so that those who sit one can save."""
    return _current is not None and _current.seen.is_short


def give_up() -> bool:
    """The disk took no more: whether room was made, so that what failed may be tried again at once."""
    return _current is not None and _current.give_up()


def look_again(now: datetime) -> None:
    """The tick of every second."""
    if _current is not None:
        _current.look()
