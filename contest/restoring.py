"""The way back from a backup: everything is proved before anything is touched, and the old data are kept."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contest import durable, sealing
from contest.backups import (
    CLOSED_FORMAT,
    DATABASE,
    KEY,
    MANIFEST,
    NEWER,
    OLD,
    TROUBLE,
    Manifest,
    NotWhole,
    bring_stones,
    proved,
    read_manifest,
    stamp,
    why,
)
from contest.errors import CannotStart
from contest.holding import only_server
from contest.schema import known_revisions
from contest.sealing import Opener
from contest.server_key import is_whole
from contest.settings import data_folder
from contest.web import sqlite_files

NOT_WHOLE = "{folder} không phải bản sao lưu trọn vẹn ({why}). Dữ liệu đang có giữ nguyên."
EXISTS = "Thư mục {data} đang có dữ liệu. Thêm --force để thay; bản cũ được giữ lại trong một thư mục riêng."
NOT_PUT = "Chưa khôi phục được vào {data}: {why}."
#: What a person gives is asked for only when it is needed: `ask(manifest)`.
NO_OPENER = Opener()


@dataclass(frozen=True)
class Restored:
    """Where the data lies now, and where the old data went."""

    folder: Path
    aside: Path | None
    manifest: Manifest

    def facts(self) -> dict[str, object]:
        """For `--json`."""
        aside = str(self.aside) if self.aside else None
        return {"folder": str(self.folder), "aside": aside, **self.manifest.facts()}


def is_closed(folder: Path) -> str:
    """How a copy is closed: "key", "passphrase", or "" where it lies open."""
    try:
        return read_manifest(folder.expanduser().resolve()).lock
    except (OSError, NotWhole) as error:
        raise CannotStart(NOT_WHOLE.format(folder=folder, why=why(error))) from error


def restore(
    folder: Path, data: Path | None, now: datetime, *, force: bool, opener: Opener = NO_OPENER
) -> Restored:
    """Put a backup in place of the data of a folder."""
    target = data_folder(data)
    with opened(folder, opener) as (source, manifest), only_server(target):
        old = [target / name for name in OLD if (target / name).exists()]
        if old and not force:
            raise CannotStart(EXISTS.format(data=target))
        try:
            bring_stones(folder.expanduser().resolve().parent, target)
            aside = _replace(source, target, old, now, manifest)
        except (OSError, NotWhole) as error:
            raise CannotStart(NOT_PUT.format(data=target, why=why(error))) from error
    return Restored(target, aside, manifest)


@contextmanager
def opened(folder: Path, opener: Opener = NO_OPENER) -> Generator[tuple[Path, Manifest]]:
    """A folder with the open files of a copy that was examined whole, and what it says of itself.

    What was closed lies open only as long as the block, in a folder that nobody else may look into.
    """
    source = folder.expanduser().resolve()
    with _telling(source):
        outer = read_manifest(source)
        if outer.format != CLOSED_FORMAT:
            _examined(source, outer)
    if outer.format != CLOSED_FORMAT:
        yield source, outer
        return
    with tempfile.TemporaryDirectory(prefix="hoithi-") as private:
        inner = Path(private)
        with _telling(source):
            _same_closed(source, outer)
            sealing.unseal(source, opener, (DATABASE, KEY, MANIFEST), inner, outer.recipient)
            manifest = read_manifest(inner)
            if (manifest.made, manifest.revision) != (outer.made, outer.revision):
                raise NotWhole("phần mở ra là của một bản khác")
            _examined(inner, manifest)
        yield inner, manifest


@contextmanager
def _telling(folder: Path) -> Generator[None]:
    """Whatever is wrong with a copy, in one sentence."""
    try:
        yield
    except TROUBLE as error:
        raise CannotStart(NOT_WHOLE.format(folder=folder, why=why(error))) from error


def _examined(folder: Path, manifest: Manifest) -> None:
    _same_files(folder, manifest)
    if manifest.revision not in known_revisions():
        raise CannotStart(NEWER)
    verdict = proved(folder / DATABASE, sqlite_files.Content(manifest.revision, manifest.counts))
    if (verdict.rows, verdict.head) != (manifest.audit_rows, manifest.audit_head):
        raise NotWhole("nhật ký thay đổi không khớp")


def _same_closed(folder: Path, outer: Manifest) -> None:
    """That nothing was cut or edited is seen without any key."""
    if sealing.SEALED not in outer.files:
        raise NotWhole(f"thiếu {sealing.SEALED}")
    for name, digest in outer.files.items():
        if name not in (sealing.SEALED, sealing.OWN_KEY) or not (folder / name).is_file():
            raise NotWhole(f"thiếu {name}")
        if durable.digest(folder / name) != digest:
            raise NotWhole(f"{name} đã bị sửa hoặc chép thiếu")
    if outer.revision not in known_revisions():
        raise CannotStart(NEWER)


def _same_files(folder: Path, manifest: Manifest) -> None:
    for name in (DATABASE, KEY):
        if not (folder / name).is_file():
            raise NotWhole(f"thiếu {name}")
        if durable.digest(folder / name) != manifest.files.get(name):
            raise NotWhole(f"{name} đã bị sửa hoặc chép thiếu")
    if not is_whole((folder / KEY).stat().st_size):
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
