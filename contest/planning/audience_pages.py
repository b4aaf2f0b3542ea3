"""What the page about a contest's audiences shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class OwnRound:
    """A round of the contest; `locked`: it has begun, so whose it is stands."""

    id: str
    name: str
    phase: str
    opens_at: datetime
    closes_at: datetime
    locked: bool = False


@dataclass(frozen=True)
class AudienceRow:
    """One audience with its form. `above`: the one before it; `kept`: why it can't be removed, `locked`: why
    its words stand; `open`: its form is being mended."""

    id: str
    label: str
    told: str
    people: int
    values: Mapping[str, str]
    rounds: tuple[OwnRound, ...] = ()
    above: str = ""
    kept: str = ""
    locked: str = ""
    open: bool = False


@dataclass(frozen=True)
class AudiencesPage:
    """`/planning/k7q2m94x0a1bc/audiences`: the audiences of a contest, their rounds, and those of everybody.

    `sources`: rounds that may be copied, (id, name); `values`: the form of a new one; `errors` are of that
    form or, with `editing`, of the form of this audience.
    """

    template: ClassVar[str] = "planning/audiences.html"
    staff: StaffView
    round: RoundView
    rows: tuple[AudienceRow, ...]
    everybodys: tuple[OwnRound, ...]
    sources: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    last: str
    unsaid: int = 0  # people who have entered and not said whom they belong to
    errors: Mapping[str, str] = field(default_factory=dict)
    editing: str = ""
    problem: str = ""
    done: str = ""
    rehearsal: bool = False
