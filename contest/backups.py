"""Backups: a whole copy of a running server's data, closed, and proved before it gets its name.

A copy is made under a temporary name, synced, examined, and renamed last. Its manifest holds the hash
of every file, so a half-made, cut or edited copy is never taken for a whole one. A closed copy is made in a
private folder beside the data: nothing that can be read reaches the medium. `restoring` is the way back.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from importlib import metadata
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from contest import clock, durable, moved, resources, sealing
from contest.audit import service as audit
from contest.errors import CannotStart
from contest.privacy import tombstones
from contest.sealing import OPEN, Lock
from contest.settings import Settings
from contest.web import sqlite_files

DATABASE, KEY, MANIFEST = "hoithi.sqlite3", "server.key", "manifest.json"
#: What is open, what is closed: an older version refuses the second as newer than itself.
FORMAT, CLOSED_FORMAT = 1, 2
#: What makes up the data of an installation; all of it moves aside together.
OLD = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY, "demo.json", moved.NOTE)

POSTGRES = (
    "Dữ liệu nằm trong PostgreSQL, sao lưu bằng pg_dump, ví dụ: pg_dump -Fc -f hoithi.dump <tên CSDL>. "
    "Giữ thêm tệp khóa {key}: thiếu nó thì mã dự thi không dùng được nữa."
)
NOTHING = "Không có dữ liệu ở {path} để sao lưu. Ghi đúng thư mục dữ liệu với --data."
NOT_MADE = "Chưa sao lưu được vào {folder}: {why}. Không có bản dở dang nào được giữ lại."
NEWER = "Bản sao lưu này do phiên bản hoithi mới hơn tạo ra. Cài phiên bản đó rồi khôi phục."


LOCKED = ("lock", "recipient")


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    version: str
    made: str
    revision: str
    counts: dict[str, int]
    files: dict[str, str]
    audit_rows: int
    audit_head: str
    #: How it is closed: "key", "passphrase", "" where it lies open; and by whose public key.
    lock: str = ""
    recipient: str = ""

    def facts(self) -> dict[str, object]:
        """As it is written. An open copy says nothing of locks: versions before them read it too."""
        return {name: value for name, value in asdict(self).items() if value or name not in LOCKED}


@dataclass(frozen=True)
class Made:
    """A backup that was made and proved."""

    folder: Path
    manifest: Manifest

    def facts(self) -> dict[str, object]:
        """For `--json`."""
        return {"folder": str(self.folder), **self.manifest.facts()}


class NotWhole(Exception):
    """Why a copy is not a whole one."""


#: What may be wrong with a copy while it is made or read.
TROUBLE = (OSError, sqlite_files.TROUBLE, SQLAlchemyError, NotWhole, sealing.Cut)


def stamp(now: datetime) -> str:
    """A moment in a folder's name, in Vietnamese time."""
    return f"{clock.local(now):%Y%m%d-%H%M%S}"


def version() -> str:
    """The version of this installation; a checkout is not installed, so its project file says it."""
    try:
        return metadata.version("hoithi")
    except metadata.PackageNotFoundError:
        text = (resources.PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
        return str(tomllib.loads(text)["project"]["version"])


def why(error: Exception) -> str:
    """The system's own words where there are some: they name the file and what is wrong with it."""
    if isinstance(error, OSError):
        return f"{error.strerror} ({error.filename})" if error.filename else str(error.strerror or error)
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), type(error).__name__)


# --- making -------------------------------------------------------------------------------------


def back_up(settings: Settings, to: Path | None, now: datetime, lock: Lock = OPEN) -> Made:
    """Copy the data of a server that may be running; the copy is proved before it gets its name."""
    source = source_of(settings)
    parent = (to or settings.data / "backups").expanduser().resolve()
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder, half = _place(parent, now)
        with durable.removed_on_failure(half):
            manifest = _closed(half, source, settings, now, lock) if lock.kind else None
            manifest = manifest or _fill(half, source, settings.key_file, now)
            half.rename(folder)
        durable.sync_folder(parent)
        bring_stones(settings.data, parent)
    except TROUBLE as error:
        raise CannotStart(NOT_MADE.format(folder=parent, why=why(error))) from error
    return Made(folder, manifest)


