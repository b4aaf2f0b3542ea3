"""Single cells of a sheet: as text, and without the letters that authors repeat in them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from questions import numbers
from questions.folding import tidy
from questions.formats.answers import letter

_NUMBERED = re.compile(r"(?:câu(?:\s+hỏi)?|question|bài)\s*\d+\s*[:.)]\s*(?=\S)", re.IGNORECASE)


def spell(cell: str | int | float | bool | date | datetime | time | timedelta | None) -> str:
    """The text a person sees in the cell: 34 for 34.0, 3,14 for 3.14, 31/12/2026 for a day, Đúng for TRUE."""
    match cell:
        case None:
            return ""
        case bool():
            return "Đúng" if cell else "Sai"
        case float():
            return _figure(cell)
        case datetime() if cell.time() == time():
            return _day(cell)
        case datetime():
            return f"{cell:%H:%M} {_day(cell)}"
        case date():
            return _day(cell)
        case time():
            return f"{cell:%H:%M}"
        case _:
            return tidy(str(cell))


def _figure(cell: float) -> str:
    # Excel keeps every number as a float of fifteen digits. With the Vietnamese comma 1.234 is no thousands.
    return numbers.written(Decimal(f"{cell:.15g}"))


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def dated(cell: date | time, words: str) -> str:
    """What to say of a cell that Excel takes for a day or an hour: it may have been typed otherwise."""
    if isinstance(cell, time):
        return f"Excel hiểu ô này là giờ {words}. Sửa lại nếu bạn muốn ghi khác."
    return (
        f"Excel hiểu ô này là ngày {words}. Nếu bạn gõ “{cell.day}/{cell.month}” "
        f"hoặc “{cell.month}/{cell.day}” thì sửa lại cho đúng."
    )


def clean_option(text: str, place: int) -> str:
    """An option without its own letter in front: "A. Có" in column A is "Có"."""
    pattern = rf"\(?{letter(place)}\s*[.):\-]\s*(?=\S)"
    return re.sub("^" + pattern, "", text, flags=re.IGNORECASE)


def clean_question(text: str) -> str:
    """A question without its number: "Câu 12: …"."""
    return _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
