"""The prizes for units, along their orders in turn, each unit at most one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from contest.commendations.boards import SHORT
from contest.commendations.ladders import Ladder, Lane, prize_name
from contest.commendations.rules import (
    Allocation,
    Contender,
    Decision,
    Ordered,
    Outcome,
    Row,
    Step,
    allocate,
    ordered,
)
from contest.commendations.states import Board
from contest.standings.units import UnitPlaced, by_mean, by_number, by_rate, by_won

#: Rows of a unit that has a prize or may get one yet.
HOPES = frozenset({Outcome.PRIZE, Outcome.TIED, Outcome.WAITING})
NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of each unit took part, how large it is, how small one may be; how many had all right.

    Over all rounds of a contest ``people`` is how often they took part. ``points``: the sum of the hundredths
    of those who took part. ``won``: points for prizes of people; None while a tie of people waits.
    ``members``: the units of each scope that has prizes of its own.
    """

    people: Mapping[str, int]
    sizes: Mapping[str, int]
    minimum: int
    perfect: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    won: Mapping[str, int] | None = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def among(self, scope: str) -> Mapping[str, int]:
        """How many took part, of the units of this scope alone."""
        if not scope:
            return self.people
        units = self.members.get(scope, frozenset[str]())
        return {unit_id: count for unit_id, count in self.people.items() if unit_id in units}


@dataclass(frozen=True, slots=True)
class Laid:
    """One order of units: what went into the rules and what came out."""

    lane: Lane
    placed: tuple[UnitPlaced, ...]
    passed: Mapping[str, str]
    allocation: Allocation
    is_held: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody may get another prize on it than the rows say."""
        return self.is_held or self.allocation.pending is not None

    @property
    def contenders(self) -> tuple[Contender, ...]:
        """The units as the rules of prizes take them."""
        return tuple(Contender(one.unit_id, one.rank) for one in self.placed)


def lay_units(
    made: Ladder,
    turnout: Turnout,
    decisions: Mapping[str, Decision],
    passed: Mapping[str, str] = NOBODY,
) -> tuple[Laid, ...]:
    """Each order that has prizes. Who has one by an earlier order is passed over by the later ones, and
    whoever is ``passed`` by all, for the reason given."""
    laid: list[Laid] = []
    for lane in made.unit_lanes:
        laid.append(_laid(lane, _placed(made, turnout, lane), tuple(laid), decisions, passed))
        if lane.board is Board.WON and turnout.won is None:
            laid[-1] = _held(laid[-1], tuple(laid[:-1]))
    return tuple(laid)


def _placed(made: Ladder, turnout: Turnout, lane: Lane) -> tuple[UnitPlaced, ...]:
    given = (turnout.among(lane.group), turnout.sizes, turnout.minimum)
    perfect = turnout.perfect if made.equal_by_perfect else {}
    match lane.board:
        case Board.NUMBER | Board.TURNS:
            return by_number(*given, perfect)
        case Board.RATE:
            return by_rate(*given, perfect)
        case Board.MEAN:
            return by_mean(*given, turnout.points, made.mean_people, perfect)
        case _:
            # Before the people's prizes are settled nobody knows a unit's place.
            return () if turnout.won is None else by_won(*given, turnout.won, made.rate_adds, perfect)


def _laid(
    lane: Lane,
    placed: tuple[UnitPlaced, ...],
    before: tuple[Laid, ...],
    decisions: Mapping[str, Decision],
    out: Mapping[str, str],
) -> Laid:
    passed = {**_holders(before), **out}
    contenders = [Contender(one.unit_id, one.rank) for one in placed]
    allocation = allocate(lane.board, contenders, lane.steps, passed, decisions, lane.group)
    one = Laid(lane, placed, passed, allocation)
    return _held(one, before) if any(each.waits for each in before) else one


def _held(one: Laid, before: tuple[Laid, ...]) -> Laid:
    """Nothing is given while an order before waits: its winners will be passed over."""
    slack = sum(row.outcome in HOPES for each in before for row in each.allocation.rows)
    allocation = held(one.lane.board, one.contenders, one.lane.steps, slack, one.passed)
    return replace(one, allocation=allocation, is_held=True)


def held(
    board: Board,
    contenders: Iterable[Contender] | Ordered,
    steps: Sequence[Step],
    slack: int,
    passed: Mapping[str, str] | None = None,
) -> Allocation:
    """A board on which nobody gets anything yet, since up to ``slack`` more may have to be passed over
    beside those ``passed``."""
    line = contenders if isinstance(contenders, Ordered) else ordered(contenders)
    some, reasons = line.contenders, passed or {}
    # Whoever is passed over takes nobody's place: it is counted along the others.
    reach = sum(step.count for step in steps) + slack
    free = [one for one in some if one.id not in reasons]
    last = (free[reach - 1] if 0 < reach <= len(free) else some[-1]).rank if some and steps and reach else 0
    rows = [
        Row(one.id, one.rank, Outcome.PASSED, reason=reasons[one.id])
        if one.id in reasons
        else Row(one.id, one.rank, Outcome.WAITING)
        for one in takewhile(lambda one: one.rank <= last, some)
    ]
    nothing = (0,) * len(steps)
    return Allocation((*rows, *line.nothing[len(rows) :]), 0, unfilled=nothing, dropped=nothing)


def _holders(before: tuple[Laid, ...]) -> dict[str, str]:
    """Who has a prize by an earlier order, and the reason to pass them over where a later one is laid."""
    return {
        row.id: f"Đã nhận {prize_name(each.lane.steps[row.step].name)} {_by(each.lane)}"
        for each in before
        for row in each.allocation.rows
        if row.step is not None
    }


def _by(lane: Lane) -> str:
    said = f"theo {SHORT[lane.board]}"
    return f"{said}, {lane.label}" if lane.label else said
