"""What the desk shows of a running round, place by place: who answers, and who needs help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.rounds.pages import RoundView


class By(StrEnum):
    """By what people are put together."""

    UNIT = "unit"
    PLACE = "place"  # the unit above: the school of a class


@dataclass(frozen=True)
class PlaceRow:
    """A unit, or the one above several: who answers now, who of them is in trouble, who took part."""

    id: str
    name: str
    answering: int
    trouble: int
    people: int
    headcount: int | None = None
    here: bool = False  # the list below is about this one


@dataclass(frozen=True)
class TroubleRow:
    """Somebody in trouble. `said`: what is wrong, in words; `left` seconds; `once`: of the form beside it."""

    entry: str
    attempt: str
    name: str
    unit: str
    phone: str
    said: tuple[str, ...]
    left: int
    running: bool
    moved: bool
    once: str


@dataclass(frozen=True)
class Watched:
    """Everything that the page asks for again every ten seconds. `at`: the place that the list is about."""

    round_id: str
    phase: Phase
    now: datetime
    by: By
    at: str
    at_name: str
    places: tuple[PlaceRow, ...]
    rows: tuple[TroubleRow, ...]
    total: int
    answering: int
    several: bool = False  # some units have one above them, so that both ways of putting together differ
    paused_at: datetime | None = None
    minutes: int = 5
    judges: bool = False  # whoever looks may make attempts void and let people sit again

    @property
    def moving(self) -> bool:
        """Whether it still changes."""
        return self.phase in (Phase.OPEN, Phase.CLOSING)


@dataclass(frozen=True)
class WatchPage:
    """`/rounds/k7q2m94x0a1bc/watch?by=place&at=u1aaaaaaaaaaa`: places and people in trouble.

    `given`: (deed, whom, minutes) of extra time that was just given here.
    """

    template: ClassVar[str] = "rounds/watch.html"
    staff: StaffView
    round: RoundView
    watched: Watched
    given: tuple[str, str, int] | None = None


@dataclass(frozen=True)
class TroublesPage:
    """`/rounds/k7q2m94x0a1bc/troubles?by=unit&at=`: the same alone; `rounds/watch.html` includes the file."""

    template: ClassVar[str] = "rounds/_troubles.html"
    watched: Watched
