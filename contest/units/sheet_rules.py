"""Pure rules of a list in a sheet: which row is the header, which column is what, which rows are units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.lists import heads as lists
from contest.lists.heads import Grid, Shape
from contest.units.rules import clean_text, fold

PARTS = ("name", "parent", "code", "kind", "people", "on")
_NAMES = {
    "name": "tên đơn vị|đơn vị|tên|tên lớp|lớp|tên chi đoàn|chi đoàn|tên thôn|thôn|tên trường|tên cơ quan"
    "|tên nơi|tên đơn vị lớp|đơn vị dự thi|tên tổ chức|unit|name|unit name",
    "parent": "thuộc|thuộc đơn vị|trực thuộc|đơn vị cấp trên|cấp trên|đơn vị cha|đơn vị quản lý"
    "|đơn vị chủ quản|trường|khối|nhóm|parent|belongs to",
    "code": "mã|mã đơn vị|mã số|mã lớp|mã trường|ký hiệu|code|id",
    "kind": "loại|loại đơn vị|loại hình|phân loại|kiểu|cấp|type|kind",
    "people": "quân số|số người|số lượng|sĩ số|tổng số|tổng số người|số đoàn viên|số học sinh|số thành viên"
    "|biên chế|số cán bộ|số hội viên|dân số|quân số người|headcount|people|members|size",
    "on": "số liệu ngày|ngày|tính đến ngày|thời điểm|ngày số liệu|ngày thống kê|tính đến|date|as of",
}
_COLUMNS = lists.book_of(_NAMES, fold)
#: Rows that sum up, or sign the list: no units.
_NO_UNITS = ("tong cong", "tong", "cong", "tong so", "nguoi lap", "nguoi lap bieu", "ghi chu", "noi nhan")

_EXAMPLE = fold("ví dụ, xóa dòng này")

NO_HEADER = "Không thấy dòng tiêu đề có cột “Tên đơn vị”. Xem tệp mẫu rồi đặt lại tên cột."
NO_ROWS = "Dưới dòng tiêu đề chưa có đơn vị nào."


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One unit as a list names it, its cells as written; ``line`` is the row's number in the file.

    ``keep``: alike on purpose, keep both. ``same``: the unit that is meant. ``aliases``: names of rows that
    were merged into this one. ``made``: a group that no row of the file named. ``fresh``: no unit had this
    code when it was written, so that it means none that has it since.
    """

    line: int
    name: str = ""
    parent: str = ""
    code: str = ""
    kind: str = ""
    people: str = ""
    on: str = ""
    keep: bool = False
    same: str = ""
    aliases: tuple[str, ...] = ()
    made: bool = False
    fresh: bool = False


def rows_of(sheets: Sequence[Grid]) -> tuple[SheetRow, ...]:
    """The units of the first sheet that has a header we know. Raises ``NoList``."""
    return lists.rows_of(sheets, SHAPE)


def columns_of(heads: Sequence[str]) -> dict[str, int]:
    """Part → column, by what the heads say; the first of each counts."""
    found = lists.named(heads, _COLUMNS, fold)
    if "name" not in found and "parent" in found and fold(heads[found["parent"]]) == "truong":
        found["name"] = found.pop("parent")  # a list of schools
    return found


def _row_of(line: int, cells: Mapping[str, str]) -> SheetRow | None:
    if not _is_unit(cells):
        return None
    name, parent, code, kind, people, on = (cells.get(part, "") for part in PARTS)
    return SheetRow(line, name, parent, code, kind, people, on)


def _is_unit(cells: Mapping[str, str]) -> bool:
    name = fold(cells.get("name", ""))
    # A merged "Thuộc" cell alone, numbers of columns (1, 2, 3), sums and signatures are no units.
    if not name:
        return bool(cells.get("code") or cells.get("people"))
    if _EXAMPLE in name:
        return False  # the template's own rows, left in
    return name not in _NO_UNITS and not (name.isdecimal() and all(_is_small(c) for c in cells.values() if c))


def _is_small(cell: str) -> bool:
    return cell.strip("()[] ").isdecimal() and len(cell) <= 4


SHAPE = Shape(columns_of, _row_of, clean_text, NO_HEADER, NO_ROWS)
