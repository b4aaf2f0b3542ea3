"""What the page about a contest's people shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase


@dataclass(frozen=True)
class RoundHead:
    """A round as the head of every page about it takes it."""

    id: str
    name: str
    phase: Phase
    opens_at: datetime
    closes_at: datetime
    campaign: str
    paused_at: datetime | None = None


@dataclass(frozen=True)
class PartChoice:
    """A part as it is chosen: its value, its name, what it may do."""

    value: str
    name: str
    may: str


@dataclass(frozen=True)
class PartRow:
    """Somebody's part in the contest; `can_go` says whether the visitor may take it away."""

    staff_id: str
    name: str
    login: str
    part: PartChoice
    can_go: bool
    is_self: bool


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be chosen."""

    id: str
    name: str
    login: str


@dataclass(frozen=True)
class StaffPage:
    """`/campaigns/staff/k7q2m94x0a1bc`: posted names `member part`; to take away the same to `…/removal`."""

    template: ClassVar[str] = "campaigns/staff.html"
    staff: StaffView
    round_id: str
    round_name: str
    title: str
    rows: tuple[PartRow, ...]
    parts: tuple[PartChoice, ...]
    candidates: tuple[Candidate, ...]
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    done: str = ""
