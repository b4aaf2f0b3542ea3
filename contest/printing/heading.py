"""The lines at the head of a document, spelled as the two layouts want them."""

from __future__ import annotations

from datetime import date

from contest.printing.listing import Letterhead, LetterheadKind

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
YOUTH_UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
#: Room for a number written by hand.
BLANK = "\u00a0" * 6


def number_line(head: Letterhead) -> str:
    """ "Số: 05/QĐ-BTC" in the State layout, "Số: 05-QĐ/ĐTN" in the Đoàn's; below ten with a nought."""
    number = BLANK if head.number is None else f"{head.number:02d}"
    return f"Số: {number}{'-' if head.kind is LetterheadKind.DOAN else '/'}{head.symbol}"


def place_date(place: str, day: date | None) -> str:
    """ "Đăk Tô, ngày 05 tháng 02 năm 2026": days below ten and months 1 and 2 with a nought."""
    # Without a place there is room to write one.
    where = place or BLANK * 2
    if day is None:
        return f"{where}, ngày{BLANK}tháng{BLANK}năm{BLANK}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{where}, ngày {day.day:02d} tháng {month} năm {day.year}"
