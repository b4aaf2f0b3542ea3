"""Times as people write them, all answers in one field, a paper's id for the eye. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from contest.clock import VIETNAM

#: Stands between the answers of a form that carries them in one field; nobody needs it in an answer.
BAR = "|"

WRONG_HOUR = "Ghi giờ và phút, ví dụ 08:30; khác ngày in đề thì ghi cả ngày: 08:30 05/10/2026."

_HOUR = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})")
_MOMENT = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})[\s,]+(?:ngày\s+)?(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


def joined(typed: Sequence[str]) -> str:
    """All answers as one field carries them from page to page."""
    return BAR.join(each.replace(BAR, "").strip() for each in typed)


def parted(carried: str) -> tuple[str, ...]:
    """The other way round."""
    return tuple(carried.split(BAR))


def moment(typed: str, day: date) -> datetime:
    """A time of day on the wall clock, of ``day`` where none is written. ValueError with a sentence."""
    text = " ".join(typed.split())
    whole = _MOMENT.fullmatch(text)
    short = _HOUR.fullmatch(text)
    try:
        if whole:
            hour, minute, on, month, year = map(int, whole.groups())
            return datetime(year, month, on, hour, minute, tzinfo=VIETNAM)
        if short:
            hour, minute = map(int, short.groups())
            return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
    except ValueError:
        pass
    raise ValueError(WRONG_HOUR)


def sheet_code(sheet_id: str) -> str:
    """A paper's id for the eye: K7Q2M-94X0-A1BC."""
    text = sheet_id.upper()
    return f"{text[:5]}-{text[5:9]}-{text[9:]}"
