"""What the orders of units are laid by: who came of each, how large it is, what its people brought."""

from __future__ import annotations

from collections import Counter

from sqlmodel import Session

from contest import clock
from contest.commendations import scopes
from contest.commendations.ladders import Ladder
from contest.commendations.laying import Turnout
from contest.commendations.occasions import Occasion
from contest.commendations.rules import Allocation
from contest.commendations.states import Board
from contest.people import service as people
from contest.seasons import service as seasons
from contest.standings import service as standings
from contest.units import service as units


def gathered(db: Session, occasion: Occasion, made: Ladder, first: Allocation) -> Turnout:
    """Only what this ladder asks for is read. ``first``: the prizes of people."""
    members = scopes.members(db, {lane.group for lane in made.unit_lanes} - {""})
    if occasion.whole is not None:
        # As on the season's board: every unit, whatever its size.
        return Turnout(seasons.units(db, occasion.id), {}, 0, members=members)
    return _of_round(db, occasion, made, first, members)


def _of_round(
    db: Session, occasion: Occasion, made: Ladder, first: Allocation, members: dict[str, frozenset[str]]
) -> Turnout:
    view = occasion.view
    asked = view.rules.questions_count
    return Turnout(
        standings.participation(db, view.id),
        units.headcounts(db, clock.local(view.closes_at).date()),
        view.rules.minimum_unit_size,
        standings.perfect_people(db, view.id, asked) if made.equal_by_perfect else {},
        standings.brought(db, view.id).points if made.has(Board.MEAN) else {},
        _won(db, made, first) if made.has(Board.WON) else {},
        members,
    )


def _won(db: Session, made: Ladder, first: Allocation) -> dict[str, int] | None:
    """Unit → points for the prizes of its people; None while a tie of theirs waits."""
    if first.pending is not None:
        return None
    steps = {row.id: row.step for row in first.rows if row.step is not None}
    found: Counter[str] = Counter()
    for entry_id, unit_id in people.units_of(db, steps).items():
        if unit_id is not None:
            found[unit_id] += made.brought(steps[entry_id])
    return dict(found)
