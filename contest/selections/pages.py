"""What the pages about a selection show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead


@dataclass(frozen=True)
class Asked:
    """A form as it was typed, with what is wrong with it. ``once`` is its own id."""

    once: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class ListedRow:
    """Somebody who was selected, as visitors see it. ``place``: their rank or their unit's; 0: by staff."""

    place: int
    name: str
    unit: str
    own: bool = False


@dataclass(frozen=True)
class PeoplePage:
    """`/selections/k7q2m94qx3f8d`: who was selected, masked as on boards; `held` says why it is not there."""

    template: ClassVar[str] = "selections/people.html"
    slug: str
    round_name: str
    title: tuple[str, ...]
    sentence: str
    held: str = ""
    rows: tuple[ListedRow, ...] = ()
    people: int = 0
    confirmed_at: datetime | None = None
    page: int = 1
    pages: int = 1
    own: bool = False  # this phone is on the list


@dataclass(frozen=True)
class PersonRow:
    """Somebody on the list, for staff. ``place`` as above; ``reason``: why staff changed something."""

    entry_id: str
    name: str
    unit: str
    place: int
    tied: bool = False
    reason: str = ""


@dataclass(frozen=True)
class TiedRow:
    """Somebody, or a unit, that is equal at the border. ``chosen`` None: not decided."""

    id: str
    name: str
    unit: str = ""
    chosen: bool | None = None


@dataclass(frozen=True)
class Confirmed:
    """When the list was confirmed, by whom, how many are on it, and by how much results differ now."""

    at: datetime
    by: str
    people: int
    digest: str
    version: int = 1
    out: int = 0  # on the list, no longer among the best
    new: int = 0  # among the best, not on the list


@dataclass(frozen=True)
class DeskPage:
    """`/selections/k7q2m94x0a1bc/desk?q=&entry=&page=`: the list, what is tied, and confirming it.

    ``waits``: why there is no list yet. ``asked``: somebody to add (``adds``) or to take off.
    """

    template: ClassVar[str] = "selections/desk.html"
    staff: StaffView
    round: RoundHead
    form: Asked
    sentence: str
    origin: tuple[str, str]  # (round, its name)
    of_units: bool = False
    waits: str = ""
    rows: tuple[PersonRow, ...] = ()
    people: int = 0
    places: int = 0
    left: int = 0  # places for those that are tied
    tied: tuple[TiedRow, ...] = ()
    decides: bool = False  # staff decide about them
    undecided: int = 0
    too_many: int = 0  # so many are tied that there is no form for them
    off: tuple[PersonRow, ...] = ()  # taken off by staff
    seen: str = ""  # the digest of what is shown
    confirmed: Confirmed | None = None
    planned: bool = True  # nobody can have started
    over: bool = False
    public: bool = False
    q: str = ""
    matches: tuple[PersonRow, ...] = ()
    asked: PersonRow | None = None
    adds: bool = False
    page: int = 1
    pages: int = 1
