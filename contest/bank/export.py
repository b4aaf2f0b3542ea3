"""A bank's questions as a file that reads back as the same questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.bank import asking
from contest.bank.access import AtBank
from contest.clock import local
from questions.authoring import listing
from questions.authoring.views import Sort
from questions.formats import text, xlsx_writer
from questions.formats.model import ParsedQuestion

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    ending: str
    media_type: str
    write: Callable[[tuple[ParsedQuestion, ...]], bytes]


@dataclass(frozen=True)
class File:
    """What is sent."""

    name: str
    media_type: str
    content: bytes
    count: int


XLSX = Format("xlsx", SHEET, xlsx_writer.write)
TEXT = Format("txt", "text/plain; charset=utf-8", lambda asked: text.write(asked).encode("utf-8-sig"))


def file_of(db: Session, at: AtBank, params: Mapping[str, str], kind: Format, now: datetime) -> File:
    """The questions that a list's address asks for, in the order in which they came in unless it says so."""
    wanted = asking.read({"sort": Sort.OLDEST, **params})
    day = local(now).date()
    asked = tuple(one.parsed for one in listing.search(db, at.bank.id, wanted, day).rows)
    name = f"{at.bank.slug}-{day:%Y%m%d}.{kind.ending}"
    return File(name, kind.media_type, kind.write(asked), len(asked))
