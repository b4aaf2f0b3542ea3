"""Suggestions as a workbook, CSV or a Word file. Every text is written as text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Made, Sheet, Table
from contest.printing.listing_docx import MEDIA_TYPE as DOCX_TYPE
from contest.suggestions import service, showing
from contest.suggestions.rules import Sieve, Suggestion, sifted
from contest.web.filters import moment, number

PRIVATE = (
    "Có lời của người dự thi, có thể nêu tên người khác. Chỉ dùng trong Ban Tổ chức, dùng xong thì xóa tệp."
)
NO_NAME = "Không ghi tên"


class Ending(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"


def made(db: Session, round_id: str, sieve: Sieve, ending: Ending, now: datetime) -> Made:
    """The texts that match as a file; ``people`` of it says how many they are."""
    view = service.allowed(db, round_id, now)
    listed = service.every(db, service.texts(db, view), sieve)
    rows = service.named(db, sifted(listed, sieve), sieve)
    asked = showing.asked(db, view)
    stem = f"hien-ke-{view.slug}-{view.number}"
    match ending:
        case Ending.XLSX | Ending.CSV:
            table = Table(stem, header(view, len(rows), sieve, now), (_sheet(rows, sieve),), len(rows))
            return tables.made(table, tables.Ending(ending.value))
        case Ending.DOCX:
            content = _document(view, rows, asked, sieve, now)
            return Made(f"{stem}.docx", content, DOCX_TYPE, len(rows))
        case _:
            assert_never(ending)


def header(view: RoundView, count: int, sieve: Sieve, now: datetime) -> list[str]:
    """What the list is of, so that a printed one explains itself."""
    which = "được đánh dấu" if sieve.only_marked else "đã nhận"
    return [
        " ".join(view.title.splitlines()),
        f"Ý kiến, hiến kế của người dự thi, {view.name}",
        f"{number(count)} ý kiến {which}. Lập lúc {moment(now)}",
        PRIVATE,
    ]


def _sheet(rows: Sequence[Suggestion], sieve: Sieve) -> Sheet:
    whose = () if sieve.nameless else ("Họ và tên", "Đơn vị")
    columns = ("STT", *whose, "Câu hỏi mở", "Ý kiến", "Đánh dấu")
    return Sheet("Ý kiến", columns, (_cells(at, one, sieve) for at, one in enumerate(rows, 1)))


def _cells(at: int, one: Suggestion, sieve: Sieve) -> list[Cell]:
    whose: list[Cell] = [] if sieve.nameless else [one.name, one.unit]
    return [at, *whose, one.asked, one.text, "x" if one.marked else None]


def _document(
    view: RoundView, rows: Sequence[Suggestion], asked: tuple[str, ...], sieve: Sieve, now: datetime
) -> bytes:
    # Imported here: it brings lxml, and a start needs nothing of it.
    from docx import Document
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    for at, line in enumerate(header(view, len(rows), sieve, now)):
        document.add_paragraph().add_run(line).bold = at < 2
    for place, question in enumerate(asked, 1):
        theirs = [one for one in rows if one.number == place]
        if theirs:
            document.add_paragraph().add_run(f"{place}. {question}").bold = True
        for at, one in enumerate(theirs, 1):
            said = NO_NAME if sieve.nameless else ", ".join(filter(None, (one.name, one.unit)))
            document.add_paragraph(
                f"{at}. {'★ ' if one.marked else ''}{said}"
            ).paragraph_format.keep_with_next = True
            document.add_paragraph(one.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
