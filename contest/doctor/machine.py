"""What is seen of the machine: disk, clock, versions, who may read the files, addresses, backups."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import stat
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib import metadata
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from contest import backups, clock, copying, resources, server_key, storage
from contest.doctor import rules
from contest.doctor.opening import Place
from contest.doctor.rules import Finding
from contest.office.reach import own_addresses
from contest.settings import DEMO_KEY
from contest.web.database import SQLITE_FLOOR

#: `name==version ; marker \` in a lock.
PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)\s*(;)?", re.MULTILINE)
#: How long a clock gets to move, in seconds.
TICK = 0.05
#: As `contest.app.readyz` says it.
AHEAD = "X-Clock-Ahead"
SECONDS = re.compile(r"-?\d{1,12}")
#: Seconds for whoever listens at the port to answer.
PATIENCE = 3


def disk(place: Place, least: int = rules.DISK_WRONG, enough: int = rules.DISK_WARN) -> list[Finding]:
    """Room where the data lie; where PostgreSQL keeps its own is its machine's business."""
    found = [rules.disk(shutil.disk_usage(place.data).free, least, enough)]
    if place.file is not None:
        beside = shutil.disk_usage(place.file.parent).free
        found.append(rules.ballast(beside, kept=storage.is_whole(place.file)))
    return found


def moments(newest: datetime | None) -> list[Finding]:
    """The clock that everything is counted by, read twice."""
    before = clock.now()
    time.sleep(TICK)
    zone = time.strftime("%z")
    return [rules.clock(clock.local(before), clock.local(clock.now()), newest, zone)]


def versions() -> list[Finding]:
    """Python, SQLite and the packages."""
    return [
        rules.python(tuple(sys.version_info[:3])),
        rules.sqlite_version(sqlite.sqlite_version_info, SQLITE_FLOOR),
        rules.packages(packages(resources.PACKAGE.parent / "requirements.lock")),
    ]


def packages(lock: Path) -> list[str] | None:
    """The packages that are not what a lock says; None without a lock, as in a wheel."""
    if not lock.is_file():
        return None
    wanted: dict[str, set[str]] = {}
    optional = set()
    for name, version, marker in PINNED.findall(lock.read_text("utf-8")):
        wanted.setdefault(name, set()).add(version)
        if marker:
            optional.add(name)
    return [name for name, pinned in wanted.items() if not _fits(name, pinned, name in optional)]


def _fits(name: str, pinned: set[str], optional: bool) -> bool:
    try:
        return _plain(metadata.version(name)) in {_plain(one) for one in pinned}
    except metadata.PackageNotFoundError:
        return optional


def _plain(version: str) -> str:
    """1.002 and 1.2 are one version."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", version)


def permissions(place: Place) -> list[Finding]:
    """Who may read names and the key; Windows keeps this by the user's folder."""
    if os.name == "nt":
        return [rules.ok("permissions", "Windows: dữ liệu nằm trong thư mục riêng của người dùng.")]
    mode = _mode(place.data)
    closed = mode & 0o077 == 0
    files = [place.data / name for name in (*backups.OLD, "server.lock")]
    if place.file is not None and place.file.parent != place.data:
        files.append(place.file)
    found = [rules.folder_mode(str(place.data), mode)]
    found += [rules.file_mode(str(path), _mode(path), closed=closed) for path in files if path.is_file()]
    bad = [one for one in found if one is not None]
    return bad or [
        rules.ok("permissions", "Chỉ người chạy máy chủ mở được thư mục dữ liệu, tệp dữ liệu và khóa.")
    ]


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def key(place: Place) -> list[Finding]:
    """The server's key; a missing one is not made here."""
    path = place.data / backups.KEY
    try:
        secret = path.read_bytes() if path.exists() else None
    except OSError:
        secret = b""
    sample = (place.data / "demo.json").is_file()
    return [
        rules.key(
            None if secret is None else len(secret),
            known=DEMO_KEY in server_key.split(secret or b""),
            sample=sample,
        )
    ]


def addresses(place: Place, port: int) -> list[Finding]:
    """Where phones come in."""
    free = is_free(port)
    answer = None if free else asked(port)
    return [
        rules.public_url(place.public_url),
        rules.lan(own_addresses(), named=bool(place.public_url)),
        rules.port(port, free=free, answer=answer[:2] if answer else None),
        *([rules.server_clock(answer[2])] if answer and answer[2] else []),
    ]


def is_free(port: int) -> bool:
    """Whether nobody listens there on this machine; connecting disturbs less than listening would."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(PATIENCE)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def asked(port: int) -> tuple[int, str, int] | None:
    """What a server at this port says to /readyz, and by how many seconds the machine's clock is ahead of its
    own; None when it speaks no HTTP."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        told = answer.getheader(AHEAD, "")
        ahead = int(told) if SECONDS.fullmatch(told) else 0
        return answer.status, answer.read(100).decode("utf-8", "replace"), ahead
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def copies(place: Place, folder: Path | None, now: Callable[[], datetime] = clock.now) -> list[Finding]:
    """The newest backup that `hoithi backup` made."""
    if place.file is None:
        said = "PostgreSQL: bản sao lưu do pg_dump làm, lệnh này không xem được."
        return [rules.ok("backup", said)]
    chosen = copying.plan(place.data)
    own = [place.data / "backups", *([Path(chosen.to) / copying.OWN] if chosen else [])]
    places = [folder.expanduser()] if folder else own
    newest = max(filter(None, map(backups.newest, places)), default=None)
    where = ", ".join(map(str, places))
    return [rules.backup(newest and clock.local(newest), clock.local(now()), where)]
