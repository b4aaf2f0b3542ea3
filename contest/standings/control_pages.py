"""What the organiser sees who steers the big screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.standings.hall_pages import Live
from contest.standings.states import HallView

#: What each view is called, and what it is good for.
VIEWS = {
    HallView.ALL: ("Tất cả", "Người dẫn đầu, đơn vị, số người đã thi và mã QR"),
    HallView.PEOPLE: ("Cá nhân", "20 người dẫn đầu, chữ lớn"),
    HallView.UNITS: ("Đơn vị", "Tỷ lệ và số người của từng đơn vị"),
    HallView.PART: ("Tham gia", "Bao nhiêu người đã vào thi, theo đơn vị"),
}


@dataclass(frozen=True)
class ViewChoice:
    """One way to fill the screen; ``why_not`` says why it would stay calm now."""

    value: str
    name: str
    text: str
    chosen: bool
    why_not: str = ""


@dataclass(frozen=True)
class ControlPage:
    """`/standings/k7q2m94x0a1bc/control`: choose the view, freeze, announce places, the day's programme.

    ``places`` are those of the announcement from the first on: "" while covered. ``version`` guards the
    programme.
    """

    template: ClassVar[str] = "standings/control.html"
    staff: StaffView
    round: RoundHead
    live: Live
    views: tuple[ViewChoice, ...]
    frozen_at: datetime | None
    may_freeze: bool
    size: int
    covered: int
    places: tuple[str, ...]
    programme: str
    version: int
    embed: str = ""  # what a portal's page takes in to show the board
    problem: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
