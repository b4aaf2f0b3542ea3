"""Contests elsewhere as a workbook or CSV: what the desk's list shows, then the people of each unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.elsewhere import service
from contest.elsewhere.service import Outside, Sieve
from contest.elsewhere.states import NAMES, Level
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.web.filters import moment, number, when

SLICE = 500
COLUMNS = (
    *("Cuộc thi", "Đơn vị tổ chức", "Cấp tổ chức", "Từ ngày", "Đến ngày", "Số người", "Được chọn", "Số giải"),
    *("Trang web hoặc nơi thi", "Nguồn số liệu"),
)


def table(db: Session, sieve: Sieve, now: datetime) -> Table:
    """Those that match, the latest first."""
    count = service.count(db, sieve)
    which = " hợp với bộ lọc" if sieve.as_query() else ""
    head = [
        "Cuộc thi do cấp trên, nơi khác tổ chức có người của đơn vị tham gia",
        f"{number(count)} cuộc thi{which}. Lập lúc {moment(now)}",
    ]
    contests = Sheet("Cuộc thi", COLUMNS, (_row(one) for one in _every(db, sieve)))
    by_unit = Sheet("Theo đơn vị", ("Cuộc thi", "Đến ngày", "Đơn vị", "Số người"), _units(db, sieve))
    return Table("thi-noi-khac", head, (contests, by_unit))


def _every(db: Session, sieve: Sieve) -> Iterator[Outside]:
    offset = 0
    while found := service.listed(db, sieve, offset, SLICE):
        yield from found
        offset += len(found)


def _row(one: Outside) -> list[Cell]:
    row = one.row
    told: list[Cell] = [row.name, row.organiser, NAMES[Level(row.level)]]
    told += [when(row.first_day), when(row.last_day), row.people, row.selected, row.prizes]
    return [*told, row.address or None, row.source or None]


def _units(db: Session, sieve: Sieve) -> Iterator[list[Cell]]:
    for one in _every(db, sieve):
        for name, people in one.units:
            yield [one.row.name, when(one.row.last_day), name, people]
