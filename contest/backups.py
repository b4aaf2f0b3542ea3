"""Backups: a whole copy of a running server's data, proved before it gets its name; and the way back.

A copy is made under a temporary name, synced, examined, and renamed last. Its manifest holds the hash
of every file, so a half-made, cut or edited copy is never taken for a whole one.
"""

from __future__ import annotations

import json
import tomllib
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from sqlalchemy import make_url

from contest import clock, durable, resources, server_key
from contest.audit import service as audit
from contest.errors import CannotStart
from contest.schema import known_revisions
from contest.serving import only_server
from contest.settings import Settings, data_folder
from contest.web import sqlite_files

DATABASE, KEY, MANIFEST = "hoithi.sqlite3", "server.key", "manifest.json"
FORMAT = 1
#: What makes up the data of an installation; all of it moves aside together.
OLD = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY, "demo.json")

POSTGRES = (
    "Dữ liệu nằm trong PostgreSQL, sao lưu bằng pg_dump, ví dụ: pg_dump -Fc -f hoithi.dump <tên CSDL>. "
    "Giữ thêm tệp khóa {key}: thiếu nó thì mã dự thi không dùng được nữa."
)
NOTHING = "Không có dữ liệu ở {path} để sao lưu. Ghi đúng thư mục dữ liệu với --data."
SAME_SECOND = "Đã có bản sao lưu {folder}. Chờ một giây rồi chạy lại."
NOT_MADE = "Chưa sao lưu được vào {folder}: {why}. Không có bản dở dang nào được giữ lại."
NOT_WHOLE = "{folder} không phải bản sao lưu trọn vẹn ({why}). Dữ liệu đang có giữ nguyên."
NEWER = "Bản sao lưu này do phiên bản hoithi mới hơn tạo ra. Cài phiên bản đó rồi khôi phục."
EXISTS = "Thư mục {data} đang có dữ liệu. Thêm --force để thay; bản cũ được giữ lại trong một thư mục riêng."
NOT_PUT = "Chưa khôi phục được vào {data}: {why}."


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


@dataclass(frozen=True)
class Made:
    """A backup that was made and proved."""

    folder: Path
    manifest: Manifest

    def facts(self) -> dict[str, object]:
        """For `--json`."""
        return {"folder": str(self.folder), **asdict(self.manifest)}


@dataclass(frozen=True)
class Restored:
    """Where the data lies now, and where the old data went."""

    folder: Path
    aside: Path | None
    manifest: Manifest

    def facts(self) -> dict[str, object]:
        """For `--json`."""
        aside = str(self.aside) if self.aside else None
        return {"folder": str(self.folder), "aside": aside, **asdict(self.manifest)}


class NotWhole(Exception):
    """Why a copy is not a whole one."""


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


def _why(error: Exception) -> str:
    """The system's own words where there are some: they name the file and what is wrong with it."""
    if isinstance(error, OSError):
        return f"{error.strerror} ({error.filename})" if error.filename else str(error.strerror or error)
    return str(error)


# --- making -------------------------------------------------------------------------------------


def back_up(settings: Settings, to: Path | None, now: datetime) -> Made:
    """Copy the data of a server that may be running; the copy is proved before it gets its name."""
    source = _source(settings)
    parent = (to or settings.data / "backups").expanduser().resolve()
    folder = parent / f"hoithi-{stamp(now)}"
    half = parent / f"{folder.name}.part"
    try:
        parent.mkdir(parents=True, exist_ok=True)
        # Only its owner may look: the copy holds names and the server's key.
        half.mkdir(mode=0o700)
        with durable.removed_on_failure(half):
            if folder.exists():
                raise FileExistsError
            manifest = _fill(half, source, settings.key_file, now)
            half.rename(folder)
        durable.sync_folder(parent)
    except FileExistsError as error:
        raise CannotStart(SAME_SECOND.format(folder=folder)) from error
    except (OSError, sqlite_files.TROUBLE, NotWhole) as error:
        raise CannotStart(NOT_MADE.format(folder=parent, why=_why(error))) from error
    return Made(folder, manifest)


