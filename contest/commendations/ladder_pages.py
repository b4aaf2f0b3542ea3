"""What the form of the prizes shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class StepRow:
    """One step as it is typed, with what is wrong by field."""

    name: str = ""
    count: str = ""
    amount: str = ""
    board: str = ""
    least: str = ""
    most: str = ""
    scope: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LadderPage:
    """`/commendations/k7q2m94x0a1bc/ladder`: the prizes of a round.

    ``round``: the round, or the contest where ``whole``; ``home``: a round whose settings lead here.
    ``stored``: lines of what is stored, when somebody else changed it meanwhile. ``taken_from``: the round
    whose prizes the form begins with, while this one has none.
    """

    template: ClassVar[str] = "commendations/ladder.html"
    staff: StaffView
    round: RoundView
    version: int
    people: tuple[StepRow, ...]
    units: tuple[StepRow, ...]
    once: bool
    budget: str
    minimum: int
    home: str = ""
    whole: bool = False
    boards: tuple[tuple[str, str], ...] = ()  # (value, text): what units may be ordered by
    scopes: tuple[tuple[str, str], ...] = ()  # (value, text): among which units a prize may be laid
    extra: tuple[StepRow, ...] = ()
    least_right: str = ""
    besides: bool = False
    cap: str = ""
    reserve: str = ""
    equal_by_perfect: bool = False
    mean_people: str = ""
    won: str = ""
    rate_adds: bool = False
    brings: str = ""  # what each prize of a person brings their unit, in words
    planned: int | None = None
    planned_words: str = ""
    over: int = 0  # how much more than the budget all prizes together are
    changed: str = ""
    taken_from: str = ""
    is_saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    stored: tuple[str, ...] = ()
    problem: str = ""
