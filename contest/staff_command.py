"""What `hoithi staff` does with the accounts of an installation.

On SQLite there is exactly one server process, and it alone writes: while it runs, these commands only
look, and send whoever wants to change something to the web page.
"""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from contest import clock
from contest.accounts import second_factor, service, staffing
from contest.accounts.first_passwords import first_password
from contest.accounts.guards import ROLES
from contest.accounts.staffing import Account
from contest.accounts.states import Role
from contest.announce import as_json, say
from contest.errors import CannotStart
from contest.installation import changing, looking
from contest.web.database import writing

#: The actor of these changes in the audit chain.
ACTOR = "cli"
RUNNING = (
    "Máy chủ đang chạy nên lệnh này chưa ghi được. Vào trang Cài đặt, mục Người cùng làm (/accounts/staff). "
    "Nếu không ai đăng nhập được: dừng máy chủ (Ctrl+C), chạy lại lệnh này, rồi mở máy chủ."
)
NOBODY = "Không có tài khoản “{login}”. Xem danh sách: hoithi staff list"


def list_all(data: Path | None, database: str, json: bool) -> None:
    """Print who can log in; works beside a running server."""
    with looking(data, database) as db:
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
    with changing(data, database, RUNNING):
        account = staffing.add(ACTOR, login, name, role, made, clock.now())
    _told(account, made, f"Đã thêm {account.login} ({ROLES[account.role]})", json)


def password(login: str, data: Path | None, database: str, json: bool) -> None:
    """Give an account a new password and print it."""
    made = first_password()
    with changing(data, database, RUNNING):
        hashed = service.hashed(made, login)
        with writing() as db:
            account = _found(db, login)
            service.set_password(db, ACTOR, account.id, hashed, clock.now())
    _told(account, made, f"Đã đặt lại mật khẩu của {account.login}", json)


def disable(login: str, data: Path | None, database: str, json: bool) -> None:
    """Shut an account out."""
    with changing(data, database, RUNNING), writing() as db:
        staffing.disable(db, ACTOR, _found(db, login).id, clock.now())
        account = _found(db, login)
    if json:
        as_json(_facts(account))
    else:
        say(f"Đã khóa {account.login}. Mở lại ở trang Cài đặt, mục Người cùng làm.")


def two_step_off(login: str, data: Path | None, database: str, json: bool) -> None:
    """Take somebody's second step away: phone and paper are lost, and nobody else can."""
    with changing(data, database, RUNNING), writing() as db:
        account = _found(db, login)
        second_factor.reset(db, ACTOR, account.id, clock.now())
    if json:
        as_json({**_facts(account), "two_step": False})
    elif account.two_step:
        say(f"Đã gỡ bước thứ hai của {account.login}. Lập lại ở trang Tài khoản của tôi.")
    else:
        say(f"{account.login} chưa bật hai bước, không có gì để gỡ.")


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
        "two_step": account.two_step,
    }


def _told(account: Account, password: str, done: str, json: bool) -> None:
    if json:
        as_json({**_facts(account), "password": password})
        return
    say(f"{done}.")
    say(f"Mật khẩu: {password}")
    say("Nhắc đổi mật khẩu khi đăng nhập lần đầu.")
