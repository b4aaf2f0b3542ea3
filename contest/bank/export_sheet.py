"""The workbook of a bank: what imports read, and beside it where each question stands."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from contest.bank.pages import STATES
from questions.authoring.views import Stored
from questions.formats import xlsx_writer

STANDING_HEADS = ("Trạng thái", "Người duyệt")


def with_standing(rows: Sequence[Stored], who: Mapping[str, str]) -> bytes:
    """The questions with their state and who answers for them; `who` has the names of those."""
    target = io.BytesIO()
    # Imported here, as in all that write workbooks: a start needs nothing of it.
    import xlsxwriter

    with xlsxwriter.Workbook(target, xlsx_writer.AS_TEXT) as book:
        sheet = book.add_worksheet("Câu hỏi")
        first = len(xlsx_writer.fill(book, sheet, [one.parsed for one in rows]))
        sheet.write_row(0, first, STANDING_HEADS, book.add_format({"bold": True}))
        for number, one in enumerate(rows, start=1):
            for place, told in enumerate((_state(one), _approver(one, who))):
                sheet.write_string(number, first + place, told)
    return target.getvalue()


def _state(one: Stored) -> str:
    return f"{STATES[one.state]}, có bản sửa chờ duyệt" if one.is_changed else STATES[one.state]


def _approver(one: Stored, who: Mapping[str, str]) -> str:
    name = who.get(one.newest.approver, "")
    return f"{name} (một người ký)" if name and one.newest.signed_alone else name
