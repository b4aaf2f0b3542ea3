"""What browsers report of our pages, as counts. Anybody may send such a report, so nothing of it is trusted:
it is counted in memory, a few hundred a minute at most, and written down every few seconds in one go."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.office import violation_store as store
from contest.office.models import PageViolation
from contest.office.violation_rules import Told
from contest.web.database import writing

#: More than this in a minute says nothing new.
MOST_A_MINUTE = 300
WRITE_EVERY = timedelta(seconds=10)
KEPT = timedelta(days=90)
#: (route, directive, kind)
Key = tuple[str, str, str]


class Tally:
    """What was reported since it was last written down."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._counts: Counter[Key] = Counter()
        self._minute: datetime | None = None
        self._in_minute = 0
        self._written_at: datetime | None = None

    def note(self, told: Iterable[tuple[str, Told]], now: datetime) -> int:
        """Count reports, each with the route of its page; how many were counted."""
        with self._turn:
            if self._minute is None or not timedelta(0) <= now - self._minute < timedelta(minutes=1):
                self._minute, self._in_minute = now, 0
            before = self._in_minute
            for route, one in told:
                if self._in_minute < MOST_A_MINUTE:
                    self._counts[route, one.directive, one.kind] += 1
                    self._in_minute += 1
            return self._in_minute - before

    def take(self, now: datetime) -> dict[Key, int]:
        """What waits to be written, when it is time."""
        with self._turn:
            waited = None if self._written_at is None else now - self._written_at
            if not self._counts or (waited is not None and timedelta(0) <= waited < WRITE_EVERY):
                return {}
            taken, self._counts, self._written_at = dict(self._counts), Counter(), now
            return taken

    def forget(self) -> None:
        """Begin anew."""
        with self._turn:
            self._counts.clear()
            self._minute = self._written_at = None
            self._in_minute = 0


tally = Tally()


def write_due(now: datetime) -> None:
    """The tick: write what was counted; what nobody reported for long goes."""
    if taken := tally.take(now):
        with writing() as db:
            store.add(db, taken, now)
            store.drop_before(db, now - KEPT)


def counts(db: Session) -> list[PageViolation]:
    """What was reported in the last ninety days, the latest first."""
    return store.every(db)
