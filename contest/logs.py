"""The server's own logs: a line of JSON for each access and each event, in `logs/` of the data folder.

An access is a time, a source, a route's name, a status, milliseconds, and which staff account; never an
address as it was typed, a form, a name, a code or an answer. They are written once a second by a thread of
their own, kept by day as long as the law asks, and bounded: a flood fills no disk.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import threading
import time
import traceback
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from contest import clock
from contest.web import traffic
from contest.web.traffic import Request

FOLDER = "logs"
#: A service on the Internet keeps its accesses so long (NĐ 333 Điều 16), others a month.
MONTHS_PUBLIC, MONTHS_LAN = 12, 1
DAYS_A_MONTH = 31
#: A file, all files, and what has to stay free on the disk for answers.
FILE_BYTES, ALL_BYTES, LEAVE_FREE = 50_000_000, 2_000_000_000, 1_000_000_000
PAUSE = 1.0
WAITING = 100_000


@dataclass
class Journal:
    """The files of one server. Sizes are smaller in tests."""

    folder: Path
    months: int = MONTHS_LAN
    file_bytes: int = FILE_BYTES
    all_bytes: int = ALL_BYTES
    leave_free: int = LEAVE_FREE
    lost: int = 0
    _lines: deque[tuple[str, Any]] = field(default_factory=deque)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _swept: date | None = None

    def access(self, request: Request) -> None:
        """Note a request; called in the event loop, so it only keeps it."""
        if len(self._lines) >= WAITING:
            self.lost += 1
            return
        self._lines.append(("access", request))

    def event(self, name: str, **facts: Any) -> None:
        """Note something that happened to the server."""
        if len(self._lines) < WAITING:
            told = {"time": _stamp(clock.now()), "event": name, **facts}
            self._lines.append(("events", json.dumps(told, ensure_ascii=False)))

    def start(self) -> None:
        """Begin to write."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._loop, name="logs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, and end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        self.flush()

    def _loop(self) -> None:
        while not self._stop.wait(PAUSE):
            self.flush()

    def flush(self) -> None:
        """Write what waits; a disk that takes nothing loses lines, never a request."""
        now, ticks = clock.now(), time.perf_counter()
        today = clock.local(now).date()
        if today != self._swept:
            self.sweep(today)
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        for kind in ("access", "events"):
            texts = [_line(content, now, ticks) for name, content in lines if name == kind]
            if texts:
                self._write(kind, today, texts)

    def _write(self, kind: str, today: date, texts: list[str]) -> None:
        try:
            if kind == "access" and shutil.disk_usage(self.folder).free < self.leave_free:
                self.lost += len(texts)
                return
            path = self._file(kind, today)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write("\n".join(texts) + "\n")
        except OSError:
            self.lost += len(texts)

    def _file(self, kind: str, today: date) -> Path:
        """Today's file that still has room; a new one sweeps, so that all of them stay bounded."""
        number = 1
        while (path := self.folder / f"{kind}-{today:%Y-%m-%d}.{number}.jsonl").exists():
            if path.stat().st_size < self.file_bytes:
                return path
            number += 1
        self.sweep(today)
        return path

    def sweep(self, today: date) -> None:
        """Remove what is older than it has to be, then the oldest beyond the size of all."""
        self._swept = today
        first = today - timedelta(days=self.months * DAYS_A_MONTH)
        dated = sorted(((day_of(path), path) for path in self.folder.glob("*.jsonl")), reverse=True)
        total = 0
        for day, path in dated:
            with suppress(OSError):
                total += path.stat().st_size
                if day != date.max and (day < first or total > self.all_bytes):
                    path.unlink()


def day_of(path: Path) -> date:
    """The day of a log's file, by its name; today's own for what is none of ours."""
    try:
        return date.fromisoformat(path.name.split("-", 1)[1][:10])
    except (IndexError, ValueError):
        return date.max


def _line(content: Any, now: datetime, ticks: float) -> str:
    """The text of an event, or an access: put together by hand, as there are thousands a second."""
    if isinstance(content, str):
        return content
    one: Request = content
    moment = now - timedelta(seconds=max(0.0, ticks - one.at))
    staff = f', "staff": {_quoted(one.staff)}' if one.staff else ""
    return (
        f'{{"time": "{_second(moment.replace(microsecond=0))}.{moment.microsecond // 1000:03}+07:00", '
        f'"source": {_quoted(one.source)}, "method": {_quoted(one.method)}, "route": {_quoted(one.route)}, '
        f'"status": {one.status}, "ms": {round(one.seconds * 1000)}{staff}}}'
    )


@lru_cache(maxsize=4)
def _second(moment: datetime) -> str:
    return f"{clock.local(moment):%Y-%m-%dT%H:%M:%S}"


#: What a client may write as it likes is a word of JSON like any other.
_quoted = lru_cache(maxsize=4096)(json.dumps)


def _stamp(moment: datetime) -> str:
    return clock.local(moment).isoformat(timespec="milliseconds")


class Events(logging.Handler):
    """Warnings and errors of the program as events: what broke and where, not the values that it broke on."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self.journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        """The message as it stands in the code, without what is put into it."""
        facts: dict[str, Any] = {"level": record.levelname, "logger": record.name, "said": str(record.msg)}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])[-8:]
            facts["error"] = record.exc_info[0].__name__
            facts["at"] = [f"{Path(one.filename).name}:{one.lineno}:{one.name}" for one in frames]
        self.journal.event("log", **facts)


_current: Journal | None = None


def use(journal: Journal | None) -> None:
    """Make this the process's log: requests and warnings go to it."""
    global _current
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, Events)]:
        root.removeHandler(handler)
    _current = journal
    traffic.use(journal.access if journal else None)
    if journal is not None:
        root.addHandler(Events(journal))


def event(name: str, **facts: Any) -> None:
    """Note something that happened to the server, where it keeps a log."""
    if _current is not None:
        _current.event(name, **facts)


def lost() -> int:
    """How many lines were given up."""
    return _current.lost if _current is not None else 0
