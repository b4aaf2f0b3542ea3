"""A list as a file to take along: one value, written as a workbook or as CSV.

CSV holds one sheet and nothing above its titles, so that programs read it; it is what Excel opens right in
Viet Nam: UTF-8 with its mark, cells between semicolons, since the comma stands in numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, assert_never

from fastapi import Query

from contest import clock
from contest.errors import NotFound
from contest.lists.sheets import MEDIA_TYPE, OPTIONS, Cell, Sheets

CSV_TYPE = "text/csv; charset=utf-8"
NO_SHEET = "Danh sách này không có trang số {number}."
#: What a spreadsheet would take for a formula when it stands first.
RISKY = ("=", "+", "-", "@", "\t", "\r")

#: Which sheet CSV holds, from 1.
Which = Annotated[int, Query(ge=1, le=99)]


class Ending(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class Sheet:
    """One table. ``rows`` may be read once only, and while the session that made them lasts."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Table:
    """A list before it is a file. ``head``: what it is of, so that a printed sheet explains itself."""

    stem: str
    head: list[str]
    sheets: tuple[Sheet, ...]
    people: int = 0


@dataclass(frozen=True)
class Made:
    """A file to download, and how many people are in it."""

    name: str
    content: bytes
    media_type: str
    people: int

    @property
    def headers(self) -> dict[str, str]:
        """What an answer says of it; names are no business of caches."""
        return {
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "Cache-Control": "no-store",
        }


def made(table: Table, ending: Ending, which: int = 1) -> Made:
    """The file. ``which``: the sheet that CSV holds."""
    match ending:
        case Ending.XLSX:
            content, kind = _workbook(table), MEDIA_TYPE
        case Ending.CSV:
            content, kind = _csv(sheet_of(table, which)), CSV_TYPE
        case _:
            assert_never(ending)
    return Made(f"{table.stem}{_suffix(ending, which)}.{ending.value}", content, kind, table.people)


def _suffix(ending: Ending, which: int) -> str:
    return f"-{which}" if ending is Ending.CSV and which > 1 else ""


def sheet_of(table: Table, which: int) -> Sheet:
    """A sheet by its place from 1; NotFound beyond the last one."""
    if which > len(table.sheets):
        raise NotFound(NO_SHEET.format(number=which))
    return table.sheets[which - 1]


def _workbook(table: Table) -> bytes:
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheets = Sheets(book, table.head)
        for one in table.sheets:
            sheets.add(one.name, one.columns, one.rows)
    return out.getvalue()


def _csv(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    lines = csv.writer(text, delimiter=";")
    lines.writerow([safe(title) for title in sheet.columns])
    lines.writerows(_texts(sheet.rows))
    text.flush()
    return out.getvalue()


def _texts(rows: Iterable[Sequence[Cell]]) -> Iterator[list[str]]:
    for row in rows:
        yield [as_text(cell) for cell in row]


def as_text(cell: Cell) -> str:
    """A cell of CSV: numbers with the comma of Viet Nam, moments by the clock there."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell)
    if isinstance(cell, datetime):
        return f"{clock.local(cell):%Y-%m-%d %H:%M:%S}"
    return decimal(cell) if isinstance(cell, Fraction) else str(cell)


def decimal(value: Fraction) -> str:
    """A number in its shortest writing, to two places: 12,5."""
    hundredths = round(value * 100)
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' * (hundredths < 0)}{whole},{part:02d}".rstrip("0").rstrip(",")


def safe(text: str) -> str:
    """What looks like a formula stays text: an apostrophe in front, as spreadsheets write it themselves."""
    return f"'{text}" if text.startswith(RISKY) else text
