"""What the pages of dashboards show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.dashboards.rules import Column
from contest.rounds.pages import RoundView


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns with a title, and the same in words for who does not see them."""

    title: str
    words: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A day or an hour of it: how many entered, how many attempts began, how many ended."""

    name: str
    entered: int
    begun: int
    ended: int
    day: str = ""  # 2026-10-05, of a day


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with all below it. ``headcount`` 0: nobody told it; ``target`` None: it has none.

    ``itself``: people who belong to the upper unit itself; ``deeper``: there are units below it.
    """

    id: str
    name: str
    entered: int
    people: int
    headcount: int
    rate: Fraction | None
    target: int | None
    missing: int
    width: str
    itself: bool = False
    deeper: bool = False


@dataclass(frozen=True)
class Figures:
    """All numbers of a dashboard at ``at``. ``query``: the parameters that ask for the same; ``base``: the
    same without a unit and a day."""

    round_id: str
    at: datetime
    moving: bool
    query: str
    base: str
    entered: int
    begun: int
    ended: int
    people: int
    headcount: int
    rate: Fraction | None
    target: int | None
    missing: int
    done: Fraction | None
    width: str
    targets: bool  # whether targets are shown at all
    days: tuple[Line, ...]
    day_charts: tuple[Chart, ...]
    day: date | None
    hours: tuple[Line, ...]
    hour_charts: tuple[Chart, ...]
    units: tuple[UnitLine, ...]
    without_unit: tuple[int, int] = (0, 0)  # who entered, who took part
    unit: str = ""
    unit_name: str = ""


@dataclass(frozen=True)
class ShowPage:
    """`/dashboards/k7q2m94x0a1bc?of=contest&unit=…&day=2026-10-05`: how a contest goes."""

    template: ClassVar[str] = "dashboards/show.html"
    staff: StaffView
    round: RoundView
    figures: Figures
    several: bool  # the contest has other rounds
    whole: bool  # all rounds are counted
    may_aim: bool


@dataclass(frozen=True)
class FiguresPage:
    """`/dashboards/k7q2m94x0a1bc/figures`: the numbers alone; `show.html` includes the same file."""

    template: ClassVar[str] = "dashboards/_figures.html"
    figures: Figures


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A unit in the form: its number as typed, what it would have without one."""

    id: str
    name: str
    headcount: int
    value: str
    usual: int | None
    error: str = ""
    deeper: bool = False


@dataclass(frozen=True)
class TargetsPage:
    """`/dashboards/k7q2m94x0a1bc/targets?unit=…`: what the contest aims at, in all and by unit."""

    template: ClassVar[str] = "dashboards/targets.html"
    staff: StaffView
    round: RoundView
    values: Mapping[str, str]
    rows: tuple[TargetRow, ...]
    unit: str = ""
    unit_name: str = ""
    more: int = 0  # so many units have no room in the form
    saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
