"""What is seen of the database: whether it is whole, how it writes, which tables it has, the invariants."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from contest.accounts.rules import UNUSED
from contest.doctor import desk_rules, invariants, postgres_rules, rules, store
from contest.doctor.opening import Place, look
from contest.doctor.rules import Finding
from contest.errors import CannotStart
from contest.recorder import FAULTS
from contest.schema import newest_revision, revision_of
from contest.web import sqlite_files
from contest.web.database import Database, from_ms, to_ms

DAMAGED = "Dừng máy chủ, giữ tệp hỏng sang nơi khác, rồi khôi phục: hoithi restore."
AWAY = "Xem PostgreSQL có đang chạy không, địa chỉ, tên và mật khẩu trong --database có đúng không."
WEEK = timedelta(days=7)
POSTGRESQL = ("fsync", "synchronous_commit", "synchronous_standby_names", "server_version_num")


def engine(place: Place) -> list[Finding]:
    """Whether the database can be read and writes as it must."""
    return _postgresql(place) if place.file is None else _sqlite(place, place.file)


def _sqlite(place: Place, file: Path) -> list[Finding]:
    if found := sqlite_files.fault(file, quick=True):
        return [rules.wrong("database", f"Tệp dữ liệu bị hỏng ({found}).", DAMAGED)]
    log = file.with_name(f"{file.name}-wal")
    try:
        level = [rules.synchronous(own_level())]
    except CannotStart:  # an SQLite that is too old has a line of its own
        level = []
    return [
        rules.ok("database", "Tệp dữ liệu lành (PRAGMA quick_check)."),
        rules.journal(look(place, partial(store.pragma, name="journal_mode"))),
        *level,
        rules.wal(log.stat().st_size if log.exists() else 0),
    ]


def own_level() -> int:
    """How far connections wait for the disk. Each has a level of its own, so one is made to be asked."""
    with tempfile.TemporaryDirectory(prefix="hoithi-") as folder:
        url = f"sqlite:///{Path(folder) / 'asked.sqlite3'}"
        with closing(Database(url)) as asked, asked.writer.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA synchronous").scalar() or 0)


def _postgresql(place: Place) -> list[Finding]:
    try:
        facts = look(place, partial(store.settings_of, names=POSTGRESQL))
        copies, late = look(place, store.standbys)
    except SQLAlchemyError as error:
        why = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()
        return [rules.wrong("database", f"Không vào được PostgreSQL: {why[0] if why else '?'}.", AWAY)]
    whole = rules.ok("database", "Vào được PostgreSQL.")
    number = int(facts["server_version_num"])
    return [whole, *postgres_rules.postgresql(facts, number, copies, late)]


def schema(place: Place) -> list[Finding]:
    """The tables' revision."""
    stands_at = revision_of(place.url) if place.file is None else sqlite_files.revision(place.file)
    return [rules.schema(stands_at or "", newest_revision())]


def newest(place: Place) -> datetime | None:
    """The latest moment in which the server wrote anything."""
    found = look(place, store.newest)
    return None if found is None else from_ms(found)


def desk(place: Place, now: datetime) -> list[Finding]:
    """Accounts that nobody uses, and what browsers reported of our pages."""
    unused = look(place, partial(store.unused, since=to_ms(now - UNUSED)))
    reported = look(place, partial(store.violations, since=to_ms(now - WEEK)))
    return [desk_rules.accounts(unused), desk_rules.violations(*reported)]


def hold(place: Place, now: datetime) -> list[Finding]:
    """Every invariant, each at one moment of its own."""
    return [_held(place, name, now) for name in invariants.ALL]


def _held(place: Place, name: str, now: datetime) -> Finding:
    check, holds, todo = invariants.ALL[name]
    try:
        return rules.violated(name, holds, look(place, lambda db: check(db, now)), todo)
    except FAULTS as error:
        said = f"{holds}: chưa kiểm tra được, dữ liệu có chỗ không đọc nổi ({type(error).__name__})."
        return rules.wrong(name, said, todo)
