"""Excel files of lists: their sheets as text, and templates to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import python_calamine

from contest.lists.heads import NoList, Shape, rows_of
from questions.formats.archive import BadArchive, harmless
from questions.formats.cells import spell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HELP = "Cách ghi"
BROKEN = "Không đọc được tệp này. Mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
EMPTY = "Tệp này trống. Chọn tệp Excel có danh sách {of}."
OLD = "Đây là tệp Excel đời cũ (.xls). Mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
#: More merged cells than a list has; a hostile file brings millions.
MOST_MERGED = 2_000
_OLD_SIGN = b"\xd0\xcf\x11\xe0"
#: What looks like a formula or a link stays the text it is.
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
ROW = TypeVar("ROW")


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook to fill in: heads with their widths, examples, and what is said of each column."""

    sheet: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    examples: tuple[tuple[str, ...], ...]
    explained: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kind(Generic[ROW]):
    """A kind of list: what it is a list of, how it looks, and the file to fill in."""

    of: str
    shape: Shape[ROW]
    file_name: str
    template: Template

    def read(self, data: bytes) -> tuple[ROW, ...]:
        """The rows of an Excel file. Raises :class:`NoList` with a sentence for whatever is wrong with it."""
        return rows_of(grids(data, self.of), self.shape)

    def to_fill_in(self) -> bytes:
        """A workbook to fill in."""
        return filled(self.template)


def grids(data: bytes, of: str) -> list[list[list[str]]]:
    """Each sheet's cells as text; raises :class:`NoList` with a sentence. ``of`` says what is listed."""
    if not data:
        raise NoList(EMPTY.format(of=of))
    if data.startswith(_OLD_SIGN):
        raise NoList(OLD)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(harmless(data)))
        return [_grid(book.get_sheet_by_name(name)) for name in book.sheet_names if name != HELP]
    except BadArchive as bad:
        raise NoList(str(bad).replace("câu hỏi", "danh sách")) from bad
    except (python_calamine.CalamineError, OSError, ValueError) as bad:
        raise NoList(BROKEN) from bad


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


def filled(template: Template) -> bytes:
    """The workbook: the columns with the examples, and a sheet that explains them."""
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _AS_TEXT) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(template.sheet)
        for column, width in enumerate(template.widths):
            sheet.set_column(column, column, width, text)
        for number, row in enumerate((template.heads, *template.examples)):
            _write(sheet, number, row, text if number else bold)
        sheet.freeze_panes(1, 0)
        help_sheet = book.add_worksheet(HELP)
        help_sheet.set_column(0, 0, 16, wrap)
        help_sheet.set_column(1, 1, 90, wrap)
        for number, row in enumerate((("Cột", "Cách ghi"), *template.explained)):
            _write(help_sheet, number, row, wrap if number else bold)
    return target.getvalue()


def _write(sheet: object, number: int, cells: Sequence[str], form: object) -> None:
    for column, cell in enumerate(cells):
        sheet.write_string(number, column, cell, form)  # ty: ignore[missing-attribute]
