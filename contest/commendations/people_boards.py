"""The orders of people: the board, as far as prizes reach, and those by age behind it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from contest import clock
from contest.commendations import aging, placing
from contest.commendations.aging import LaidLane, Sat, Terms
from contest.commendations.drafts import BoardDraft, as_decision
from contest.commendations.ladders import Ladder, Lane
from contest.commendations.models import TieDecision
from contest.commendations.occasions import Occasion
from contest.commendations.placing import Stood
from contest.commendations.rules import Contender, Decision, Step, allocate
from contest.commendations.states import Board
from contest.people import service as people

#: So many rows more than there are prizes are read at first; more only when a tie reaches beyond them.
SPARE = 50


def laid(
    db: Session,
    occasion: Occasion,
    made: Ladder,
    passed: Mapping[str, str],
    decisions: dict[str, TieDecision],
) -> tuple[tuple[BoardDraft, ...], dict[str, Stood]]:
    """The board first, then each order by age: who has a prize is passed over by the next."""
    said = {key: as_decision(row) for key, row in decisions.items()}
    most = made.most(placing.taking_part(db, occasion))
    lane, room = aging.first_lane(made, most)
    first, placed = _reached(db, occasion, lane, room, passed, said)
    each: tuple[LaidLane, ...] = (first,)
    if made.lanes:
        placed = {one.entry_id: one for one in placing.every(db, occasion)}
        terms = Terms(clock.local(occasion.closes_at).year, occasion.questions, made.least_right)
        each = aging.lay_lanes(made, most, first, _sat(db, placed), terms, passed, said)
    planned = (made.people, *(one.steps for one in made.lanes))
    boards = (_board(one, steps, decisions) for one, steps in zip(each, planned, strict=True))
    return tuple(boards), placed


def _reached(
    db: Session,
    occasion: Occasion,
    lane: Lane,
    room: int | None,
    passed: Mapping[str, str],
    said: Mapping[str, Decision],
) -> tuple[LaidLane, dict[str, Stood]]:
    """As much of the board as prizes can reach: a tie may reach to its end."""
    limit = sum(step.count for step in lane.steps) + len(passed) + SPARE
    while True:
        found = placing.table(db, occasion, limit)
        contenders = tuple(Contender(one.entry_id, one.rank) for one in found)
        allocation = allocate(Board.PEOPLE, contenders, lane.steps, passed, said)
        if len(found) < limit or allocation.is_closed:
            made = LaidLane(lane, contenders, passed, allocation, room)
            return made, {one.entry_id: one for one in found}
        limit *= 8


def _sat(db: Session, placed: Mapping[str, Stood]) -> list[Sat]:
    years = people.birth_years(db, placed)
    return [Sat(id, one.rank, one.right, years.get(id)) for id, one in placed.items()]


def _board(one: LaidLane, planned: tuple[Step, ...], decisions: dict[str, TieDecision]) -> BoardDraft:
    return BoardDraft(
        one.lane.board,
        one.lane.steps,
        one.contenders,
        one.passed,
        decisions,
        one.allocation,
        cut=tuple(step.count - kept.count for step, kept in zip(planned, one.lane.steps, strict=True)),
        most=one.most,
        group=one.lane.group,
        label=one.lane.label,
        is_held=one.is_held,
    )
