"""The orders of units that have prizes, as the refusals of units leave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from contest.commendations import refusal_rules, turnouts
from contest.commendations.drafts import BoardDraft, as_decision, board_of, with_kept
from contest.commendations.ladders import Ladder
from contest.commendations.laying import Laid, lay_units
from contest.commendations.models import TieDecision
from contest.commendations.occasions import Occasion
from contest.commendations.refusal_rules import Moved
from contest.commendations.rules import Allocation
from contest.commendations.states import Board
from contest.standings.units import UnitPlaced


@dataclass(frozen=True)
class OfUnits:
    """The orders of units with their places; ``moved``: by each refusal, which unit moved up."""

    boards: tuple[BoardDraft, ...] = ()
    placed: Mapping[tuple[Board, str, str], UnitPlaced] = field(default_factory=dict)
    moved: tuple[tuple[Moved, ...], ...] = ()


def laid(
    db: Session,
    occasion: Occasion,
    made: Ladder,
    first: Allocation,
    decisions: Mapping[str, TieDecision],
    refused: Sequence[tuple[str, str]] = (),
) -> OfUnits:
    """Units along each order that has prizes; who has one by an earlier order is passed over by the next.
    ``first``: the prizes of people. ``refused``: as of people."""
    if not made.units:
        return OfUnits(moved=((),) * len(refused))
    turnout = turnouts.gathered(db, occasion, made, first)
    said = {key: as_decision(row) for key, row in decisions.items()}
    turns = refusal_rules.laid(
        lambda passed, every: lay_units(made, turnout, every, passed), {}, refused, said
    )
    known = with_kept(decisions, turns.kept)
    return OfUnits(
        tuple(_board(one, known, waits=turnout.won is None) for one in turns.lanes),
        {(one.lane.board, one.lane.group, unit.unit_id): unit for one in turns.lanes for unit in one.placed},
        turns.moved,
    )


def _board(one: Laid, decisions: Mapping[str, TieDecision], *, waits: bool) -> BoardDraft:
    return replace(board_of(one, decisions), waits_for_people=one.lane.board is Board.WON and waits)
