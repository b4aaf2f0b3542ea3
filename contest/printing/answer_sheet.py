"""Papers to answer with a pen: one person's questions, letters to circle, as many A4 pages as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from contest.printing import pdf as paper
from contest.printing import plain, qr

MEDIA_TYPE = paper.MEDIA_TYPE
#: Room for a picture in millimetres, across and down: of a question, of one option; a point of a screen.
STEM, BESIDE = (130, 75), (60, 32)
POINT = Fraction(254, 960)
NOT_TOLD = "Hình của câu hỏi, chưa có lời mô tả"


@dataclass(frozen=True)
class Picture:
    """A picture: the name of its file among the sheets' `files`, its size in points, what it shows."""

    name: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Question:
    """One question: "Câu 1", its text, what to do ("khoanh một chữ"), its options as (letter, text).

    With `rings` the letters name rows, and each row ends in these to circle: Đ and S. `targets`: what rows
    may be matched to, as (number, text). Where nothing is circled there is a line to write on, and `unit`
    behind it, or so many `lines`. `pictures`: one or none for each option.
    """

    label: str
    text: str
    note: str
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    rings: tuple[str, ...] = ()
    targets: tuple[tuple[str, str], ...] = ()
    is_written: bool = False
    lines: int = 0
    picture: Picture | None = None
    pictures: tuple[Picture | None, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One person's paper. `code`: as it is read out; `qr_text`: the address where it is typed in."""

    name: str
    unit: str
    code: str
    qr_text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Sheets:
    """The papers of a round. `how`: the lines on top of each, what to know before beginning. `files`: the
    pictures, by the names that questions call them."""

    title: str
    round: str
    how: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def pdf(sheets: Sheets, *, standards: Sequence[str] = ()) -> bytes:
    """The pages, each person's beginning on a new one; the same papers give the same bytes."""
    codes = qr.svgs([one.qr_text for one in sheets.sheets])
    data = {
        "title": plain.line(sheets.title),
        "round": plain.line(sheets.round),
        "how": [plain.line(one) for one in sheets.how],
        "sheets": [_sheet(one, code) for one, code in zip(sheets.sheets, codes, strict=True)],
    }
    return paper.compile("answer-sheet.typ", data, sheets.files, standards=standards)


def _sheet(sheet: Sheet, code: str) -> dict[str, object]:
    return {
        "name": plain.line(sheet.name),
        "unit": plain.line(sheet.unit),
        "code": plain.line(sheet.code),
        "qr": code,
        "questions": [_question(one) for one in sheet.questions],
    }


def _question(one: Question) -> dict[str, object]:
    texts = {name: plain.line(getattr(one, name)) for name in ("label", "text", "note", "unit")}
    return (
        texts
        | {
            "options": _named(one.options),
            "rings": list(one.rings),
            "targets": _named(one.targets),
            "lines": one.lines,
            "written": one.is_written or not (one.options or one.lines),
        }
        | printed(one)
    )


def printed(one: Question) -> dict[str, object]:
    """The pictures of a question for its page; `pictures`: one or none for each option."""
    return {
        "picture": _printed(one.picture, *STEM),
        "pictures": [_printed(each, *BESIDE) for each in one.pictures] or [None] * len(one.options),
    }


def _printed(one: Picture | None, wide: int, high: int) -> dict[str, object] | None:
    if one is None:
        return None
    width = float(round(width_mm(one, wide, high), 2))
    return {"name": one.name, "width": width, "alt": plain.line(one.alt) or NOT_TOLD}


def width_mm(one: Picture, wide: int, high: int) -> Fraction:
    """As wide as on a screen, if there is room for it."""
    return min(Fraction(wide), one.width * POINT, Fraction(high * one.width, one.height))


def _named(options: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[plain.line(name), plain.line(text)] for name, text in options]
