"""Bringing data of an older version up to date: copied first, looked over after, put back where it fails.

On PostgreSQL the migrations are one transaction, which takes itself back; the copy is `pg_dump`'s work.
"""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic.util.exc import CommandError
from sqlalchemy import make_url

from contest import backups, durable
from contest.audit import service as audit
from contest.errors import CannotStart
from contest.recorder import FAULTS
from contest.schema import known_revisions, migrate, newest_revision, revision_of
from contest.settings import Settings
from contest.web import sqlite_files

#: Copies from before an upgrade, in the data folder; the newest of them stay.
FOLDER, KEPT_COPIES = "truoc-nang-cap", 3
#: No upgrade may change how many there are of these.
SAME = ("person", "entry", "attempt", "answer", "answer_event", "audit")
FAILURES = (*FAULTS, OSError, CommandError, CannotStart, sqlite_files.TROUBLE)

COPIED = "Nâng cấp dữ liệu từ {old} lên {new}. Bản trước khi nâng cấp: {copy}"
DONE = "Đã nâng cấp và kiểm tra dữ liệu."
FAILED = (
    "Nâng cấp dữ liệu không xong ({why}). Dữ liệu đã được trả về như trước, ở {path}; phần nâng cấp dở nằm ở "
    "{aside}. Cài lại phiên bản hoithi trước để thi tiếp, và gửi dòng này cho người giữ chương trình."
)
ON_POSTGRESQL = "Nâng cấp dữ liệu PostgreSQL từ {old} lên {new}; hỏng giữa chừng thì PostgreSQL tự trả lại."
FEWER = "bảng {table} còn {now} dòng, trước là {before}"
#: A supervisor starts a server again and again: what failed once is not tried and copied each time.
FAILED_BEFORE, TRY_AGAIN = "nang-cap-hong.txt", "{said} Muốn thử lại: hoithi upgrade."
NONE = "Chưa có lần nâng cấp nào để quay lại: {folder} không có bản nào."


def bring_up_to_date(settings: Settings, now: datetime) -> Path | None:
    """Migrate, when there is something to migrate; the copy from before, where there was data."""
    stands_at = revision_of(settings.database_url)
    if stands_at is None or stands_at == newest_revision() or stands_at not in known_revisions():
        migrate(settings.database_url)
        return None
    if make_url(settings.database_url).get_backend_name() != "sqlite":
        _tell(ON_POSTGRESQL.format(old=stands_at, new=newest_revision()))
        migrate(settings.database_url)
        return None
    attempt = f"{backups.version()} {stands_at} {newest_revision()}"
    _refuse_again(settings.data / FAILED_BEFORE, attempt)
    copy = backups.back_up(settings, settings.data / FOLDER, now).folder
    _tell(COPIED.format(old=stands_at, new=newest_revision(), copy=copy))
    path = backups.source_of(settings)
    try:
        before = _content(copy / backups.DATABASE)
        migrate(settings.database_url)
        _look_over(path, before)
    except FAILURES as error:
        aside = _put_back(copy, path, now)
        why = str(error).strip().splitlines() or [type(error).__name__]
        said = FAILED.format(why=why[0], path=path, aside=aside)
        forget_failure(settings.data)
        durable.write(settings.data / FAILED_BEFORE, f"{attempt}\n{said}\n".encode())
        raise CannotStart(said) from error
    _forget_old(settings.data / FOLDER)
    _tell(DONE)
    return copy


def newest_copy(data: Path) -> Path:
    """What to go back to."""
    found = sorted(path for path in (data / FOLDER).glob("hoithi-*") if not path.name.endswith(".part"))
    if not found:
        raise CannotStart(NONE.format(folder=data / FOLDER))
    return found[-1]


def forget_failure(data: Path) -> None:
    """Somebody wants to try what failed once more."""
    (data / FAILED_BEFORE).unlink(missing_ok=True)


def _refuse_again(failed: Path, attempt: str) -> None:
    if failed.exists():
        before, _, said = failed.read_text("utf-8").partition("\n")
        if before == attempt:
            raise CannotStart(TRY_AGAIN.format(said=said.strip()))


def _tell(text: str) -> None:
    """Beside what a script reads."""
    print(text, file=sys.stderr, flush=True)


def _content(path: Path) -> dict[str, int]:
    with closing(sqlite_files.readonly(path)) as connection:
        return sqlite_files.content_of(connection).counts


def _look_over(path: Path, before: dict[str, int]) -> None:
    """Whole, with nobody and nothing of theirs missing, and with the chain of changes as it was."""
    if found := sqlite_files.fault(path):
        raise CannotStart(found)
    after = _content(path)
    for table in SAME:
        if table in before and after.get(table) != before[table]:
            raise CannotStart(FEWER.format(table=table, now=after.get(table, 0), before=before[table]))
    with sqlite_files.reading_file(path) as db:
        verdict = audit.verify(db)
    if not verdict.whole:
        raise CannotStart(f"nhật ký thay đổi đứt ở dòng {verdict.broken_at}")


def _put_back(copy: Path, path: Path, now: datetime) -> Path:
    """The file as it was, from the copy that was proved; what the upgrade made of it is kept aside."""
    aside = path.parent / f"nang-cap-do-{backups.stamp(now)}"
    aside.mkdir(mode=0o700)
    half = path.with_name(f"{path.name}.part")
    half.unlink(missing_ok=True)
    durable.copy(copy / backups.DATABASE, half)
    for name in (f"{path.name}-wal", f"{path.name}-shm", path.name):
        if (path.parent / name).exists():
            (path.parent / name).rename(aside / name)
    half.rename(path)
    durable.sync_folder(path.parent)
    return aside


def _forget_old(folder: Path) -> None:
    """Each copy is as large as the data: the last few are enough."""
    found = sorted(path for path in folder.glob("hoithi-*") if path.is_dir())
    for path in found[:-KEPT_COPIES]:
        durable.remove(path)
