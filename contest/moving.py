"""Moving a whole installation from SQLite into an empty PostgreSQL database; the old file stays as it was.

Each table goes in one transaction that also marks it as whole, so that a run which is cut off at any moment
is taken up where it stood. The new database says from its first table on that it is half filled, and no
server starts on it, until both sides were read again and hold the same. Why: decision 0057.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import psycopg
import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, Table, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from contest import moved, moving_rules, moving_store
from contest.errors import CannotStart
from contest.moving_rules import Content
from contest.schema import HALF, newest_revision
from contest.tables import METADATA
from contest.web import sqlite_files
from contest.web.database import Database
from contest.web.filters import number

BAD_URL = "Địa chỉ PostgreSQL chưa đúng, ví dụ: postgresql://ten:matkhau@may/hoithi"
UNREACHABLE = (
    "Không vào được {where}: {why} Xem PostgreSQL có chạy không, tên máy, cổng, cơ sở dữ liệu, tài khoản và "
    "mật khẩu có đúng không."
)
NOT_EMPTY = (
    "{where} đang có dữ liệu. Chỉ chuyển được vào một cơ sở dữ liệu trống, ví dụ: "
    "CREATE DATABASE hoithi ENCODING 'UTF8' TEMPLATE template0;"
)
OTHER_VERSION = (
    "{where} có bảng của hoithi ở phiên bản khác ({revision}). Chuyển vào một cơ sở dữ liệu trống: bảng sẽ "
    "được tạo đúng phiên bản."
)
NOT_UTF8 = "{where} dùng bảng mã {encoding}, không giữ được tiếng Việt. Tạo lại với ENCODING 'UTF8'."
OLD_DATA = "Dữ liệu cũ do phiên bản hoithi khác tạo ra. Chạy hoithi upgrade rồi làm lại."
DAMAGED = (
    "Tệp dữ liệu {path} bị hỏng ({why}). Chưa chuyển gì dùng được. Khôi phục từ bản sao lưu rồi chạy lại: "
    "hoithi restore."
)
UNFIT = "Bảng {table}, {place}. Mở máy chủ cũ, sửa chỗ đó rồi chạy lại lệnh này."
DIFFERENT = (
    "Hai bên không giống nhau: {tables}. Cơ sở dữ liệu mới chưa dùng được, tệp cũ vẫn nguyên. Chạy lại lệnh "
    "này để chuyển lại từ đầu."
)
ONE_TABLE = "{table} (cũ {old} dòng, mới {new} dòng)"
COPIED, COMPARING = "{table}: {rows} dòng", "Đọc lại và so hai bên…"
AGAIN = " Tệp cũ vẫn nguyên. Chạy lại lệnh này để đi tiếp."
#: What PostgreSQL says, by its own numbers; for the rest its words.
WHY = {
    "42501": "Tài khoản của {where} không được tạo bảng. Người quản trị PostgreSQL cho phép: "
    "ALTER DATABASE … OWNER TO …",
    "3F000": "Tài khoản của {where} không được dùng lược đồ nào. Người quản trị PostgreSQL cho phép: "
    "ALTER DATABASE … OWNER TO …",
    "53100": "Ổ đĩa của {where} đã đầy. Thêm chỗ." + AGAIN,
    "55P03": "Một lệnh khác đang chuyển dữ liệu vào {where}. Chờ nó xong.",
    "25006": "{where} chỉ cho đọc. Ghi địa chỉ của máy PostgreSQL chính.",
}
OTHERWISE = "{where} dừng giữa chừng: {why}." + AGAIN


@dataclass(frozen=True)
class Moved:
    """What stands on both sides now."""

    where: str
    tables: dict[str, Content] = field(default_factory=dict)

    def facts(self) -> dict[str, object]:
        """For `--json`."""
        told = {name: {"rows": one.rows, "digest": one.digest} for name, one in self.tables.items()}
        return {"to": self.where, "tables": told}


Tell = Callable[[str], None]


def move(data: Path, source: Path, url: str, tell: Tell) -> Moved:
    """Copy, compare, and hand over. The caller holds the data folder: nobody writes to the old file."""
    tables = METADATA.sorted_tables
    where = shown(url)
    with _old_file(source) as old, _new_database(url, where) as new:
        state = _state(source)
        for table in _left(new, tables, state, where, moved.said(data)):
            if rows := _fill(old, new, table, state):
                tell(COPIED.format(table=table.name, rows=number(rows)))
        tell(COMPARING)
        found = _compared(old, new, tables)
        moved.note(data, where)
        with new.begin():
            moving_store.finish(new, tables, newest_revision())
    return Moved(where, found)


def shown(url: str) -> str:
    """An address without its password; :class:`CannotStart` when it is none of PostgreSQL."""
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise CannotStart(BAD_URL) from error
    if parsed.get_backend_name() != "postgresql" or not parsed.database:
        raise CannotStart(BAD_URL)
    return parsed.render_as_string()


# --- both sides ---------------------------------------------------------------------------------


@contextmanager
def _old_file(path: Path) -> Generator[sqlite.Connection]:
    if found := sqlite_files.fault(path):
        raise CannotStart(DAMAGED.format(path=path, why=found))
    if sqlite_files.revision(path) != newest_revision():
        raise CannotStart(OLD_DATA)
    try:
        with closing(sqlite_files.readonly(path)) as old:
            yield old
    except sqlite_files.TROUBLE as error:  # text that is no text, or a disk that goes
        raise CannotStart(DAMAGED.format(path=path, why=error)) from error


@contextmanager
def _new_database(url: str, where: str) -> Generator[Connection]:
    # Else a database of another encoding could not even be asked for it.
    asking = make_url(url).update_query_dict({"client_encoding": "utf8"})
    with closing(Database(asking.render_as_string(hide_password=False))) as database:
        try:
            new = database.connect()
        except DBAPIError as error:
            raise CannotStart(UNREACHABLE.format(where=where, why=_first_line(error))) from error
        try:
            with new.begin():
                moving_store.lock(new)
            yield new
        except (DBAPIError, psycopg.Error) as error:
            raise CannotStart(_why(error, where)) from error
        finally:
            # The driver's own faults pass SQLAlchemy by: nothing of this connection is used again.
            new.invalidate()
            new.close()


def _why(error: DBAPIError | psycopg.Error, where: str) -> str:
    code = getattr(getattr(error, "orig", error), "sqlstate", None) or ""
    return WHY.get(code, OTHERWISE).format(where=where, why=_first_line(error))


def _first_line(error: DBAPIError | psycopg.Error) -> str:
    return next(iter(str(getattr(error, "orig", None) or error).strip().splitlines()), type(error).__name__)


def _state(source: Path) -> str:
    """What changes with every write to the old file: a server may have run on it since an earlier try."""
    log = source.with_name(f"{source.name}-wal")
    parts = [path.stat() for path in (source, log) if path.exists()]
    return " ".join(f"{part.st_size}:{part.st_mtime_ns}" for part in parts)


# --- what is done -------------------------------------------------------------------------------


def _left(new: Connection, tables: list[Table], state: str, where: str, said: str) -> list[Table]:
    """The tables still to be copied: all, emptied, where nobody began, or began from another state of it.

    ``said``: what an earlier run left beside the old file.
    """
    half = f"{HALF} {newest_revision()}"
    with new.begin():
        if (encoding := moving_store.encoding(new)) != "UTF8":
            raise CannotStart(NOT_UTF8.format(where=where, encoding=encoding))
        stands_at = moving_store.revision(new)
        if stands_at == newest_revision() and where in said:
            raise CannotStart(said)
        if stands_at not in (None, half):
            reason = NOT_EMPTY if stands_at in ("", newest_revision()) else OTHER_VERSION
            raise CannotStart(reason.format(where=where, revision=stands_at))
        done = moving_store.done(new) if stands_at else {}
        if set(done.values()) == {state}:
            return [table for table in tables if table.name not in done]
        if stands_at is None:
            moving_store.make(new, half)
        moving_store.empty(new, tables)
        return tables


def _fill(old: sqlite.Connection, new: Connection, table: Table, state: str) -> int:
    rows = moving_store.old_rows(old, table)
    try:
        with new.begin():
            if moving_store.is_tree(table):
                count = moving_store.put(new, table, rows)
            else:
                slices = iter(lambda: list(islice(rows, moving_store.SLICE)), [])
                count = sum(moving_store.put(new, table, part) for part in slices)
            moving_store.mark(new, table, state)
    except psycopg.DataError as error:
        place = moving_rules.culprit(moving_store.shape(table), moving_store.old_rows(old, table))
        raise CannotStart(UNFIT.format(table=table.name, place=place or _first_line(error))) from error
    return count


def _compared(old: sqlite.Connection, new: Connection, tables: list[Table]) -> dict[str, Content]:
    """What both sides hold; :class:`CannotStart`, and all is to be done again, where they differ."""
    found, different = {}, []
    with new.begin():
        for table in tables:
            before = moving_rules.content(moving_store.old_rows(old, table))
            after = moving_rules.content(moving_store.new_rows(new, table))
            if before != after:
                different.append(ONE_TABLE.format(table=table.name, old=before.rows, new=after.rows))
            found[table.name] = before
        if different:
            moving_store.unmark(new)
    if different:
        raise CannotStart(DIFFERENT.format(tables=", ".join(different)))
    return found
