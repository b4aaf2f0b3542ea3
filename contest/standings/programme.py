"""The day's programme as the organiser types it: a line an item, `09:45 Công bố`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from contest.clock import VIETNAM, local

#: More lines than this don't fit beside a board.
MOST_ITEMS = 6
LONGEST_ITEM = 40

_LINE = re.compile(r"(?:(\d{1,2})/(\d{1,2})\s+)?(\d{1,2})(?:[:hg]|\s*giờ\s*)(\d{2})?\s+(\S.*)", re.IGNORECASE)
WRONG_LINE = (
    "Dòng {line}: ghi giờ rồi tới việc, ví dụ “09:45 Công bố”. Ngày khác thì ghi “12/10 09:45 Công bố”."
)
NO_SUCH_TIME = "Dòng {line}: không có giờ hoặc ngày này."
TOO_LONG = f"Dòng {{line}}: việc dài nhất {LONGEST_ITEM} ký tự để còn đọc được từ cuối hội trường."
TOO_MANY = f"Chương trình có nhiều nhất {MOST_ITEMS} dòng."

Entry = tuple[datetime, str]


def parse(text: str, day: datetime) -> tuple[Entry, ...]:
    """The items in the order of their times; a line without a date is of ``day``.

    Raises ValueError with a sentence that names the line.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_ITEMS:
        raise ValueError(TOO_MANY)
    return tuple(
        sorted((_item(number, line, local(day)) for number, line in lines), key=lambda item: item[0])
    )


def _item(number: int, line: str, day: datetime) -> Entry:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(WRONG_LINE.format(line=number))
    date, month, hour, minute, text = found.groups()
    if len(text) > LONGEST_ITEM:
        raise ValueError(TOO_LONG.format(line=number))
    try:
        parts = (int(month or day.month), int(date or day.day), int(hour), int(minute or 0))
        return datetime(day.year, *parts, tzinfo=VIETNAM), text
    except ValueError:
        raise ValueError(NO_SUCH_TIME.format(line=number)) from None


def write(items: Iterable[Entry], day: datetime) -> str:
    """The text that reads back as the same items."""
    return "\n".join(_written(at, text, local(day)) for at, text in items)


def _written(at: datetime, text: str, day: datetime) -> str:
    here = local(at)
    return f"{here:%H:%M} {text}" if here.date() == day.date() else f"{here:%d/%m %H:%M} {text}"
