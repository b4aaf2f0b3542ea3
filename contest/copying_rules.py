"""When the server copies its data to the second medium, and which copies stay there. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: While people sit a paper at most so much is lost with the whole machine, and the time of one copy.
EVERY, EVERY_QUIET = timedelta(seconds=60), timedelta(hours=1)
#: Copying takes a tenth of the time at most: a large file on a slow stick is copied less often.
SHARE = 10
#: After a fault the next try.
AGAIN = timedelta(seconds=30)
LAST, HOURS, DAYS = 3, 24, 30
MOST_BYTES = 20_000_000_000


@dataclass(frozen=True)
class Copy:
    """A copy on the medium: its folder's name, when it was made, how large it is."""

    name: str
    made: datetime
    size: int


def pause(took: timedelta, *, busy: bool) -> timedelta:
    """From the beginning of one copy to the beginning of the next."""
    return max(EVERY if busy else EVERY_QUIET, SHARE * took)


def is_due(
    now: datetime, began: datetime | None, took: timedelta, *, busy: bool, changed: bool, failed: bool
) -> bool:
    """Whether to copy now. ``began``: when the last one was begun, None before the first."""
    if began is None:
        return True
    since = now - began
    # A clock that was put back must not stop copying.
    if since < timedelta(0):
        return True
    if failed:
        return since >= AGAIN
    return changed and since >= pause(took, busy=busy)


def kept(copies: Iterable[Copy], most: int = MOST_BYTES) -> set[str]:
    """The names that stay: the last few, the newest of each of the last 24 hours and 30 days that have any.

    Where these are larger than ``most`` the oldest go, the newest two never.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.made, copy.name), reverse=True)
    wanted = {copy.name for copy in newest_first[:LAST]}
    for form, count in (("%Y%m%d%H", HOURS), ("%Y%m%d", DAYS)):
        seen: dict[str, str] = {}
        for copy in newest_first:
            seen.setdefault(f"{copy.made:{form}}", copy.name)
        wanted |= set(list(seen.values())[:count])
    names, total = set(), 0
    for number, copy in enumerate(one for one in newest_first if one.name in wanted):
        total += copy.size
        if number >= 2 and total > most:
            break
        names.add(copy.name)
    return names
