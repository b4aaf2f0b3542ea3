"""What the pages of winners show: whether they are who they said, and who refused a prize."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.commendations.pages import Winners
from contest.commendations.states import Check
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class WinnerRow:
    """A winner, and what was found out of them. ``by`` "" while nothing was."""

    entry: str
    name: str
    unit: str
    rank: int
    prize: str
    state: Check = Check.OPEN
    means: str = ""
    means_words: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class UnitWinner:
    """A unit with a prize. ``by``: the order that it is for, in words."""

    unit_id: str
    name: str
    rank: int
    prize: str
    by: str


@dataclass(frozen=True)
class WinnersPage:
    """`/commendations/k7q2m94x0a1bc/winners`: who each winner is, and who does not take the prize. A unit
    has no papers to look at, so nothing is found out of it.

    ``wrong``: the entry whose form was not right; ``errors``: what is wrong with it.
    """

    template: ClassVar[str] = "commendations/winners.html"
    staff: StaffView
    round: RoundView
    rows: tuple[WinnerRow, ...]
    winners: Winners
    means: tuple[tuple[str, str], ...]
    is_set: bool = True
    wrong: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    units: tuple[UnitWinner, ...] = ()


@dataclass(frozen=True)
class RefusePage:
    """`/commendations/k7q2m94x0a1bc/winners/e5h2m94x0a1bd/refusal`: what comes of it, before it is written.

    ``unit``: that of a person. ``by``: the order that a unit's prize is for, "" of a person. ``moved``: who
    moves up, in words; ``after``: what has to be done then.
    """

    template: ClassVar[str] = "commendations/refuse.html"
    staff: StaffView
    round: RoundView
    winner: str
    name: str
    unit: str
    by: str
    rank: int
    prize: str
    kinds: tuple[tuple[str, str], ...]
    moved: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
