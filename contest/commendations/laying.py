"""The prizes for units, along their orders: by number first, then by rate, each unit at most one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from contest.commendations.ladders import Ladder, prize_name
from contest.commendations.rules import Allocation, Contender, Decision, Step, allocate, held
from contest.commendations.states import Board
from contest.standings.units import UnitPlaced, by_number, by_rate


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of each unit took part, how large it is, how small one may be; how many had all right."""

    people: Mapping[str, int]
    sizes: Mapping[str, int]
    minimum: int
    perfect: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Laid:
    """One order of units: what went into the rules and what came out."""

    board: Board
    steps: tuple[Step, ...]
    placed: tuple[UnitPlaced, ...]
    passed: Mapping[str, str]
    allocation: Allocation

    @property
    def contenders(self) -> tuple[Contender, ...]:
        """The units as the rules of prizes take them."""
        return tuple(Contender(one.unit_id, one.rank) for one in self.placed)


def lay_units(made: Ladder, turnout: Turnout, decisions: Mapping[str, Decision]) -> tuple[Laid, ...]:
    """Each order that has prizes. Who has one by number is passed over by rate."""
    laid: list[Laid] = []
    for board, ordered in ((Board.NUMBER, by_number), (Board.RATE, by_rate)):
        steps = made.steps(board)
        if not steps:
            continue
        perfect = turnout.perfect if made.equal_by_perfect else {}
        placed = ordered(turnout.people, turnout.sizes, turnout.minimum, perfect)
        passed = _holders(laid[0]) if laid else {}
        contenders = [Contender(one.unit_id, one.rank) for one in placed]
        one = Laid(board, steps, placed, passed, allocate(board, contenders, steps, passed, decisions))
        laid.append(_after(laid[0], one) if laid else one)
    return tuple(laid)


def _after(first: Laid, then: Laid) -> Laid:
    """By rate nothing is given while a tie by number waits: its winners will be passed over."""
    tie = first.allocation.pending
    if tie is None:
        return then
    return replace(then, allocation=held(then.board, then.contenders, then.steps, len(tie.ids)))


def _holders(done: Laid) -> dict[str, str]:
    """Who has a prize by number, and the reason to pass them over where the other order is laid."""
    return {
        row.id: f"Đã nhận {prize_name(done.steps[row.step].name)} theo số người"
        for row in done.allocation.rows
        if row.step is not None
    }
