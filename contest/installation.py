"""What commands do with the data of an installation, beside its server or in its place.

On SQLite there is exactly one server process, and it alone writes: while it runs, commands only look.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import Session

from contest import moved, settings
from contest.errors import CannotStart, UserError
from contest.schema import newest_revision, revision_of
from contest.serving import DAMAGED, AlreadyRunning, begin_time, only_server, prepare
from contest.web import sqlite_files
from contest.web.database import configure, reading

NOTHING = "Không có dữ liệu ở {path}. Ghi đúng thư mục dữ liệu với --data."
OLD_DATA = "Dữ liệu do phiên bản hoithi khác tạo ra. Chạy hoithi serve một lần rồi làm lại."


def _there(data: Path | None, database: str) -> settings.Settings:
    """The settings of an installation that is there: a mistyped folder must not become one."""
    folder = settings.data_folder(data)
    if not folder.is_dir():
        raise CannotStart(NOTHING.format(path=folder))
    loaded = settings.load(folder, database)
    path = _file(loaded)
    if path is not None and not path.is_file():
        raise CannotStart(NOTHING.format(path=path))
    return loaded


def _file(loaded: settings.Settings) -> Path | None:
    """The SQLite file; None on PostgreSQL."""
    url = make_url(loaded.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


@contextmanager
def looking(data: Path | None, database: str) -> Generator[Session]:
    """A session that can't write, beside a server that may be running."""
    loaded = _there(data, database)
    path = _file(loaded)
    if path is None:
        if revision_of(loaded.database_url) != newest_revision():
            raise CannotStart(OLD_DATA)
        configure(loaded.database_url)
        with reading() as db:
            yield db
        return
    if found := sqlite_files.fault(path, quick=True):
        raise CannotStart(f"Tệp dữ liệu {path} bị hỏng ({found}).")
    if sqlite_files.revision(path) != newest_revision():
        raise CannotStart(OLD_DATA)
    with sqlite_files.reading_file(path) as db:
        yield db


@contextmanager
def beside(data: Path | None, database: str) -> Generator[settings.Settings]:
    """The process's settings and database, beside a server that may be running: to look, and to note in one
    short transaction that something was taken. Nothing is made or brought up to date; what the user may read
    of an error is its one line."""
    loaded = _there(data, database)
    path = _file(loaded)
    if path is not None:
        moved.refuse(loaded.data)
        if found := sqlite_files.fault(path, quick=True):
            raise CannotStart(DAMAGED.format(path=path, why=found))
    if revision_of(loaded.database_url) != newest_revision():
        raise CannotStart(OLD_DATA)
    settings.use(loaded)
    opened = begin_time(configure(loaded.database_url))
    try:
        yield loaded
    except UserError as error:
        raise CannotStart(_said(error)) from error
    finally:
        opened.close()


def _said(error: UserError) -> str:
    fields = getattr(error, "fields", {})
    return " ".join(fields.values()) or error.message


@contextmanager
def changing(data: Path | None, database: str, running: str) -> Generator[None]:
    """The process's database, to write to; what the user may read of an error is its one line.

    ``running``: what to say while a server on SQLite keeps the data to itself.
    """
    loaded = _there(data, database)
    try:
        if _file(loaded) is None:  # PostgreSQL lets several processes write
            prepare(loaded)
            yield
            return
        with only_server(loaded.data):
            prepare(loaded)
            yield
    except AlreadyRunning as error:
        raise CannotStart(running) from error
    except UserError as error:
        raise CannotStart(_said(error)) from error
