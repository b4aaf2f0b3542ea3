"""What the desk shows of personal data: what is kept, when it goes, papers about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView


@dataclass(frozen=True)
class Kept:
    """One thing that is kept of people, in words. ``goes``: what becomes of it when somebody is forgotten."""

    what: str
    purpose: str
    sort: str
    span: str
    sees: str
    goes: str


@dataclass(frozen=True)
class InventoryPage:
    """`/privacy/inventory`: everything that is kept of people; ``forgotten``: so many were, on request."""

    template: ClassVar[str] = "privacy/inventory.html"
    staff: StaffView
    groups: tuple[tuple[str, tuple[Kept, ...]], ...]
    people: int
    forgotten: int
    is_clearing: bool


@dataclass(frozen=True)
class DueRow:
    """Something that goes: of which contest, how much, when; ``on`` None is at once."""

    what: str
    of: str
    count: int
    on: datetime | None
    is_now: bool


@dataclass(frozen=True)
class PeriodField:
    """A period that may be set."""

    name: str
    label: str
    hint: str
    value: str


@dataclass(frozen=True)
class RetentionPage:
    """`/privacy/retention?saved=1`: what goes when. Posted: `signals copies`, each a number of days;
    to `/privacy/retention/run`: nothing."""

    template: ClassVar[str] = "privacy/retention.html"
    staff: StaffView
    fields: tuple[PeriodField, ...]
    rows: tuple[DueRow, ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    is_saved: bool = False
    gone: int = -1  # so much went just now


@dataclass(frozen=True)
class PapersPage:
    """`/privacy/papers`: papers that the law asks for, as far as the server can fill them in."""

    template: ClassVar[str] = "privacy/papers.html"
    staff: StaffView
    facts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
