"""The tables of a dashboard as a file: numbers alone, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contest.dashboards.choosing import Scope
from contest.dashboards.pages import Figures, Line
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.web import filters

BY_TIME = ("Đã đăng ký", "Bắt đầu làm bài", "Nộp bài")
BY_UNIT = ("Đơn vị", "Đã đăng ký", "Đã thi", "Quân số", "Tỷ lệ")
TARGETS = ("Chỉ tiêu", "Còn thiếu")
NO_UNIT = "Không ghi đơn vị"


def table(scope: Scope, found: Figures) -> Table:
    """By day, by hour of the day that the page shows, by unit."""
    columns = (*BY_UNIT, *(TARGETS if found.targets else ()))
    sheets = [
        Sheet("Theo đơn vị", columns, _units(found)),
        Sheet("Theo ngày", ("Ngày", *BY_TIME), _times(found.days)),
    ]
    if found.day is not None:
        name = f"Theo giờ {found.day:%d-%m-%Y}"
        sheets.append(Sheet(name, ("Giờ", *BY_TIME), _times(found.hours)))
    return Table(f"tien-do-{scope.view.slug}", _head(scope, found), tuple(sheets), found.people)


def _head(scope: Scope, found: Figures) -> list[str]:
    said = [" ".join(scope.view.title.split()), "Cả cuộc thi" if len(scope.rounds) > 1 else scope.view.name]
    if found.unit_name:
        said.append(found.unit_name)
    said.append(f"{filters.number(found.people)} người đã thi. Số liệu lúc {filters.moment(found.at)}")
    if found.target is not None:
        lacks = f", còn thiếu {filters.number(found.missing)} người" if found.missing else ", đã đạt"
        said.append(f"Chỉ tiêu {filters.number(found.target)} người{lacks}")
    return said


def _times(lines: Sequence[Line]) -> Iterator[list[Cell]]:
    return ([one.name, one.entered, one.begun, one.ended] for one in lines)


def _units(found: Figures) -> Iterator[list[Cell]]:
    for one in found.units:
        rate = filters.share(one.rate) if one.rate is not None else "chưa có quân số"
        name = f"Tính thẳng cho {one.name}" if one.itself else one.name
        row: list[Cell] = [name, one.entered, one.people, one.headcount or None, rate]
        yield [*row, one.target, one.missing if one.target is not None else None] if found.targets else row
    if any(found.without_unit):
        row = [NO_UNIT, *found.without_unit, None, None]
        yield [*row, None, None] if found.targets else row
