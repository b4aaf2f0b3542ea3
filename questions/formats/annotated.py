"""A file's questions given back as written, each with what is wrong with it beside it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from questions.formats.drafts import PART_NAMES, Draft, option_part, option_place
from questions.formats.model import Problem
from questions.formats.saying import write_marks
from questions.formats.xlsx_writer import AS_TEXT, FEWEST_OPTIONS, guard_option, guard_question, head_row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Row = tuple[Draft, Sequence[Problem]]

#: Workbooks carry none: who mends such a row here has to bring it again.
NO_PICTURES = "Câu này có hình, tệp Excel không kèm hình: sửa câu này ngay trên trang xem trước."


def write(rows: Iterable[Row]) -> bytes:
    """The bytes of a workbook that can be mended and read again; the reader passes over the errors."""
    import xlsxwriter

    listed = list(rows)
    width = max([FEWEST_OPTIONS, *(len(draft.options) for draft, _ in listed)])
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, AS_TEXT) as book:
        sheet = book.add_worksheet("Câu hỏi")
        _set_up(book, sheet, width)
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        wrong = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FDE3E1", "border": 1})
        parts = _parts(width)
        for number, (draft, problems) in enumerate(listed, start=1):
            told = {problem.part for problem in problems}
            said = [*map(_said, problems), *([NO_PICTURES] if draft.pictures else [])]
            sheet.write_string(number, 0, "\n".join(said), wrong if problems else cell)
            if draft.place:
                sheet.write_string(number, 1, draft.place)
            else:
                sheet.write_number(number, 1, draft.line)
            for column, part in enumerate(parts, start=2):
                sheet.write_string(number, column, _cell(draft, part), wrong if part in told else cell)
    return target.getvalue()


def _set_up(book: Workbook, sheet: Worksheet, width: int) -> None:
    heads = ["Lỗi", "Chỗ cũ", *head_row(width)]
    sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, len(heads) - 1, 24)
    sheet.freeze_panes(1, 0)


def _parts(width: int) -> list[str]:
    """The part in each column, in the order of the header."""
    before, after = list(PART_NAMES)[:2], list(PART_NAMES)[2:]
    return [*before, *map(option_part, range(width)), *after]


def _said(problem: Problem) -> str:
    return f"{problem.column}: {problem.message}" if problem.column else problem.message


def _cell(draft: Draft, part: str) -> str:
    words = draft.words(part)
    place = option_place(part)
    if place is not None:
        return guard_option(words, place)
    if part == "answer" and not words:
        return write_marks(draft)
    return guard_question(words) if part == "text" else words
