"""What the desk shows of people who may have entered twice, and of what was said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.rounds.deed_pages import Asked
from contest.rounds.pages import RoundView
from contest.rounds.person_pages import JoinedRow, Marks


@dataclass(frozen=True)
class Try:
    """One attempt of a registration; `marks` where they may be seen."""

    round: str
    state: str
    tone: str
    marks: Marks | None = None


@dataclass(frozen=True)
class Card:
    """One registration of a group."""

    id: str
    name: str
    unit: str
    birth_year: int | None
    phone: str
    at: datetime
    tries: tuple[Try, ...] = ()
    barred: bool = False


@dataclass(frozen=True)
class GroupRow:
    """Registrations side by side. `shown` names those on the page; `all` every member, "" when they are too
    many to say of all at once that they differ. `hidden`: not shown, though they surely look like another.

    `once` and `apart_once` are the ids of its two forms.
    """

    cards: tuple[Card, ...]
    count: int
    sure: bool
    reasons: str
    all: str
    once: str
    apart_once: str
    shown: str = ""
    hidden: int = 0

    @property
    def is_pair(self) -> bool:
        """Two only: nothing is to be ticked."""
        return self.count == 2


@dataclass(frozen=True)
class ApartRow:
    """Registrations that are different people, some of them by name, and how many `more`.

    The way back goes to the `round` of the deed; `once` is its form's id.
    """

    deed: str
    round: str
    names: tuple[str, ...]
    more: int
    by: str
    at: datetime
    once: str


@dataclass(frozen=True)
class TwicePage:
    """`/rounds/k7q2m94x0a1bc/twice?page=2`: who may have entered twice. `done` is the deed just done."""

    template: ClassVar[str] = "rounds/twice.html"
    staff: StaffView
    round: RoundView
    groups: tuple[GroupRow, ...]
    total: int
    form: Asked
    joined: tuple[JoinedRow, ...] = ()
    apart: tuple[ApartRow, ...] = ()
    done: str = ""
    page: int = 1
    pages: int = 1
