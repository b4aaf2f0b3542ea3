"""Single cells of a sheet: as text, and without the letters that authors repeat in them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from questions import numbers
from questions.folding import tidy
from questions.formats.answers import letter

_NUMBERED = re.compile(r"(?:câu(?:\s+hỏi)?|question|bài)\s*\d+\s*[:.)]\s*(?=\S)", re.IGNORECASE)

_LETTERED = re.compile(r"\s*\(?([A-Ha-h])\s?[.):]\s*(?=\S)")


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
    typed = dict.fromkeys((f"“{cell.day}/{cell.month}”", f"“{cell.month}/{cell.day}”"))
    return f"Excel hiểu ô này là ngày {words}. Nếu bạn gõ {' hoặc '.join(typed)} thì sửa lại cho đúng."


def percentage(cell: object, text: str) -> str:
    """80% for a cell that holds 0.8 and shows it so; any other as it is."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return text
    return f"{_figure(float(cell) * 100)}%"


def lettered(text: str) -> tuple[str, list[str]]:
    """A cell with options in lines, A. B. C.: what stands before them, and each of them."""
    lines = text.split("\n")
    starts = [_LETTERED.match(line) for line in lines]
    first = next((place for place, match in enumerate(starts) if match and match[1] in "Aa"), None)
    if first is None:
        return text, []
    options: list[str] = []
    for line, match in zip(lines[first:], starts[first:], strict=True):
        if match and match[1].upper() == letter(len(options)):
            options.append(line[match.end() :])
        else:
            options[-1] += f"\n{line}"
    return "\n".join(lines[:first]), options


def clean_option(text: str, place: int) -> str:
    """An option without its own letter in front: "A. Có" in column A is "Có"."""
    pattern = rf"\(?{letter(place)}\s*[.):\-]\s*(?=\S)"
    return re.sub("^" + pattern, "", text, flags=re.IGNORECASE)


def clean_question(text: str) -> str:
    """A question without its number: "Câu 12: …"."""
    return _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
