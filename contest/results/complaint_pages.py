"""What the phone shows of complaints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TrailRow:
    """One thing that the server saw of an attempt; `said`: what became of it."""

    at: datetime
    what: str
    said: str = ""
    counts: bool = True


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint as its maker sees it; `stands` is a sentence, `tone` and `sign` belong to `state`."""

    id: str
    about: str
    words: str
    made_at: datetime
    state: str
    tone: str
    sign: str
    stands: str
    answer: str
    decided_at: datetime | None
    waits: bool


@dataclass(frozen=True)
class Sat:
    """The attempt that a page is about."""

    id: str
    round_name: str
    number: int
    receipt: str


@dataclass(frozen=True)
class ComplaintPage:
    """`/results/complaints/a7q2…`; `refused`: why no complaint is taken, "" when one is."""

    template: ClassVar[str] = "results/complaint.html"
    slug: str
    title: tuple[str, ...]
    attempt: Sat
    complaints: tuple[ComplaintRow, ...]
    until: datetime
    refused: str
    trail: tuple[TrailRow, ...]
    contact: str = ""
    has_receipt: bool = True  # this phone may open the receipt's page
    notice: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ComplaintNewPage:
    """`/results/complaints/a7q2…/new`"""

    template: ClassVar[str] = "results/complaint_new.html"
    slug: str
    title: tuple[str, ...]
    attempt: Sat
    abouts: Choices
    slots: tuple[int, ...]
    until: datetime
    left: int  # so many may still be sent in this round
    days: int  # an answer comes within so many
    longest: int
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class ComplaintFindPage:
    """`/results/mine/hoi-thi`; `mine`: this phone's own attempts that may be complained about, or were."""

    template: ClassVar[str] = "results/complaint_find.html"
    slug: str
    title: tuple[str, ...]
    days: int
    answer_days: int
    mine: tuple[Sat, ...] = ()
    contact: str = ""
    code: str = ""
    error: str = ""
