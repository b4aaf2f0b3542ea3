"""A commendation list and the rules of a contest as values: who issues them, what they say, who signs.

`listing_docx.docx` and `listing_pdf.pdf` put the same value on paper, in the State layout (Nghị định
30/2020/NĐ-CP), the Đoàn layout (Hướng dẫn 29-HD/TWĐTN-VP) or the Party's (Hướng dẫn 36-HD/VPTW). What is
None in every row has no column.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class LetterheadKind(StrEnum):
    """Whose layout. Schools write in the State's, with words of their own."""

    NHA_NUOC = "nha_nuoc"
    DOAN = "doan"
    TRUONG_HOC = "truong_hoc"
    DANG = "dang"


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper, its number, its place and day.

    Letterhead(LetterheadKind.NHA_NUOC, "UBND XÃ ĐĂK TÔ", "BAN TỔ CHỨC HỘI THI", 5, "QĐ-BTC", "Đăk Tô", day)
    `upper_body` may be empty. Without `number` or `date` room is left to write them by hand.
    """

    kind: LetterheadKind
    upper_body: str
    body: str
    number: int | None
    symbol: str
    place: str
    date: date | None


@dataclass(frozen=True)
class PersonRow:
    """A person and their prize. `right` of `asked`, or `points`; `off`: the prediction's miss.

    `in_percent`: the prediction and its miss are hundredths of a per cent.
    """

    name: str
    birth_year: int | None
    unit: str
    right: int | None
    asked: int | None
    prediction: int | None
    off: int | None
    seconds: int | None
    prize: str
    amount: int | None
    points: int | None = None
    in_percent: bool = False


@dataclass(frozen=True)
class UnitRow:
    """A unit and its prize. `rate` = people over headcount."""

    name: str
    people: int | None
    headcount: int | None
    rate: Fraction | None
    prize: str
    amount: int | None
    mean: str | None = None
    won: str | None = None


@dataclass(frozen=True)
class Section:
    """One table: rows of one kind, numbered from 1, with a heading ("I. Giải cá nhân") or without ("")."""

    rows: tuple[PersonRow, ...] | tuple[UnitRow, ...]
    heading: str = ""
    is_reserve: bool = False  # who comes next: no winners, so nobody counts them

    @property
    def amount(self) -> int:
        """The sum of its prizes in đồng."""
        return sum(row.amount or 0 for row in self.rows)


@dataclass(frozen=True)
class Signer:
    """Who signs: ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN") or ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), and the name."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Listing:
    """The whole list.

    `title_lines`: first what it is ("DANH SÁCH"), then of whom. `subtitle`: a line more, such as the round.
    `attached_to`: the decision that it belongs to, printed as "(Kèm theo …)". `notes`: what the committee
    decided. `recipients` without "Nơi nhận:" and without dashes. `has_signatures`: a column where receivers
    sign. `is_draft`: says DỰ THẢO on every page. `landscape`: even when upright paper is wide enough.
    """

    letterhead: Letterhead
    title_lines: tuple[str, ...]
    sections: tuple[Section, ...]
    signer: Signer
    recipients: tuple[str, ...] = ()
    subtitle: str = ""
    attached_to: str = ""
    notes: tuple[str, ...] = ()
    is_draft: bool = False
    has_signatures: bool = False
    landscape: bool = False

    @property
    def amount(self) -> int:
        """The sum over all sections in đồng."""
        return sum(section.amount for section in self.sections)


@dataclass(frozen=True)
class Article:
    """ "Điều 1. Đối tượng dự thi" and its paragraphs in order."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Regulation:
    """A paper of articles, such as the thể lệ of a contest. The fields are those of `Listing`."""

    letterhead: Letterhead
    title_lines: tuple[str, ...]
    articles: tuple[Article, ...]
    signer: Signer
    recipients: tuple[str, ...] = ()
    subtitle: str = ""
    attached_to: str = ""
    notes: tuple[str, ...] = ()
    is_draft: bool = False
