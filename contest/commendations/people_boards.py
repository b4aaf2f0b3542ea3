"""The orders of people: the board as far as prizes and the reserve list reach, and those by age behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from contest import clock
from contest.commendations import aging, placing, refusal_rules, reserve_rules
from contest.commendations.aging import LaidLane, Orders, Sat, Terms
from contest.commendations.drafts import BoardDraft, as_decision, board_of, with_kept
from contest.commendations.ladders import Ladder
from contest.commendations.models import TieDecision
from contest.commendations.occasions import Occasion
from contest.commendations.placing import Stood
from contest.commendations.refusal_rules import Moved
from contest.commendations.rules import Contender, Decision, Ordered, Step, allocate, ordered
from contest.commendations.states import Board
from contest.people import service as people

#: So many rows more than there are prizes are read at first; more only when a tie reaches beyond them.
SPARE = 50


@dataclass(frozen=True)
class OfPeople:
    """The orders of people with their places; ``moved``: by each refusal, who moved up."""

    boards: tuple[BoardDraft, ...]
    placed: Mapping[str, Stood]
    moved: tuple[tuple[Moved, ...], ...] = ()


def laid(
    db: Session,
    occasion: Occasion,
    made: Ladder,
    passed: Mapping[str, str],
    decisions: Mapping[str, TieDecision],
    refused: Sequence[tuple[str, str]] = (),
) -> OfPeople:
    """The board first, then each order by age: who has a prize is passed over by the next. ``refused``: who
    gives a prize back, with the reason in words, in the order of their refusals."""
    read = _Reader(db, occasion, made)
    said = {key: as_decision(row) for key, row in decisions.items()}
    turns = refusal_rules.laid(read.lay, passed, refused, said)
    known = with_kept(decisions, turns.kept)
    planned = (made.people, *(one.steps for one in made.lanes))
    holders = {row.id for one in turns.lanes for row in one.allocation.rows if row.step is not None}
    boards = (
        _board(one, steps, known, holders, made.reserve)
        for one, steps in zip(turns.lanes, planned, strict=True)
    )
    return OfPeople(tuple(boards), read.placed, turns.moved)


@dataclass
class _Reader:
    """Lays all orders as often as it is asked, and reads each row once."""

    db: Session
    occasion: Occasion
    made: Ladder
    placed: dict[str, Stood] = field(default_factory=dict)
    rows: dict[int, Ordered] = field(default_factory=dict)
    orders: Orders | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        self.most = self.made.most(placing.taking_part(self.db, self.occasion))

    def lay(self, passed: Mapping[str, str], said: Mapping[str, Decision]) -> tuple[LaidLane, ...]:
        """Every order with these passed over and these decisions."""
        if not self.made.lanes:
            return (self._reached(passed, said),)
        first = self._reached(passed, said)
        return aging.lay_lanes(self.made, self.most, first, self._everybody(), passed, said)

    def _reached(self, passed: Mapping[str, str], said: Mapping[str, Decision]) -> LaidLane:
        """As much of the board as prizes and the reserve can reach: a tie may reach to its end."""
        lane, room = aging.first_lane(self.made, self.most)
        # Who has a prize by age is not on the board's reserve: so many more have to be there.
        behind = self.made.reserve and self.made.reserve + sum(step.count for step in self.made.extra)
        limit = sum(step.count for step in lane.steps) + len(passed) + behind + SPARE
        while True:
            found = self._table(limit)
            allocation = allocate(Board.PEOPLE, found, lane.steps, passed, said)
            is_enough = allocation.is_closed and reserve_rules.reaches(allocation, passed, behind)
            if len(found.contenders) < limit or (is_enough or (allocation.is_closed and allocation.pending)):
                return LaidLane(lane, found.contenders, passed, allocation, room)
            limit *= 8

    def _table(self, limit: int) -> Ordered:
        if limit not in self.rows:
            found = placing.table(self.db, self.occasion, limit)
            self.rows[limit] = ordered(Contender(one.entry_id, one.rank) for one in found)
            self.placed |= {one.entry_id: one for one in found}
        return self.rows[limit]

    def _everybody(self) -> Orders:
        if self.orders is None:
            self.placed |= {one.entry_id: one for one in placing.every(self.db, self.occasion)}
            years = people.birth_years(self.db, self.placed)
            sat = [Sat(id, one.rank, one.right, years.get(id)) for id, one in self.placed.items()]
            year = clock.local(self.occasion.closes_at).year
            self.orders = Orders(sat, Terms(year, self.occasion.questions, self.made.least_right))
        return self.orders


def _board(
    one: LaidLane,
    planned: tuple[Step, ...],
    decisions: Mapping[str, TieDecision],
    holders: set[str],
    count: int,
) -> BoardDraft:
    said = {key: as_decision(row) for key, row in decisions.items()}
    behind = count if planned and not one.is_held else 0
    return replace(
        board_of(one, decisions),
        cut=tuple(step.count - kept.count for step, kept in zip(planned, one.lane.steps, strict=True)),
        most=one.most,
        reserve=reserve_rules.reserve(one.allocation, said, one.passed, holders, behind),
    )
