"""The server copies its data to a second medium by itself: a stick, another disk, a folder of the network.

It is a whole copy each time, closed and read again, made by a child process that only reads the database:
nobody but the server checkpoints. A medium that was pulled out is told, and waited for; its mark makes sure
that nothing is written into the empty folder where it was mounted.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from contest import clock, durable, sealing
from contest.backups import MANIFEST, why
from contest.copying_rules import Copy, is_due, kept
from contest.entropy import new_id
from contest.errors import CannotStart
from contest.jobs import child
from contest.jobs.child import Broken
from contest.recorder import FAULTS
from contest.settings import Settings
from contest.web import sqlite_files

log = logging.getLogger("hoithi.copying")

PLAN, STATE, MARK = "sao-luu.json", "sao-luu-trang-thai.json", "hoithi-sao-luu.json"
#: On the medium: copies that somebody made by hand lie beside it and are never removed.
OWN = "tu-dong"
#: Seconds between two looks; a copy that takes longer than so many is given up.
TICK, LONGEST = 5.0, 900.0
MOST_SAID = 100_000
AWAY = "không thấy nơi này. Cắm lại ổ hoặc nối lại mạng; máy chủ tự sao lưu tiếp khi thấy lại."
NOT_OURS = "ổ này không phải nơi đã chọn. Cắm đúng ổ, hoặc chọn lại: hoithi backup medium."
NO_KEY = "Chưa có khóa của bản sao lưu. Làm khóa: hoithi backup key."
NOT_WRITTEN = "Không ghi được vào {to}: {why}. Chọn nơi khác."
TROUBLE = "Chưa sao lưu được sang {to} từ {since}: {why}"


@dataclass(frozen=True)
class Plan:
    """Where copies go. ``id`` is written on the medium too."""

    to: str
    id: str


@dataclass(frozen=True)
class State:
    """How copying goes: what `hoithi doctor` and the desk read."""

    began: str = ""
    done: str = ""
    folder: str = ""
    seconds: int = 0
    size: int = 0
    error: str = ""
    since: str = ""


def plan(data: Path) -> Plan | None:
    """What was chosen; None where nothing was."""
    return Plan(**found) if (found := _read(data / PLAN, ("to", "id"))) else None


def state(data: Path) -> State:
    """How it went the last time."""
    found = _read(data / STATE, ())
    names = State.__dataclass_fields__
    return State(**{name: value for name, value in (found or {}).items() if name in names})


def _read(path: Path, needed: tuple[str, ...]) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and all(name in found for name in needed) else None


def write(path: Path, content: object) -> None:
    """A small file in one step."""
    half = path.with_name(f"{path.name}.part")
    half.unlink(missing_ok=True)
    durable.write(half, json.dumps(content, ensure_ascii=False).encode())
    half.replace(path)


def why_away(plan: Plan) -> str:
    """Why nothing can be written to the medium; "" when it is there and is the one that was chosen."""
    to = Path(plan.to)
    if not (to / MARK).is_file():
        return AWAY
    mark = _read(to / MARK, ("id",))
    return "" if mark and mark["id"] == plan.id else NOT_OURS


def copies(to: Path) -> list[Copy]:
    """What lies on a medium, by the names of its folders and their manifests; nothing is opened."""
    found = []
    for folder in to.glob("hoithi-*"):
        if folder.suffix != ".part" and (told := _read(folder / MANIFEST, ("made",))):
            with suppress(ValueError, OSError, TypeError):
                size = sum(path.stat().st_size for path in folder.iterdir())
                found.append(Copy(folder.name, datetime.fromisoformat(told["made"]), size))
    return found


def prune(to: Path) -> int:
    """Remove the copies that are not kept, and what was cut off half-way; how many went."""
    there = copies(to)
    stay = kept(there)
    gone = [to / copy.name for copy in there if copy.name not in stay]
    gone += list(to.glob("hoithi-*.part"))
    for folder in gone:
        durable.remove(folder)
    return len(gone)


class Copier:
    """One thread of the server. ``busy``: whether people sit a paper now."""

    def __init__(self, settings: Settings, file: Path, busy: Callable[[datetime], bool]) -> None:
        self.settings, self.busy, self._file = settings, busy, file
        self.seen = state(settings.data)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._version: int | None = None
        self._began: datetime | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._loop, name="copier", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; a copy that is being made is left alone by its own process and removed by the next one."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _loop(self) -> None:
        with closing(sqlite_files.readonly(self._file)) as watched:
            while not self._stop.wait(TICK):
                try:
                    # It changes with every commit of others: one page in memory is looked at.
                    (version,) = watched.execute("PRAGMA data_version").fetchone()
                    self.look(clock.now(), version)
                except (*FAULTS, OSError, Broken, sqlite_files.TROUBLE) as error:
                    log.error("the copier goes on after a fault", exc_info=error)

    def look(self, now: datetime, version: int) -> None:
        """One look: copy, if it is time."""
        chosen = plan(self.settings.data)
        if chosen is None:
            if self.seen.error:
                self._keep(replace(self.seen, error="", since=""))
            return
        if away := why_away(chosen):
            return self._failed(away, now)
        took = timedelta(seconds=self.seen.seconds)
        changed, failed = version != self._version, bool(self.seen.error)
        if is_due(now, self._began, took, busy=self.busy(now), changed=changed, failed=failed):
            self._copy(chosen, now, version)

    def _copy(self, chosen: Plan, now: datetime, version: int) -> None:
        self._began = now
        recipient = sealing.recipient_in(self.settings.data)
        if not recipient:
            return self._failed(NO_KEY, now)
        asked = {
            "data": str(self.settings.data),
            "url": f"sqlite:///{self._file}",
            "to": str(Path(chosen.to) / OWN),
            "recipient": recipient,
            "now": now.isoformat(),
        }
        try:
            with child.running("contest.copying_child", LONGEST, MOST_SAID) as worker:
                worker.tell(asked)
                told, _ = worker.hear()
        except Broken as error:
            log.error("the copying process broke", exc_info=error)
            return self._failed(str(error).splitlines()[-1][:200] if str(error) else "?", now)
        if "why" in told:
            return self._failed(told["why"], now)
        self._version = version
        done, seconds = clock.now(), int((clock.now() - now).total_seconds()) + 1
        if self.seen.error:
            log.warning("copies go on: %s", chosen.to)
        self._keep(State(_iso(now), _iso(done), told["folder"], seconds, told["size"]))

    def _failed(self, reason: str, now: datetime) -> None:
        if self.seen.error != reason:
            log.error("no copy: %s", reason)
            self._keep(replace(self.seen, error=reason, since=self.seen.since or _iso(now)))

    def _keep(self, seen: State) -> None:
        self.seen = seen
        with suppress(OSError):  # a full disk has alarms of its own
            write(self.settings.data / STATE, asdict(seen))

    def trouble(self) -> str:
        """What staff has to know; "" while all is well."""
        chosen = plan(self.settings.data)
        if chosen is None or not self.seen.error:
            return ""
        since = clock.local(datetime.fromisoformat(self.seen.since))
        return TROUBLE.format(to=chosen.to, since=f"{since:%H:%M %d/%m}", why=self.seen.error)


def _iso(moment: datetime) -> str:
    return clock.local(moment).isoformat(timespec="seconds")


def choose(data: Path, to: Path) -> Plan:
    """Make a folder the medium of this installation."""
    if not sealing.recipient_in(data):
        raise CannotStart(NO_KEY)
    folder = to.expanduser().resolve()
    chosen = Plan(str(folder), new_id())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / MARK, {"id": chosen.id})
    except OSError as error:
        raise CannotStart(NOT_WRITTEN.format(to=folder, why=why(error))) from error
    write(data / PLAN, asdict(chosen))
    return chosen


def give_up(data: Path) -> None:
    """Copy no more; what lies on the medium stays."""
    (data / PLAN).unlink(missing_ok=True)
    (data / STATE).unlink(missing_ok=True)
