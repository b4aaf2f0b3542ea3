"""The roster as a file: what the desk's list shows, all pages of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns.service import RoundView
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.roster import classes, service, showing
from contest.roster.pages import MemberLine
from contest.roster.states import Where
from contest.web import filters

COLUMNS = ("Họ và tên", "Đơn vị", "Lớp", "Bảng", "Năm sinh", "Mã riêng", "Vào thi", "Lúc, cách vào")
#: More than any roster has.
ALL = 1_000_000


def table(db: Session, view: RoundView, query: str, where: Where, group: str, now: datetime) -> Table:
    """Everybody who matches; NotFound when there is no such class."""
    if group:
        classes.one(db, view.campaign_id, group, now)
    among = classes.ids_in(db, view.campaign_id, group) if group else None
    found = service.listed(db, view.campaign_id, query, 1, where, among=among, limit=ALL)
    rows = (_row(showing.member(row, now)) for row in found.rows)
    head = [
        " ".join(view.title.splitlines()),
        f"Danh sách dự thi, {filters.number(found.found)} người. Lập lúc {filters.moment(now)}",
    ]
    sheet = Sheet("Danh sách", COLUMNS, rows)
    return Table(f"danh-sach-du-thi-{view.slug}", head, (sheet,), found.found)


def _row(one: MemberLine) -> list[Cell]:
    told: list[Cell] = [one.name, one.unit or None, one.class_name or None, one.audience or None]
    come = "đã vào thi" if one.come else "chưa"
    return [*told, one.birth_year, one.own_code or None, come, one.came or None]


def note(db: Session, actor: str, round_id: str, people: int, now: datetime) -> None:
    """Record that a list of names left the server."""
    audit.record(db, actor, "roster.export", round_id, {"people": people}, now)
