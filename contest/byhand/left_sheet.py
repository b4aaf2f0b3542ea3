"""The papers of a page that are still to be handed in, as a workbook to mend and read again. Pure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from contest.byhand.batch import Judged, Row

#: What is wrong comes first and is passed over by the reader; it takes the others back.
HEADS = ("Cần sửa", "Họ tên hoặc mã dự thi", "Lớp, đơn vị, năm sinh", "Mã đề", "Bài làm")
WIDTHS = (44, 30, 34, 9, 60)
#: The columns of the fields that a problem may be about.
COLUMNS = {"who": 1, "code": 3, "answer": 4}
#: What looks like a formula or a link stays the text it is, and codes keep their noughts.
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def left(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The papers among the rows, numbered as the lines of the workbook: a problem may name another's."""
    papers = [row for row in rows if not row.is_empty]
    return tuple(replace(row, line=line) for line, row in enumerate(papers, 2))


def write(papers: Sequence[Judged]) -> bytes:
    """The workbook; the cells that are wrong are coloured."""
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _AS_TEXT) as book:
        sheet = book.add_worksheet("Bài làm")
        look = {"text_wrap": True, "valign": "top", "num_format": "@"}
        plain = book.add_format(look)
        wrong = book.add_format(look | {"bg_color": "#FDE3E1", "border": 1})
        for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width, plain)
            sheet.write_string(0, column, head, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, one in enumerate(papers, 1):
            marked = {COLUMNS[name] for name in one.wrong} | ({0} if one.problems else set())
            for column, cell in enumerate(_cells(one)):
                sheet.write_string(number, column, cell, wrong if column in marked else plain)
    return target.getvalue()


def _cells(one: Judged) -> tuple[str, ...]:
    row = one.row
    # Who was picked among people of one name is found again by what tells them apart.
    hint = one.person.place if one.person and one.choices else row.hint
    return "\n".join(one.problems), row.who, hint, row.code, row.answer
