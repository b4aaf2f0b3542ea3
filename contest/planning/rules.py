"""Pure rules of making a contest: its address, its first window, the next week, what may still change."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from contest.campaigns.rules import Phase
from contest.clock import local
from questions.folding import fold

#: Short enough to be typed off a poster.
SLUG_LENGTH = 32
TITLE_LENGTH = 160
NAME_LENGTH = 120
#: What every address of a rehearsal ends in, and what its title begins with.
REHEARSAL_ENDING = "-chay-thu"
REHEARSAL_LINE = "Chạy thử, không tính kết quả"
REHEARSAL_LASTS = timedelta(hours=4)
WEEK = timedelta(days=7)
DAY_SECONDS = 86_400

STARTED = "Đã có người bắt đầu làm bài, nên thể lệ và đề giữ nguyên để ai cũng thi như nhau."
OPENED = "Vòng thi đã mở, nên thể lệ và đề giữ nguyên để ai cũng thi như nhau."
OVER = "Vòng thi đã đóng, nên thiết lập giữ nguyên cùng kết quả."
REHEARSAL = "Đây là bản chạy thử. Thiết lập giống cuộc thi thật; sửa ở cuộc thi thật rồi chạy thử lại."


def slug_of(title: str, taken: Collection[str]) -> str:
    """A short address from a title: without diacritics, whole words, and nobody else's."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    base = ""
    for word in words:
        longer = f"{base}-{word}" if base else word[:SLUG_LENGTH]
        if len(longer) > SLUG_LENGTH:
            break
        base = longer
    return free_slug(base or "cuoc-thi", taken)


def free_slug(base: str, taken: Collection[str]) -> str:
    """``base`` itself, or with the first number behind it that is free."""
    found, number = base, 1
    while found in taken or found in ("new", "staff"):
        number += 1
        found = f"{base}-{number}"
    return found


def first_window(now: datetime) -> tuple[datetime, datetime]:
    """What a new contest is offered: from the next full hour of tomorrow, for six days."""
    hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return hour + timedelta(days=1), hour + WEEK


def first_day(now: datetime) -> tuple[datetime, datetime]:
    """What a contest of one day is offered: tomorrow's working hours, as they are in Việt Nam."""
    morning = local(now).replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return morning.astimezone(UTC), morning.replace(hour=17).astimezone(UTC)


def next_name(name: str, number: int) -> str:
    """The name of the week after: "Tuần 3" after "Tuần 2"; a name without a number gets the round's."""
    found = re.fullmatch(r"(.*?)(\d+)", name)
    if found is None:
        return f"Tuần {number}" if name.casefold().startswith("tuần") else f"{name[:100]} {number}"
    following = str(int(found[2]) + 1)
    return f"{found[1][: NAME_LENGTH - len(following)]}{following}"[:NAME_LENGTH]


def next_window(opens_at: datetime, closes_at: datetime) -> tuple[datetime, datetime]:
    """The same hours in the first week after that does not overlap."""
    later = WEEK
    while opens_at + later < closes_at:
        later += WEEK
    return opens_at + later, closes_at + later


def window_ahead(opens_at: datetime, closes_at: datetime, now: datetime) -> tuple[datetime, datetime]:
    """The same window; where it is over, the same hours in the first week that is not."""
    later = timedelta(0)
    while closes_at + later <= now:
        later += WEEK
    return opens_at + later, closes_at + later


def seconds_between(first: datetime, later: datetime) -> int:
    """Whole seconds from one moment to another."""
    return (later - first) // timedelta(seconds=1)


def after(moment: datetime, seconds: int) -> datetime:
    """So many seconds later."""
    return moment + timedelta(seconds=seconds)


def lock_reason(phase: Phase, started: bool, rehearsal: bool) -> str:
    """Why rules and paper may not change any more; "" while they may."""
    if rehearsal:
        return REHEARSAL
    if phase in (Phase.CLOSING, Phase.CLOSED):
        return OVER
    if started:
        return STARTED
    return OPENED if phase is Phase.OPEN else ""


def version_of(values: Mapping[str, str]) -> str:
    """A digest of what a group of settings held when it was loaded."""
    text = json.dumps(sorted(values.items()), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rehearsal_title(title: str) -> str:
    """The title of a rehearsal: every page and list that shows it says what it is."""
    return f"{REHEARSAL_LINE}\n{title}"


def small(text: str) -> str:
    """A sentence's words inside another one."""
    return text[:1].lower() + text[1:]


def stamp(moment: datetime) -> str:
    """A moment as a token of the audit chain."""
    return moment.isoformat()
