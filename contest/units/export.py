"""The units as a file: what the desk's list shows, all pages of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from contest import clock
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.units import listing
from contest.units.listing import Listed
from contest.units.sample import PREFIX
from contest.units.unit_rules import label, shown_code
from contest.web import filters

COLUMNS = ("Đơn vị", "Loại", "Mã", "Thuộc", "Bậc", "Quân số", "Tính đến", "Đã gộp vào đây", "Gộp vào")
#: More than any country has.
ALL = 1_000_000


def table(db: Session, query: str, now: datetime) -> Table:
    """The tree in order, or what a search finds."""
    found = listing.listed(db, query, 1, clock.local(now).date(), PREFIX, limit=ALL)
    which = f" hợp với “{query}”" if query else ""
    head = [
        "Danh sách đơn vị",
        f"{filters.number(found.found)} đơn vị{which}. Lập lúc {filters.moment(now)}",
    ]
    return Table("don-vi", head, (Sheet("Đơn vị", COLUMNS, (_row(one) for one in found.rows)),))


def _row(one: Listed) -> list[Cell]:
    unit, on, people = one.unit, None, None
    if one.headcount is not None:
        on, people = one.headcount
    told: list[Cell] = [
        unit.name,
        label(unit.kind),
        shown_code(unit.id, unit.code) or None,
        one.place or None,
    ]
    into = one.into.name if one.into else None
    return [*told, one.level + 1, people, _day(on), ", ".join(one.merged) or None, into]


def _day(on: date | None) -> str | None:
    return f"{on:%d/%m/%Y}" if on else None