def newest(parent: Path) -> datetime | None:
    """When the newest whole copy in a folder was made, by its manifest; its files are not read."""
    made = []
    for folder in parent.glob("hoithi-*"):
        with suppress(NotWhole, CannotStart, OSError, ValueError):
            if not folder.name.endswith(".part"):
                made.append(datetime.fromisoformat(_manifest(folder).made))
    return max(made, default=None)


def _source(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        raise CannotStart(POSTGRES.format(key=settings.data / KEY))
    path = Path(url.database or "")
    if not path.is_file():
        raise CannotStart(NOTHING.format(path=path))
    return path


def _fill(folder: Path, source: Path, key: bytes, now: datetime) -> Manifest:
    content = sqlite_files.copy(source, folder / DATABASE)
    durable.sync(folder / DATABASE)
    durable.write(folder / KEY, key)
    verdict = _proved(folder / DATABASE, content)
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
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    durable.write(folder / MANIFEST, text.encode())
    durable.sync_folder(folder)
    return manifest


def _proved(path: Path, content: sqlite_files.Content) -> audit.Verdict:
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


# --- going back ---------------------------------------------------------------------------------


def restore(folder: Path, data: Path | None, now: datetime, *, force: bool) -> Restored:
    """Put a backup in place of the data of a folder. Everything is proved before anything is touched."""
    source = folder.expanduser().resolve()
    manifest = _examined(source)
    target = data_folder(data)
    with only_server(target):
        old = [target / name for name in OLD if (target / name).exists()]
        if old and not force:
            raise CannotStart(EXISTS.format(data=target))
        try:
            aside = _replace(source, target, old, now, manifest)
        except (OSError, NotWhole) as error:
            raise CannotStart(NOT_PUT.format(data=target, why=_why(error))) from error
    return Restored(target, aside, manifest)


def _examined(folder: Path) -> Manifest:
    try:
        manifest = _manifest(folder)
        _same_files(folder, manifest)
        if manifest.revision not in known_revisions():
            raise CannotStart(NEWER)
        verdict = _proved(folder / DATABASE, sqlite_files.Content(manifest.revision, manifest.counts))
        if (verdict.rows, verdict.head) != (manifest.audit_rows, manifest.audit_head):
            raise NotWhole("nhật ký thay đổi không khớp")
    except (OSError, sqlite_files.TROUBLE, NotWhole) as error:
        raise CannotStart(NOT_WHOLE.format(folder=folder, why=_why(error))) from error
    return manifest


def _manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise NotWhole(f"thiếu {MANIFEST}") from None
    except (ValueError, TypeError):
        raise NotWhole(f"{MANIFEST} bị hỏng") from None
    if manifest.format != FORMAT:
        raise CannotStart(NEWER)
    return manifest


def _same_files(folder: Path, manifest: Manifest) -> None:
    for name in (DATABASE, KEY):
        if not (folder / name).is_file():
            raise NotWhole(f"thiếu {name}")
        if durable.digest(folder / name) != manifest.files.get(name):
            raise NotWhole(f"{name} đã bị sửa hoặc chép thiếu")
    if not server_key.is_whole((folder / KEY).stat().st_size):
        raise NotWhole(f"{KEY} bị hỏng")


def _replace(source: Path, target: Path, old: list[Path], now: datetime, manifest: Manifest) -> Path | None:
    """Copy beside the old data, prove the copy, and only then move the old aside and the new in."""
    half = target / f"khoi-phuc-{stamp(now)}.part"
    half.mkdir(mode=0o700)
    with durable.removed_on_failure(half):
        for name in (DATABASE, KEY):
            durable.copy(source / name, half / name)
        _same_files(half, manifest)
    aside = target / f"truoc-khoi-phuc-{stamp(now)}" if old else None
    if aside is not None:
        aside.mkdir(mode=0o700)
        for path in old:
            path.rename(aside / path.name)
    # The database comes last: while it is missing, nothing looks restored.
    for name in (KEY, DATABASE):
        (half / name).rename(target / name)
    half.rmdir()
    durable.sync_folder(target)
    return aside
