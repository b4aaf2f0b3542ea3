"""A bank's questions as a file that reads back as the same questions."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from sqlmodel import Session

from contest.bank import asking
from contest.bank.access import AtBank
from contest.bank.pages import STATES
from contest.bank.present import approvers
from contest.clock import local
from questions.authoring import listing
from questions.authoring.views import Sort, Stored
from questions.formats import text, xlsx_writer

STANDING_HEADS = ("Trạng thái", "Người duyệt")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    ending: str
    media_type: str
    write: Callable[[Sequence[Stored], Mapping[str, str]], bytes]


@dataclass(frozen=True)
class File:
    """What is sent."""

    name: str
    media_type: str
    content: bytes
    count: int


def _sheet(rows: Sequence[Stored], who: Mapping[str, str]) -> bytes:
    """The workbook that imports read, and beside it where each question stands and who answers for it."""
    target = io.BytesIO()
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


def _text(rows: Sequence[Stored], who: Mapping[str, str]) -> bytes:
    return text.write(tuple(one.parsed for one in rows)).encode("utf-8-sig")


XLSX = Format("xlsx", SHEET, _sheet)
TEXT = Format("txt", "text/plain; charset=utf-8", _text)


def file_of(db: Session, at: AtBank, params: Mapping[str, str], kind: Format, now: datetime) -> File:
    """The questions that a list's address asks for, in the order in which they came in unless it says so."""
    wanted = asking.read({"sort": Sort.OLDEST, **params}, at.member.id)
    day = local(now).date()
    rows = listing.search(db, at.bank.id, wanted, day).rows
    who = approvers(db, {one.newest.approver for one in rows})
    name = f"{at.bank.slug}-{day:%Y%m%d}.{kind.ending}"
    return File(name, kind.media_type, kind.write(rows, who), len(rows))
