"""What `hoithi staff` does with the accounts of an installation.

On SQLite there is exactly one server process, and it alone writes: while it runs, these commands only
look, and send whoever wants to change something to the web page.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import Session

from contest import clock, settings
from contest.accounts import service, staffing
from contest.accounts.first_passwords import first_password
from contest.accounts.guards import ROLES
from contest.accounts.staffing import Account
from contest.accounts.states import Role
from contest.announce import as_json, say
from contest.errors import CannotStart, UserError
from contest.schema import newest_revision, revision_of
from contest.serving import AlreadyRunning, only_server, prepare
from contest.web import sqlite_files
from contest.web.database import configure, reading, writing

#: The actor of these changes in the audit chain.
ACTOR = "cli"
NOTHING = "Không có dữ liệu ở {path}. Ghi đúng thư mục dữ liệu với --data."
OLD_DATA = "Dữ liệu do phiên bản hoithi khác tạo ra. Chạy hoithi serve một lần rồi làm lại."
RUNNING = (
    "Máy chủ đang chạy nên lệnh này chưa ghi được. Vào trang Cài đặt, mục Người cùng làm (/accounts/staff). "
    "Nếu không ai đăng nhập được: dừng máy chủ (Ctrl+C), chạy lại lệnh này, rồi mở máy chủ."
)
NOBODY = "Không có tài khoản “{login}”. Xem danh sách: hoithi staff list"


def list_all(data: Path | None, database: str, json: bool) -> None:
    """Print who can log in; works beside a running server."""
    with _looking(data, database) as db:
        found = staffing.everybody(db)
    if json:
        as_json({"staff": [_facts(each) for each in found]})
        return
    for each in found:
        locked = "" if each.is_active else ", đã khóa"
        say(f"{each.login}: {each.name}, {ROLES[each.role]}{locked}")
    if not found:
        say("Chưa có tài khoản nào.")


def add(login: str, name: str, role: Role, data: Path | None, database: str, json: bool) -> None:
    """Add an account and print its password."""
    made = first_password()
    with _changing(data, database):
        account = staffing.add(ACTOR, login, name, role, made, clock.now())
    _told(account, made, f"Đã thêm {account.login} ({ROLES[account.role]})", json)


def password(login: str, data: Path | None, database: str, json: bool) -> None:
    """Give an account a new password and print it."""
    made = first_password()
    with _changing(data, database):
        hashed = service.hashed(made, login)
        with writing() as db:
            account = _found(db, login)
            service.set_password(db, ACTOR, account.id, hashed, clock.now())
    _told(account, made, f"Đã đặt lại mật khẩu của {account.login}", json)


def disable(login: str, data: Path | None, database: str, json: bool) -> None:
    """Shut an account out."""
    with _changing(data, database), writing() as db:
        staffing.disable(db, ACTOR, _found(db, login).id, clock.now())
        account = _found(db, login)
    if json:
        as_json(_facts(account))
    else:
        say(f"Đã khóa {account.login}. Mở lại ở trang Cài đặt, mục Người cùng làm.")


def _found(db: Session, login: str) -> Account:
    member = service.find(db, login)
    if member is None:
        raise CannotStart(NOBODY.format(login=login))
    return staffing.account(db, member.id)


def _facts(account: Account) -> dict[str, object]:
    return {
        "login": account.login,
        "name": account.name,
        "role": account.role.value,
        "active": account.is_active,
    }


def _told(account: Account, password: str, done: str, json: bool) -> None:
    if json:
        as_json({**_facts(account), "password": password})
        return
    say(f"{done}.")
    say(f"Mật khẩu: {password}")
    say("Nhắc đổi mật khẩu khi đăng nhập lần đầu.")


# --- the data -------------------------------------------------------------------------------------


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
def _looking(data: Path | None, database: str) -> Generator[Session]:
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
def _changing(data: Path | None, database: str) -> Generator[None]:
    """The process's database, to write to; what the user may read of an error is its one line."""
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
        raise CannotStart(RUNNING) from error
    except UserError as error:
        fields = getattr(error, "fields", {})
        raise CannotStart(" ".join(fields.values()) or error.message) from error
