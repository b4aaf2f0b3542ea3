"""A list that is not issued: its orders, what went into each of them and what came out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from contest.commendations import limits
from contest.commendations.aging import LaidLane
from contest.commendations.ladders import Ladder
from contest.commendations.laying import Laid
from contest.commendations.models import TieDecision
from contest.commendations.occasions import Occasion
from contest.commendations.placing import Stood
from contest.commendations.refusal_rules import Kept, Moved
from contest.commendations.reserve_rules import Reserved
from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Row, Step, Tie
from contest.commendations.states import PEOPLE_BOARDS, Board, Way
from contest.people.service import FullName
from contest.standings.units import UnitPlaced

SHOWN = frozenset(Outcome) - {Outcome.NONE}


@dataclass(frozen=True)
class StoredLadder:
    """An occasion's ladder; version 0: nobody has set it, so it is the usual one."""

    ladder: Ladder
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class BoardDraft:
    """One order of a draft: what went into the rules and what came out.

    ``most``: how many prizes there may be, None for no limit. ``cut``: how many of each step are beyond it;
    () for none. ``waits_for_people``: what the units won is known once every tie of people is decided.
    ``group``, ``label``: among whom it is laid, as stored and as said; "" for everybody. ``is_held``: an
    order before it waits.
    """

    board: Board
    steps: tuple[Step, ...]
    contenders: tuple[Contender, ...]
    passed: Mapping[str, str]
    decisions: Mapping[str, TieDecision]
    allocation: Allocation
    cut: tuple[int, ...] = ()
    most: int | None = None
    waits_for_people: bool = False
    group: str = ""
    label: str = ""
    is_held: bool = False
    reserve: tuple[Reserved, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody may get another prize on it than the rows say."""
        return self.is_held or self.allocation.pending is not None

    @property
    def is_of_people(self) -> bool:
        """Whether its prizes are for people."""
        return self.board in PEOPLE_BOARDS

    @property
    def said(self) -> dict[str, Decision]:
        """The decisions as the rules take them."""
        return {key: as_decision(row) for key, row in self.decisions.items()}

    def goes_beyond(self, tie: Tie, decision: Decision) -> bool:
        """Whether this decision about the tie that waits brings more prizes than there may be."""
        given = (self.contenders, self.steps, self.passed, self.said)
        return limits.goes_beyond(self.most, *given, tie, decision)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everybody down to the last prize, and those who share a rank with its holders."""
        last = max((row.rank for row in self.allocation.rows if row.outcome in SHOWN), default=0)
        return tuple(row for row in self.allocation.rows if row.rank <= last)


def board_of(one: LaidLane | Laid, decisions: Mapping[str, TieDecision]) -> BoardDraft:
    """An order of people or of units as it was laid."""
    return BoardDraft(
        one.lane.board,
        one.lane.steps,
        one.contenders,
        one.passed,
        decisions,
        one.allocation,
        group=one.lane.group,
        label=one.lane.label,
        is_held=one.is_held,
    )


@dataclass(frozen=True)
class Draft:
    """The whole list, not issued. ``missing``: other rounds whose winners are not known yet."""

    occasion: Occasion
    ladder: StoredLadder
    boards: tuple[BoardDraft, ...]
    placed: Mapping[str, Stood]
    units: Mapping[tuple[Board, str, str], UnitPlaced]
    persons: Mapping[str, FullName]
    unit_names: Mapping[str, str]
    barred: tuple[str, ...]
    ranked: int
    missing: tuple[str, ...] = ()
    moved: Mapping[str, tuple[Moved, ...]] = field(default_factory=dict)  # by who refused, person or unit

    @property
    def pending(self) -> tuple[BoardDraft, ...]:
        """The orders with a tie that waits for the committee."""
        return tuple(one for one in self.boards if one.allocation.pending is not None)

    def placed_unit(self, board: BoardDraft, unit_id: str) -> UnitPlaced:
        """A unit's place on one of the orders."""
        return self.units[board.board, board.group, unit_id]

    @property
    def total(self) -> int:
        """The sum of what is decided, in đồng."""
        return sum(one.allocation.total for one in self.boards)


def as_decision(row: TieDecision) -> Decision:
    """A stored decision as the rules take it."""
    return Decision(Way(row.way), row.keep_lower, tuple(json.loads(row.drawn)))


def with_kept(decisions: Mapping[str, TieDecision], kept: Mapping[str, Kept]) -> dict[str, TieDecision]:
    """The decisions, with what refusals leave of them."""
    return {**decisions, **{key: narrowed(decisions[one.origin], one.decision) for key, one in kept.items()}}


def narrowed(row: TieDecision, decision: Decision) -> TieDecision:
    """A stored decision as it holds for those of its group who are left; not stored itself."""
    return TieDecision(**(row.model_dump() | {"drawn": json.dumps(decision.order)}))
