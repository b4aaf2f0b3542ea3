"""Pure rules of a list of people in a sheet: which column is what, which rows are people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.lists import heads as lists
from contest.lists.heads import Grid, Shape
from contest.units.rules import clean_text, fold

PARTS = ("name", "year", "unit", "group", "phone", "code", "audience")
_NAMES = {
    "name": "họ và tên|họ tên|tên|họ và tên học sinh|họ tên học sinh|tên học sinh|người dự thi|thí sinh"
    "|họ tên người dự thi|họ và tên người dự thi|họ và tên thí sinh|tên đoàn viên|họ và tên đoàn viên"
    "|họ và tên cán bộ|hội viên|name|full name",
    "family": "họ|họ đệm|họ và đệm|họ và tên đệm|họ và chữ đệm|họ lót|họ và chữ lót",
    "year": "năm sinh|ngày sinh|ngày tháng năm sinh|sinh năm|ngày, tháng, năm sinh|năm|year|date of birth",
    "unit": "đơn vị|tên đơn vị|đơn vị dự thi|trường|tên trường|cơ quan|cơ quan đơn vị|chi đoàn|thôn"
    "|thôn, tổ dân phố|đơn vị công tác|nơi công tác|thuộc đơn vị|chi hội|unit|school",
    "group": "lớp|tên lớp|tổ|lớp học|class",
    "phone": "điện thoại|số điện thoại|sđt|đt|di động|số di động|điện thoại di động|phone|mobile",
    "code": "mã|mã số|mã học sinh|mã hs|mã số học sinh|mã cán bộ|mã đoàn viên|mã người dự thi|số báo danh|sbd"
    "|id|code",
    "audience": "bảng|bảng thi|bảng dự thi|bảng đấu|đối tượng|đối tượng dự thi|nhóm đối tượng|audience",
}
_COLUMNS = lists.book_of(_NAMES, fold)
#: Rows that sum up, or sign the list: nobody.
_NOBODY = (
    *("tong cong", "tong", "cong", "tong so", "nguoi lap", "nguoi lap bieu", "nguoi lap danh sach"),
    *("ghi chu", "noi nhan", "hieu truong", "giao vien chu nhiem", "bi thu", "danh sach"),
)
_EXAMPLE = fold("ví dụ, xóa dòng này")
_SUM = re.compile(r"(?:tong (?:cong|so)|danh sach (?:nay|tren) (?:co|gom)|an dinh danh sach)\b.*")

NO_HEADER = "Không thấy dòng tiêu đề có cột “Họ và tên”. Xem tệp mẫu rồi đặt lại tên cột."
NO_ROWS = "Dưới dòng tiêu đề chưa có ai."


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person as a list names them, the cells as written; ``line`` is the row's number in the file.

    ``keep``: alike on purpose, two people.
    """

    line: int
    name: str = ""
    year: str = ""
    unit: str = ""
    group: str = ""
    phone: str = ""
    code: str = ""
    keep: bool = False
    audience: str = ""


def rows_of(sheets: Sequence[Grid]) -> tuple[MemberRow, ...]:
    """The people of the first sheet that has a header we know. Raises ``NoList``."""
    return lists.rows_of(sheets, SHAPE)


def columns_of(heads: Sequence[str]) -> dict[str, int]:
    """Part → column, by what the heads say; the first of each counts. "Họ đệm" alone is no list."""
    return lists.named(heads, _COLUMNS, fold)


def _row_of(line: int, cells: Mapping[str, str]) -> MemberRow | None:
    name = " ".join(part for part in (cells.get("family", ""), cells.get("name", "")) if part)
    words = fold(name)
    if not words:
        # A merged "Đơn vị" alone is nobody; a year or a code without a name is somebody to mend.
        if not any(cells.get(part) for part in ("year", "phone", "code")):
            return None
    elif words in _NOBODY or _EXAMPLE in words or _SUM.fullmatch(words) or words.replace(" ", "").isdecimal():
        return None
    year, unit, group, phone, code, audience = (cells.get(part, "") for part in PARTS[1:])
    return MemberRow(line, name, year, unit, group, phone, code, audience=audience)


SHAPE = Shape(columns_of, _row_of, clean_text, NO_HEADER, NO_ROWS)
