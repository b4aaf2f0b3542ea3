"""What the pages about published results show: one for staff, one for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.results.publication_states import Stage


@dataclass(frozen=True)
class Typed:
    """A form as it was typed, with what is wrong with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class ChangedRow:
    """A row that changed since the version before: the places in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionLine:
    """A published version as staff see it; `until`: complaints are taken until then."""

    number: int
    kind: str
    at: datetime
    prepared_by: str
    approved_by: str
    alone: bool
    sha256: str
    short: str
    reason: str
    until: datetime | None
    changes: int


@dataclass(frozen=True)
class Waiting:
    """The version that is being made, or waits for a second person."""

    id: str
    number: int
    kind: str
    reason: str
    by: str
    at: datetime
    sha256: str = ""
    short: str = ""
    step: str = ""  # while it is being made
    done: int = 0
    failed: str = ""
    stale: bool = False  # the result changed since
    refusal: str = ""  # why the visitor may not publish it
    alone: bool = False  # the visitor signs alone
    changes: int = 0
    changed: tuple[ChangedRow, ...] = ()


@dataclass(frozen=True)
class PublicationDeskPage:
    """`/results/k7q2m94x0a1bc/publication`: publish a round's result. Posted: `kind days reason`, and
    `publication` to publish what waits."""

    template: ClassVar[str] = "results/publication_desk.html"
    staff: StaffView
    round: RoundHead
    stage: Stage
    until: datetime | None
    form: Typed
    days: int
    waiting: Waiting | None = None
    versions: tuple[VersionLine, ...] = ()
    closed: bool = True
    papers: bool = False  # anybody may download the papers


@dataclass(frozen=True)
class OwnRow:
    """The row of a receipt. `rank` None with points: not ranked; `there` false: on no board."""

    there: bool
    rank: int | None = None
    points: int = 0
    right: int = 0
    seconds: int = 0
    counts: bool = True
    people: int = 0


@dataclass(frozen=True)
class PublicationPage:
    """`/results/k7q2m94x0a1bc`: what was published, and how to check it. Posted: `receipt`."""

    template: ClassVar[str] = "results/publication.html"
    round: str
    slug: str
    title: tuple[str, ...]
    organiser: tuple[str, ...]
    round_name: str
    stage: Stage
    number: int
    at: datetime
    until: datetime | None
    sha256: str
    short: str
    fingerprint: str
    alone: bool
    reason: str
    people: int
    papers: bool
    older: tuple[VersionLine, ...] = ()
    form: Typed = field(default_factory=Typed)
    own: OwnRow | None = None
