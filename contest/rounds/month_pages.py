"""What `templates/rounds/calendar.html` shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from contest.accounts.guards import StaffView
from contest.rounds.month import Day


@dataclass(frozen=True)
class CalendarPage:
    """`/rounds/calendar?month=2026-11`: the month's rounds; `before` and `after` are the firsts beside it.

    `turns`: whether any round opens or closes in it.
    """

    template: ClassVar[str] = "rounds/calendar.html"
    staff: StaffView
    first: date
    today: date
    before: date
    after: date
    weeks: tuple[tuple[Day, ...], ...]
    turns: bool
