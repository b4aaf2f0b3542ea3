"""What the desk shows of requests about data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RequestRow:
    """A request in the list; `tone`: wrong, waiting, saved or nothing, `sign`: an icon's name."""

    id: str
    what: str
    whose: str
    came: str
    made_at: datetime
    stands: str
    tone: str
    sign: str


@dataclass(frozen=True)
class RequestsPage:
    """`/privacy/k7q2…/requests`"""

    template: ClassVar[str] = "privacy/requests.html"
    staff: StaffView
    round: RoundHead
    waiting: tuple[RequestRow, ...]
    ended: tuple[RequestRow, ...]
    late: int
    notice: str = ""


@dataclass(frozen=True)
class RequestPage:
    """`/privacy/k7q2…/requests/r1aa…`; `act`: what can be done here at once, in words."""

    template: ClassVar[str] = "privacy/request.html"
    staff: StaffView
    round: RoundHead
    row: RequestRow
    entry: str
    words: str
    noted_by: str
    answer_by: date
    do_by: date
    source: str
    answered_at: datetime | None
    reply: str
    extension: int
    extended_for: str
    most_days: int
    is_open: bool
    ended_at: datetime | None
    ended_by: str
    act: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    notice: str = ""


@dataclass(frozen=True)
class RequestNewPage:
    """`/privacy/k7q2…/requests/new?q=nam`; `found`: id, name, unit of who fits; `entry`: who was picked."""

    template: ClassVar[str] = "privacy/request_new.html"
    staff: StaffView
    round: RoundHead
    kinds: Choices
    ways: Choices
    query: str = ""
    found: tuple[tuple[str, str, str], ...] = ()
    entry: str = ""
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
