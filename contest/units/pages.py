"""What the desk's pages of units show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from contest.accounts.pages import StaffView


@dataclass(frozen=True)
class Headcount:
    """So many people on a day, and who says so."""

    people: int
    on: date
    source: str = ""


@dataclass(frozen=True)
class UnitLine:
    """A row of the list. ``into``: the unit (id, name) that it was merged into."""

    id: str
    name: str
    kind: str
    level: int
    open: bool
    place: str = ""
    headcount: Headcount | None = None
    merged: tuple[str, ...] = ()
    into: tuple[str, str] | None = None


@dataclass(frozen=True)
class IndexPage:
    """`/units?q=nguyen+du&page=2`: the tree of units, or what a search finds.

    `trail` names what the page's first row lies in; `step` is the wizard's step that led here, 0 without.
    """

    template: ClassVar[str] = "units/index.html"
    staff: StaffView
    rows: tuple[UnitLine, ...] = ()
    total: int = 0
    found: int = 0
    q: str = ""
    page: int = 1
    pages: int = 1
    trail: tuple[str, ...] = ()
    has_sample: bool = False
    problem: str = ""
    notice: str = ""
    step: int = 0


@dataclass(frozen=True)
class Choice:
    """A unit to choose in a finder."""

    id: str
    name: str
    place: str = ""


@dataclass(frozen=True)
class FinderPage:
    """`/units/finder?q=nguyen`: the rows of the desk's unit finder; also a part of the forms."""

    template: ClassVar[str] = "units/_finder.html"
    choices: tuple[Choice, ...]
    chosen: str
    query: str = ""


@dataclass(frozen=True)
class NewPage:
    """`/units/new`: add a unit. `values` are the strings as typed, `errors` a message a field."""

    template: ClassVar[str] = "units/new.html"
    staff: StaffView
    kinds: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""
    query: str = ""
    token: str = ""
    step: int = 0


@dataclass(frozen=True)
class Merged:
    """A unit that was merged into the one shown."""

    id: str
    name: str
    at: datetime


@dataclass(frozen=True)
class EditPage:
    """`/units/k7q2m94x0a1bc`: one unit, its headcounts, what was merged into it.

    `stored` tells, label by label, what somebody else saved meanwhile.
    """

    template: ClassVar[str] = "units/edit.html"
    staff: StaffView
    id: str
    name: str
    place: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    version: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""
    query: str = ""
    counts: tuple[Headcount, ...] = ()
    children: int = 0
    merged: tuple[Merged, ...] = ()
    into: Choice | None = None
    stored: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    notice: str = ""
    step: int = 0


@dataclass(frozen=True)
class MergePlan:
    """What exactly merging would do."""

    into: Choice
    children: int
    own: Headcount | None
    kept: Headcount | None
    together: int | None
    version: str


@dataclass(frozen=True)
class MergePage:
    """`/units/k7q2m94x0a1bc/merge?q=thon&into=…`: choose the unit that stays, then see what happens."""

    template: ClassVar[str] = "units/merge.html"
    staff: StaffView
    id: str
    name: str
    choices: tuple[Choice, ...] = ()
    query: str = ""
    plan: MergePlan | None = None
    together: bool = False
    problem: str = ""
    step: int = 0
