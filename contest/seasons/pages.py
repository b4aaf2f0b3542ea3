"""What the pages about a whole contest show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.standings.hall_pages import Leader
from contest.standings.pages import BoardRow, UnitPlace


@dataclass(frozen=True)
class BoardPage:
    """`/seasons/chuyen-doi-so-2026?page=2`: the sum over all closed rounds, for phones.

    `held` says why there is no table now; `own_page` leads to one's own row where it is on another page.
    """

    template: ClassVar[str] = "seasons/board.html"
    slug: str
    title: tuple[str, ...]
    rounds: tuple[tuple[str, str], ...]  # (round, its name) of those that are added up
    held: str = ""
    rows: tuple[BoardRow, ...] = ()
    units: tuple[UnitPlace, ...] = ()
    people: int = 0
    order: tuple[str, ...] = ()
    updated: datetime | None = None
    page: int = 1
    pages: int = 1
    own_page: int = 0
    own_rank: int = 0
    honours: str = ""  # the contest, where its winners over all rounds have a page


@dataclass(frozen=True)
class HallPage:
    """`/seasons/chuyen-doi-so-2026/hall`: the first places, to be read from the last row of a hall."""

    template: ClassVar[str] = "seasons/hall.html"
    slug: str
    title: str
    organiser: str
    rounds: int
    held: str = ""
    leaders: tuple[Leader, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """One place with its whole name, for staff."""

    entry_id: str
    rank: int
    name: str
    unit: str
    points: int
    rounds: int
    seconds: int
    submitted_at: datetime


@dataclass(frozen=True)
class TablePage:
    """`/seasons/k7q2m94x0a1bc/table?page=2`: the same with whole names, on the desk."""

    template: ClassVar[str] = "seasons/table.html"
    staff: StaffView
    round: RoundHead
    slug: str
    contest: str
    on: bool  # False: the contest's rounds are not added up
    rounds: tuple[tuple[str, str], ...] = ()
    adding: bool = False
    covered: tuple[str, ...] = ()  # rounds whose first places are not public yet
    rows: tuple[TableRow, ...] = ()
    people: int = 0
    order: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