def _place(parent: Path, now: datetime) -> tuple[Path, Path]:
    """The folder to be, and the one to fill: named by the first second from `now` that no copy has."""
    while True:
        folder = parent / f"hoithi-{stamp(now)}"
        half = parent / f"{folder.name}.part"
        # Only its owner may look: the copy holds names and the server's key.
        with suppress(FileExistsError):
            half.mkdir(mode=0o700)
            if not folder.exists():
                return folder, half
            half.rmdir()
        now += timedelta(seconds=1)


def _closed(half: Path, source: Path, settings: Settings, now: datetime, lock: Lock) -> Manifest:
    """The copy is made and examined among the data, and only its closed form goes to the medium."""
    with tempfile.TemporaryDirectory(prefix="sao-luu-", suffix=".part", dir=settings.data) as work:
        inner = Path(work) / "copy"
        inner.mkdir(mode=0o700)
        manifest = _fill(inner, source, settings.key_file, now)
        files = sealing.seal(inner, (DATABASE, KEY, MANIFEST), half, lock, Path(work))
    outer = replace(
        manifest,
        format=CLOSED_FORMAT,
        # How many people there are is nobody's business who only has the medium.
        counts={},
        files={name: durable.digest(half / name) for name in files},
        lock=lock.kind,
        recipient=lock.recipient,
    )
    _write(half, outer)
    return outer


def bring_stones(source: Path, target: Path) -> None:
    """Who was forgotten is told beside copies too, by ids alone: an older copy, put back on another machine,
    forgets them again at its first start."""
    tombstones.add(target / tombstones.FILE, tombstones.read(source / tombstones.FILE).values())


def newest(parent: Path) -> datetime | None:
    """When the newest whole copy in a folder was made, by its manifest; its files are not read."""
    made = []
    for folder in parent.glob("hoithi-*"):
        with suppress(NotWhole, CannotStart, OSError, ValueError):
            if not folder.name.endswith(".part"):
                made.append(datetime.fromisoformat(read_manifest(folder).made))
    return max(made, default=None)


def source_of(settings: Settings) -> Path:
    """The SQLite file that holds the data; PostgreSQL has a tool of its own."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        raise CannotStart(POSTGRES.format(key=settings.data / KEY))
    moved.refuse(settings.data)  # the old file gets older with every day
    path = Path(url.database or "")
    if not path.is_file():
        raise CannotStart(NOTHING.format(path=path))
    return path


def _fill(folder: Path, source: Path, key: bytes, now: datetime) -> Manifest:
    content = sqlite_files.copy(source, folder / DATABASE)
    durable.sync(folder / DATABASE)
    durable.write(folder / KEY, key)
    verdict = proved(folder / DATABASE, content)
    manifest = Manifest(
        FORMAT,
        version(),
        clock.local(now).isoformat(timespec="seconds"),
        content.revision,
        content.counts,
        {name: durable.digest(folder / name) for name in (DATABASE, KEY)},
        verdict.rows,
        verdict.head,
    )
    _write(folder, manifest)
    return manifest


def _write(folder: Path, manifest: Manifest) -> None:
    text = json.dumps(manifest.facts(), ensure_ascii=False, indent=1)
    durable.write(folder / MANIFEST, text.encode())
    durable.sync_folder(folder)


def proved(path: Path, content: sqlite_files.Content) -> audit.Verdict:
    """The audit chain's head, when the file is whole and holds just what it must."""
    if found := sqlite_files.fault(path):
        raise NotWhole(f"cơ sở dữ liệu hỏng: {found}")
    with closing(sqlite_files.readonly(path)) as connection:
        if sqlite_files.content_of(connection) != content:
            raise NotWhole("số dòng không khớp")
    with sqlite_files.reading_file(path) as db:
        verdict = audit.verify(db)
    if not verdict.whole:
        raise NotWhole(f"nhật ký thay đổi đứt ở dòng {verdict.broken_at}")
    return verdict


def read_manifest(folder: Path) -> Manifest:
    """What a copy says of itself; :class:`NotWhole` where it says nothing that can be read."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise NotWhole(f"thiếu {MANIFEST}") from None
    except (ValueError, TypeError):
        raise NotWhole(f"{MANIFEST} bị hỏng") from None
    if manifest.format not in (FORMAT, CLOSED_FORMAT):
        raise CannotStart(NEWER)
    return manifest
