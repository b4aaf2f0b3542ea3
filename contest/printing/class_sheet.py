"""Sheets for classrooms: a page a class with its code, large enough for the last row, and the way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.printing import pdf as paper
from contest.printing import plain, qr

MEDIA_TYPE = paper.MEDIA_TYPE


@dataclass(frozen=True)
class ClassSheet:
    """One class. `code` as it is shown: "W6R-D3P"; `qr_text`: the way in with it; `note`: until when."""

    place: str
    code: str
    qr_text: str
    note: str


@dataclass(frozen=True)
class Sheets:
    """A contest's sheets. `title` on one line; `how`: what to do; `address`: what is typed by hand."""

    title: str
    how: str
    address: str
    sheets: tuple[ClassSheet, ...]


def pdf(sheets: Sheets, *, standards: Sequence[str] = ()) -> bytes:
    """The pages; the same sheets give the same bytes."""
    codes = qr.svgs([one.qr_text for one in sheets.sheets])
    data = {
        "title": plain.line(sheets.title),
        "how": plain.line(sheets.how),
        "address": plain.line(sheets.address),
        "sheets": [_sheet(one, code) for one, code in zip(sheets.sheets, codes, strict=True)],
    }
    return paper.compile("class-sheet.typ", data, standards=standards)


def _sheet(sheet: ClassSheet, code: str) -> dict[str, str]:
    texts = {"place": plain.line(sheet.place), "code": plain.line(sheet.code), "note": plain.line(sheet.note)}
    return texts | {"qr": code}
