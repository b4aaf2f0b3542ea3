"""Suggestions as a workbook or a Word file. Every text is written as text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.lists.sheets import MEDIA_TYPE as XLSX_TYPE
from contest.lists.sheets import OPTIONS, Cell, Sheets
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
    DOCX = "docx"


TYPES = {Ending.XLSX: XLSX_TYPE, Ending.DOCX: DOCX_TYPE}


@dataclass(frozen=True)
class Made:
    """A file to download, and how many texts are in it."""

    name: str
    content: bytes
    texts: int
    media_type: str


def made(db: Session, round_id: str, sieve: Sieve, ending: Ending, now: datetime) -> Made:
    """The texts that match as a file."""
    view = service.allowed(db, round_id, now)
    listed = service.every(db, service.texts(db, view), sieve)
    rows = service.named(db, sifted(listed, sieve), sieve)
    asked = showing.asked(db, view)
    match ending:
        case Ending.XLSX:
            content = _workbook(view, rows, asked, sieve, now)
        case Ending.DOCX:
            content = _document(view, rows, asked, sieve, now)
        case _:
            assert_never(ending)
    name = f"hien-ke-{view.slug}-{view.number}.{ending.value}"
    return Made(name, content, len(rows), TYPES[ending])


def header(view: RoundView, count: int, sieve: Sieve, now: datetime) -> list[str]:
    """What the list is of, so that a printed one explains itself."""
    which = "được đánh dấu" if sieve.only_marked else "đã nhận"
    return [
        " ".join(view.title.splitlines()),
        f"Ý kiến, hiến kế của người dự thi, {view.name}",
        f"{number(count)} ý kiến {which}. Lập lúc {moment(now)}",
        PRIVATE,
    ]


def _workbook(
    view: RoundView, rows: Sequence[Suggestion], asked: tuple[str, ...], sieve: Sieve, now: datetime
) -> bytes:
    import xlsxwriter

    whose = () if sieve.nameless else ("Họ và tên", "Đơn vị")
    columns = ("STT", *whose, "Câu hỏi mở", "Ý kiến", "Đánh dấu")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        sheets = Sheets(book, header(view, len(rows), sieve, now))
        sheets.add("Ý kiến", columns, (_cells(at, one, sieve) for at, one in enumerate(rows, 1)))
    del asked
    return out.getvalue()


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
