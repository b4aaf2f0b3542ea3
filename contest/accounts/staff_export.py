"""The accounts as a file: what the list shows, all pages of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staff_showing, staffing
from contest.accounts.guards import ROLES
from contest.accounts.staffing import Account
from contest.audit import service as audit
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.web import filters

COLUMNS = ("Họ tên", "Tên đăng nhập", "Vai trò", "Vào lần cuối", "Trạng thái", "Hai bước")


def table(db: Session, q: str, now: datetime) -> Table:
    """Everybody who works here, or whom a search finds."""
    found = staff_showing.matching(staffing.everybody(db), q)
    which = f" hợp với “{q}”" if q else ""
    head = ["Người cùng làm", f"{filters.number(len(found))} người{which}. Lập lúc {filters.moment(now)}"]
    return Table("nguoi-cung-lam", head, (Sheet("Tài khoản", COLUMNS, _rows(found, now)),), len(found))


def _rows(found: list[Account], now: datetime) -> Iterator[list[Cell]]:
    for one in found:
        state = "Đã khóa" if not one.is_active else "Bỏ không" if one.is_unused(now) else None
        two = "có" if one.two_step else None
        yield [one.name, one.login, ROLES[one.role], one.seen_at, state, two]


def note(db: Session, actor: str, people: int, now: datetime) -> None:
    """Record that names left the server."""
    audit.record(db, actor, "accounts.export", "", {"people": people}, now)
