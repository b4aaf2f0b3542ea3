"""The restore drill as one command: the newest copy goes back into a private folder, a server runs on it,
pages are opened, everything is counted and looked over. Whether a copy is any good is known after that only.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from contest import clock, copying, restoring
from contest.backups import DATABASE, Manifest
from contest.doctor import data as doctor
from contest.doctor.opening import Place
from contest.doctor.rules import Finding, State
from contest.errors import CannotStart
from contest.restoring import NO_OPENER
from contest.sealing import Opener
from contest.web import sqlite_files

RESULT = "dien-tap.json"
#: Opened on the restored server; what each must answer.
PAGES = (("/healthz", (200,)), ("/readyz", (200,)), ("/", (200, 303)), ("/accounts/login", (200, 303)))
PATIENCE = 60
NO_COPY = "Chưa có bản sao lưu nào để diễn tập. Sao lưu trước: hoithi backup."


@dataclass(frozen=True)
class Drill:
    """How a drill went: what was found wrong, in words; nothing where it passed."""

    at: str
    copy: str
    made: str
    rows: int
    pages: int
    problems: list[str]

    @property
    def passed(self) -> bool:
        """Nothing was wrong."""
        return not self.problems


def newest(data: Path, folder: Path | None) -> Path:
    """The newest copy of a folder; without one of those in the data folder and on the medium."""
    chosen = copying.plan(data)
    own = [data / "backups", *([Path(chosen.to) / copying.OWN] if chosen else [])]
    found = [
        (copy.made, place / copy.name)
        for place in ([folder.expanduser()] if folder else own)
        for copy in copying.copies(place)
    ]
    if not found:
        raise CannotStart(NO_COPY)
    return max(found)[1]


def drill(copy: Path, opener: Opener = NO_OPENER, run: Callable[[Path], list[str]] | None = None) -> Drill:
    """Restore, serve, look; everything in a folder that is gone afterwards."""
    now = clock.now()
    with tempfile.TemporaryDirectory(prefix="hoithi-dien-tap-") as private:
        data = Path(private) / "data"
        manifest = restoring.restore(copy, data, now, force=False, opener=opener).manifest
        problems = (run or served)(data)
        problems += _looked(data, manifest, now)
    return Drill(
        clock.local(now).isoformat(timespec="seconds"),
        str(copy),
        manifest.made,
        sum(manifest.counts.values()),
        len(PAGES),
        problems,
    )


def served(data: Path) -> list[str]:
    """Start a server on the folder, on this machine only, and open pages; what went wrong."""
    command = [sys.executable, "-m", "contest.drill_server", str(data)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOITHI_")}
    home = str(Path(__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join([home, *filter(None, sys.path)])
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, env=environment) as server,
    ):
        try:
            assert server.stdout is not None
            address = server.stdout.readline().decode().strip()
            if not address:
                complaints.seek(0)
                said = complaints.read().decode("utf-8", "replace").strip().splitlines()
                return [f"máy chủ không chạy được trên bản này: {said[-1] if said else '?'}"]
            return [wrong for path, wanted in PAGES if (wrong := _opened(address, path, wanted))]
        finally:
            server.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                server.wait(15)
            server.kill()


def _opened(address: str, path: str, wanted: tuple[int, ...]) -> str:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"trang {path} không mở được ({type(error).__name__})"
    finally:
        connection.close()
    return "" if status in wanted else f"trang {path} trả lời {status}"


def _looked(data: Path, manifest: Manifest, now: datetime) -> list[str]:
    """The file whole, nobody missing, every invariant."""
    file = data / DATABASE
    place = Place(data, f"sqlite:///{file}", file)
    found: list[Finding] = [*doctor.engine(place), *doctor.schema(place)]
    if not any(one.state is State.WRONG for one in found):
        found += doctor.hold(place, now)
    problems = [one.said for one in found if one.state is State.WRONG]
    with closing(sqlite_files.readonly(file)) as connection:
        counts = sqlite_files.content_of(connection).counts
    for table in ("person", "entry", "attempt", "answer", "answer_event"):
        there, told = counts.get(table, 0), manifest.counts.get(table, 0)
        if there != told:
            problems.append(f"bảng {table} có {there} dòng, bản sao ghi {told}")
    return problems


def keep(data: Path, done: Drill) -> None:
    """Remember it, for the doctor."""
    copying.write(data / RESULT, asdict(done))


def last(data: Path) -> Drill | None:
    """The last drill of an installation."""
    try:
        found = json.loads((data / RESULT).read_text("utf-8"))
        return Drill(**found)
    except (OSError, ValueError, TypeError):
        return None
