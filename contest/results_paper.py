"""A board as JSON, and as a paper with a letterhead: its table and what it is of."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from contest import clock
from contest.commendations.papers import letterhead, lines_of
from contest.commendations.print_forms import HeadForm
from contest.errors import CannotStart
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table, decimal
from contest.printing import paperwork_files
from contest.printing.listing import Signer
from contest.printing.paperwork import Grid, Official, Text
from contest.results_words import Format
from contest.web import filters

NAME = "BẢNG KẾT QUẢ"
#: What a paper has room for; the rest stands in the other files.
COLUMNS = ("Hạng", "Họ và tên", "Đơn vị", "Câu đúng", "Điểm", "Điểm trung bình", "Thời gian", "Lệch")
COLUMNS += ("Tổng điểm", "Số vòng", "Đã thi", "Quân số", "Tỷ lệ", "Lượt người")
WIDE = ("Họ và tên", "Đơn vị")
#: More rows than anybody prints, and than the printer's memory holds.
MOST = 5_000
TOO_LONG = "Bảng có {count} hàng, bản in chỉ nhận đến {most} hàng. Ghi tệp xlsx hoặc csv: --format xlsx."


def of_one_sheet(table: Table, at: int) -> Table:
    """The same with one of its sheets alone, from 0."""
    stem = f"{table.stem}-don-vi" if at else table.stem
    return replace(table, stem=stem, sheets=(table.sheets[at],))


def as_json(facts: Mapping[str, object], table: Table) -> bytes:
    """Every sheet as a list of rows, each with its titles."""
    sheets = {one.name: [_named(one, row) for row in one.rows] for one in table.sheets}
    told = {**facts, "people": table.people, "head": table.head, "sheets": sheets}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _named(sheet: Sheet, row: Sequence[Cell]) -> dict[str, object]:
    # Rows of sums are shorter than others.
    return dict(zip(sheet.columns, map(_plain, row), strict=False))


def _plain(cell: Cell) -> object:
    """Exact: a number with places is a text, as no float holds it."""
    if isinstance(cell, Fraction):
        return decimal(cell).replace(",", ".")
    return clock.local(cell).isoformat(timespec="seconds") if isinstance(cell, datetime) else cell


def official(table: Table, form: HeadForm, *, is_draft: bool) -> Official:
    """The paper: what it is of, then its table."""
    title, *about = table.head
    return Official(
        letterhead=replace(letterhead(form), number=None, symbol=""),
        name=NAME,
        about=(title,),
        body=(*(Text(_broken(each)) for each in about), _grid(table.sheets[0])),
        signer=Signer(lines_of(form.authority), form.signer),
        is_draft=is_draft,
    )


def _broken(text: str) -> str:
    """A digest in words of eight signs: a line has no room for it whole."""
    return re.sub(r"[0-9a-f]{64}", lambda found: " ".join(re.findall(".{8}", found[0])), text)


def _grid(sheet: Sheet) -> Grid:
    kept = [at for at, title in enumerate(sheet.columns) if title in COLUMNS]
    rows = tuple(tuple(_printed(row[at]) for at in kept) for row in sheet.rows)
    if len(rows) > MOST:
        raise CannotStart(TOO_LONG.format(count=filters.number(len(rows)), most=filters.number(MOST)))
    titles = tuple(sheet.columns[at] for at in kept)
    aligns = tuple("left" if title in WIDE else "right" for title in titles)
    return Grid(titles, aligns, rows, tuple(at for at, title in enumerate(titles) if title in WIDE))


def _printed(cell: Cell) -> str:
    if isinstance(cell, Fraction):
        return decimal(cell)
    return "" if cell is None else filters.number(cell) if isinstance(cell, int) else str(cell)


def on_paper(paper: Official, form: Format) -> bytes:
    """The file."""
    return paperwork_files.docx(paper) if form is Format.DOCX else paperwork_files.pdf(paper)
