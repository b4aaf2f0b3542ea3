"""Excel files: a list of units read from one, and the template to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence

import python_calamine

from contest.units.sheet_rules import NoList, SheetRow, rows_of
from contest.units.unit_rules import KINDS
from questions.formats.archive import BadArchive, harmless
from questions.formats.cells import spell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HELP = "Cách ghi"
TEMPLATE_NAME = "mau-don-vi.xlsx"
BROKEN = "Không đọc được tệp này. Mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
EMPTY = "Tệp này trống. Chọn tệp Excel có danh sách đơn vị."
OLD = "Đây là tệp Excel đời cũ (.xls). Mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
#: More merged cells than a list has; a hostile file brings millions.
MOST_MERGED = 2_000
_OLD_SIGN = b"\xd0\xcf\x11\xe0"
#: What looks like a formula or a link stays the text it is.
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

HEADS = ("Tên đơn vị", "Thuộc", "Mã", "Loại", "Quân số", "Số liệu ngày")
EXAMPLES = (
    ("Trường THCS Nguyễn Du (ví dụ, xóa dòng này)", "", "thcs-nd", "Trường học", "", ""),
    ("Lớp 9A (ví dụ, xóa dòng này)", "Trường THCS Nguyễn Du", "", "Lớp", "38", "01/9/2026"),
)
EXPLAINED = (
    ("Cột", "Cách ghi"),
    ("Tên đơn vị", "Bắt buộc. Ghi đủ dấu, như bạn muốn hiện trên bảng xếp hạng."),
    ("Thuộc", "Tên hoặc mã của đơn vị cấp trên, trong tệp này hoặc đã có trên máy. Không có thì để trống."),
    ("Mã", "Không bắt buộc. Có mã thì lần nhập sau sửa đúng đơn vị này, kể cả khi đổi tên."),
    ("Loại", "Không bắt buộc: " + ", ".join(KINDS.values()) + ". Để trống thì máy đoán theo tên."),
    ("Quân số", "Số người, ví dụ 1.234. Chưa biết thì để trống, sửa sau được."),
    ("Số liệu ngày", "Quân số tính đến ngày nào, ví dụ 01/9/2026. Để trống là ngày nhập."),
)


def read(data: bytes) -> tuple[SheetRow, ...]:
    """The units of an Excel file. Raises :class:`NoList` with a sentence for whatever is wrong with it."""
    if not data:
        raise NoList(EMPTY)
    if data.startswith(_OLD_SIGN):
        raise NoList(OLD)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(harmless(data)))
        sheets = [_grid(book.get_sheet_by_name(name)) for name in book.sheet_names if name != HELP]
    except BadArchive as bad:
        raise NoList(str(bad).replace("câu hỏi", "danh sách")) from bad
    except (python_calamine.CalamineError, OSError, ValueError) as bad:
        raise NoList(BROKEN) from bad
    return rows_of(sheets)


def _grid(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    grid = [[spell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:MOST_MERGED]:
        _spread(grid, top, left, bottom, right)
    return grid


def _spread(grid: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """A cell merged downwards is said of each of its rows: one "Thuộc" for a whole school."""
    if right != left or top >= len(grid) or left >= len(grid[top]):
        return
    for row in grid[top + 1 : bottom + 1]:
        if left < len(row) and not row[left]:
            row[left] = grid[top][left]


def template() -> bytes:
    """A workbook to fill in: the columns with two examples, and a sheet that explains them."""
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _AS_TEXT) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Đơn vị")
        for column, width in enumerate((44, 44, 14, 20, 10, 14)):
            sheet.set_column(column, column, width, text)
        for number, row in enumerate((HEADS, *EXAMPLES)):
            _write(sheet, number, row, text if number else bold)
        sheet.freeze_panes(1, 0)
        help_sheet = book.add_worksheet(HELP)
        help_sheet.set_column(0, 0, 16, wrap)
        help_sheet.set_column(1, 1, 90, wrap)
        for number, row in enumerate(EXPLAINED):
            _write(help_sheet, number, row, wrap if number else bold)
    return target.getvalue()


def _write(sheet: object, number: int, cells: Sequence[str], form: object) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(number, column, cell, form)  # ty: ignore[missing-attribute]
