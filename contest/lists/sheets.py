"""Writing lists as workbooks: sheets of one look.

Every cell is written with its type: a name such as `=cmd|' /C calc'!A0` stays text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from contest import clock

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Rows go to a temporary file as they come: a cell that is kept takes two hundred bytes.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: How wide a column is, by its title.
WIDTHS = {"Hạng": 7, "Họ và tên": 30, "Đơn vị": 36, "Nộp lúc": 20, "Vào thi": 20, "Thời gian": 11, "Lượt": 7}
WIDTHS |= {"STT": 7, "Người, đơn vị nhận": 30, "Giải": 16, "Xếp theo": 14, "Người dự thi": 12}
WIDTHS |= {"Tiền thưởng (đồng)": 16, "Số tiền (đồng)": 16}
WIDTHS |= {"Nhập từ bài giấy": 24, "Câu hỏi mở": 30, "Ý kiến": 90, "Mức hài lòng": 22}

Cell: TypeAlias = str | int | Fraction | datetime | None


class Sheets:
    """Writes sheets of one look: the header, a row of titles, typed rows."""

    def __init__(self, book: Book, head: list[str]) -> None:
        self.book = book
        self.head = head
        self.bold = book.add_format({"bold": True})
        self.title = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.moment = book.add_format({"num_format": "hh:mm:ss dd/mm/yyyy"})

    def add(self, name: str, columns: Collection[str], rows: Iterable[Sequence[Cell]]) -> None:
        """One sheet."""
        sheet = self.book.add_worksheet(name)
        for index, text in enumerate(self.head):
            sheet.write_string(index, 0, text, self.bold if index == 0 else None)
        top = len(self.head) + 1
        for column, text in enumerate(columns):
            sheet.write_string(top, column, text, self.title)
            sheet.set_column(column, column, WIDTHS.get(text, 10))
        for index, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                self._write(sheet, index, column, cell)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None:
            sheet.write_blank(row, column, None)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, clock.local(cell).replace(tzinfo=None), self.moment)
        else:
            sheet.write_number(row, column, cell)
