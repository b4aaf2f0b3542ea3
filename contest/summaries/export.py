"""A report as a workbook: its sentences, then a sheet for each table, numbers as numbers."""

from __future__ import annotations

import io
from datetime import datetime

from contest.lists.sheets import MEDIA_TYPE, OPTIONS, Cell, Sheets
from contest.summaries import paper, words
from contest.summaries.content import Report
from contest.summaries.pages import Table

__all__ = ["MEDIA_TYPE", "file_name", "workbook"]

SENTENCES = "Tóm tắt"


def workbook(report: Report, tables: tuple[Table, ...], frozen_at: datetime | None, sha256: str) -> bytes:
    """The file."""
    out = io.BytesIO()
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheets = Sheets(book, header(report, frozen_at, sha256))
        sheets.add(SENTENCES, ("Nội dung",), [[one] for one in words.sentences(report)])
        for table in tables:
            sheets.add(table.name, table.heads, [_row(table, number) for number in range(len(table.rows))])
    return out.getvalue()


def _row(table: Table, number: int) -> list[Cell]:
    return [cell.value for cell in table.rows[number].cells]


def header(report: Report, frozen_at: datetime | None, sha256: str) -> list[str]:
    """What a printed sheet says of itself."""
    unit = [report.unit_name] if report.unit_name else []
    title = f"{words.subject(report)}, {words.title(report)}"
    return [title, *unit, paper.source(frozen_at, sha256), "Tỷ lệ ghi theo phần trăm (%)."]


def file_name(report: Report, ending: str) -> str:
    """ASCII only: "bao-cao-20261001-20261031.xlsx"."""
    days = (day.replace("-", "") for day in (report.first, report.last))
    return f"bao-cao-{'-'.join(days)}.{ending}"
