"""Where an installation lies, and sessions that look at it beside its server. Nothing here makes anything."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlmodel import Session

from contest import settings
from contest.doctor import store
from contest.errors import CannotStart
from contest.installation import NOTHING
from contest.serving import BAD_URL
from contest.web import sqlite_files
from contest.web.database import Database

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """One installation. ``file`` is the SQLite file, None on PostgreSQL."""

    data: Path
    url: str
    file: Path | None
    public_url: str = ""


def find(data: Path | None, database: str) -> Place:
    """The installation that was named; :class:`CannotStart` when there is nothing to look at."""
    folder = settings.data_folder(data)
    if not folder.is_dir():
        raise CannotStart(NOTHING.format(path=folder))
    environment = settings.Environment()
    url = settings.database_in(folder, database)
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise CannotStart(BAD_URL) from error
    file = Path(parsed.database or "") if sqlite else None
    if file is not None and not file.is_file():
        raise CannotStart(NOTHING.format(path=file))
    return Place(folder, url, file, environment.public_url)


@contextmanager
def looking(place: Place) -> Generator[Session]:
    """One moment of the data, in a transaction that can't write and that nobody waits for."""
    if place.file is not None:
        with sqlite_files.reading_file(place.file) as db:
            store.begin(db)
            yield db
        return
    with closing(Database(place.url)) as database, database.reader.connect() as connection:
        one_moment = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with Session(one_moment) as db:
            yield db


def look(place: Place, deed: Callable[[Session], T]) -> T:
    """What ``deed`` finds in a transaction of its own: a long one would keep the server's log from moving."""
    with looking(place) as db:
        return deed(db)
