"""The rounds of one month, day by day on the wall clock of Việt Nam. Pure."""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contest import clock
from contest.rounds.pages import RoundView
from contest.web.filters import hour

#: A month as an address names it. The bounds keep the months beside it inside what dates can say.
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)


class Mark(StrEnum):
    """What a round does on a day."""

    OPENS = "opens"
    CLOSES = "closes"
    WITHIN = "within"  # opens and closes
    RUNS = "runs"


@dataclass(frozen=True)
class Event:
    """A round on a day. `at`: "08:00 mở", "20:00 đóng", "08:00–20:00", "cả ngày"."""

    mark: Mark
    at: str
    round: RoundView


@dataclass(frozen=True)
class Day:
    """A day of the sheet; `outside`: of the month before or after, which fill the weeks."""

    date: date
    outside: bool
    events: tuple[Event, ...]

    @property
    def turns(self) -> bool:
        """Whether a round opens or closes, so that a list of days has it."""
        return any(event.mark is not Mark.RUNS for event in self.events)


def first_of(asked: str, today: date) -> date:
    """The first of the month that an address asks for; of this month when it asks for none."""
    found = MONTH.fullmatch(asked)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def beside(first: date) -> tuple[date, date]:
    """The firsts of the months before and after."""
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)


def weeks(first: date, rounds: Sequence[RoundView]) -> tuple[tuple[Day, ...], ...]:
    """The month's weeks from Monday to Sunday, filled with the days around it."""
    found = []
    for week in Calendar().monthdatescalendar(first.year, first.month):
        found.append(tuple(Day(day, day.month != first.month, tuple(events(day, rounds))) for day in week))
    return tuple(found)


def events(day: date, rounds: Iterable[RoundView]) -> list[Event]:
    """What happens on a day: what opens or closes by the hour, then what runs the whole day."""
    found: list[tuple[bool, str, str, str, Event]] = []
    for one in rounds:
        opens, closes = clock.local(one.opens_at).date(), clock.local(one.closes_at).date()
        if opens <= day <= closes:
            event = _event(day, opens, closes, one)
            found.append((event.mark is Mark.RUNS, event.at, one.campaign, one.id, event))
    return [event for *_, event in sorted(found, key=lambda each: each[:4])]


def _event(day: date, opens: date, closes: date, one: RoundView) -> Event:
    if opens == closes:
        return Event(Mark.WITHIN, f"{hour(one.opens_at)}–{hour(one.closes_at)}", one)
    if day == opens:
        return Event(Mark.OPENS, f"{hour(one.opens_at)} mở", one)
    if day == closes:
        return Event(Mark.CLOSES, f"{hour(one.closes_at)} đóng", one)
    return Event(Mark.RUNS, "cả ngày", one)
