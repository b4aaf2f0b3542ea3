"""The lines at the head of a document, spelled as each layout wants them."""

from __future__ import annotations

from datetime import date

from contest.printing.listing import Letterhead, LetterheadKind

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
YOUTH_UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
#: Where the name of the State stands on no paper, and a hyphen behind the number.
OF_PARTIES = frozenset({LetterheadKind.DOAN, LetterheadKind.DANG})
#: Room for a number written by hand.
BLANK = "\u00a0" * 6


def number_line(head: Letterhead) -> str:
    """ "Số: 05/QĐ-BTC" in the State's layout, "Số: 05 -QĐ/ĐTN" in the Đoàn's, the Party's "Số 05-QĐ/ĐU"."""
    colon = "" if head.kind is LetterheadKind.DANG else ":"
    air = "\u00a0" if head.kind is LetterheadKind.DOAN else ""
    return f"Số{colon} {_number(head)}{air}{_symbol(head)}"


def cited(head: Letterhead) -> str:
    """The same inside a sentence: "số 05/QĐ-BTC", "số 05-QĐ/ĐTN"."""
    return f"số {_number(head)}{_symbol(head)}"


def _number(head: Letterhead) -> str:
    return BLANK if head.number is None else f"{head.number:02d}"


def _symbol(head: Letterhead) -> str:
    return f"{'-' if head.kind in OF_PARTIES else '/'}{head.symbol}" if head.symbol else ""


def day_in_words(day: date | None) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below ten and months 1 and 2 with a nought."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm{BLANK}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_date(place: str, day: date | None) -> str:
    """ "Đăk Tô, ngày 05 tháng 02 năm 2026"."""
    # Without a place there is room to write one.
    return f"{place or BLANK * 2}, {day_in_words(day)}"
