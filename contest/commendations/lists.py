"""The list as the results, the ladder and the committee's decisions make it at this moment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest import clock
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import shares_people
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.commendations import content as frozen
from contest.commendations import ladders, limits, store
from contest.commendations.ladders import Ladder, prize_name
from contest.commendations.laying import Turnout, lay_units
from contest.commendations.models import TieDecision
from contest.commendations.rules import (
    Allocation,
    Contender,
    Decision,
    Outcome,
    Row,
    Step,
    Tie,
    allocate,
)
from contest.commendations.states import Board, Way
from contest.errors import Conflict
from contest.people import same
from contest.people import service as people
from contest.people.service import FullName
from contest.standings import service as standings
from contest.standings.service import Placed
from contest.standings.units import UnitPlaced
from contest.units import service as units
from contest.web.filters import inner

NOT_CLOSED = "Danh sách trao giải có sau khi vòng thi đóng và máy chốt xong kết quả."
BARRED = "Không xét giải"
SAME = "Đã gộp vào đăng ký khác của cùng một người"
#: So many rows more than there are prizes are read at first; more only when a tie reaches beyond them.
SPARE = 50
SHOWN = frozenset(Outcome) - {Outcome.NONE}


@dataclass(frozen=True)
class StoredLadder:
    """A round's ladder; version 0: nobody has set it, so it is the usual one."""

    ladder: Ladder
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class BoardDraft:
    """One order of a draft: what went into the rules and what came out.

    ``most``: how many prizes there may be, None for no limit. ``cut``: how many of each step are beyond it;
    () for none.
    """

    board: Board
    steps: tuple[Step, ...]
    contenders: tuple[Contender, ...]
    passed: Mapping[str, str]
    decisions: Mapping[str, TieDecision]
    allocation: Allocation
    cut: tuple[int, ...] = ()
    most: int | None = None

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


@dataclass(frozen=True)
class Draft:
    """The whole list, not issued. ``missing``: earlier rounds whose winners are not known yet."""

    view: RoundView
    ladder: StoredLadder
    boards: tuple[BoardDraft, ...]
    placed: Mapping[str, Placed]
    units: Mapping[tuple[Board, str], UnitPlaced]
    persons: Mapping[str, FullName]
    unit_names: Mapping[str, str]
    barred: tuple[str, ...]
    ranked: int
    missing: tuple[str, ...] = ()

    @property
    def pending(self) -> tuple[BoardDraft, ...]:
        """The orders with a tie that waits for the committee."""
        return tuple(one for one in self.boards if one.allocation.pending is not None)

    @property
    def total(self) -> int:
        """The sum of what is decided, in đồng."""
        return sum(one.allocation.total for one in self.boards)


def as_decision(row: TieDecision) -> Decision:
    """A stored decision as the rules take it."""
    return Decision(Way(row.way), row.keep_lower, tuple(json.loads(row.drawn)))


def ladder(db: Session, round_id: str, *, held: bool = False) -> StoredLadder:
    """A round's ladder, the usual one where nobody has set another."""
    row = store.ladder(db, round_id, held=held)
    if row is None:
        return StoredLadder(ladders.USUAL)
    return StoredLadder(ladders.from_json(row.content), row.version, row.changed_by, row.changed_at)


def draft(db: Session, view: RoundView, now: datetime, *, held: bool = False) -> Draft:
    """The list of a closed round; Conflict before. ``held``: what it says stays until the commit."""
    if view.phase is not Phase.CLOSED:
        raise Conflict(NOT_CLOSED)
    stored = ladder(db, view.id, held=held)
    decisions = {row.tie_key: row for row in store.standing_decisions(db, view.id)}
    barred = people.barred_in(db, view.campaign_id)
    earlier, missing = _earlier(db, view, now) if stored.ladder.once else ({}, ())
    second = same.in_campaign(db, view.campaign_id)
    passed = earlier | dict.fromkeys(barred, BARRED) | dict.fromkeys(second, SAME)
    first, placed = _people(db, view, stored.ladder, passed, decisions)
    unit_boards, unit_rows = _unit_boards(db, view, stored.ladder, decisions)
    boards = (first, *unit_boards)
    persons = people.full_names(db, {row.id for row in first.rows} | set(barred))
    named = {row.id for board in unit_boards for row in board.rows}
    return Draft(
        view=view,
        ladder=stored,
        boards=boards,
        placed=placed,
        units=unit_rows,
        persons=persons,
        unit_names=units.names(db, named),
        barred=barred,
        ranked=standings.total(db, view.id),
        missing=missing,
    )


def _people(
    db: Session, view: RoundView, set_up: Ladder, passed: Mapping[str, str], decisions: dict[str, TieDecision]
) -> tuple[BoardDraft, dict[str, Placed]]:
    """As much of the board as prizes can reach: a tie may reach to its end."""
    planned = set_up.steps(Board.PEOPLE)
    most = set_up.most(standings.taking_part(db, view.id))
    steps = limits.capped(planned, most)
    cut = tuple(step.count - kept.count for step, kept in zip(planned, steps, strict=True))
    limit = sum(step.count for step in steps) + len(passed) + SPARE
    while True:
        found = standings.table(db, view.id, 0, limit)
        contenders = tuple(Contender(one.entry_id, one.rank) for one in found)
        made = _board(Board.PEOPLE, steps, contenders, passed, decisions)
        if len(found) < limit or made.allocation.is_closed:
            return replace(made, cut=cut, most=most), {one.entry_id: one for one in found}
        limit *= 8


def _board(
    board: Board,
    steps: tuple[Step, ...],
    contenders: tuple[Contender, ...],
    passed: Mapping[str, str],
    decisions: dict[str, TieDecision],
) -> BoardDraft:
    said = {key: as_decision(row) for key, row in decisions.items()}
    return BoardDraft(
        board, steps, contenders, passed, decisions, allocate(board, contenders, steps, passed, said)
    )


def _unit_boards(
    db: Session, view: RoundView, set_up: Ladder, decisions: dict[str, TieDecision]
) -> tuple[tuple[BoardDraft, ...], dict[tuple[Board, str], UnitPlaced]]:
    """Units by number, then by rate; who has a prize by number is passed over in the other."""
    if not set_up.units:
        return (), {}
    sizes = units.headcounts(db, clock.local(view.closes_at).date())
    turnout = Turnout(
        standings.participation(db, view.id),
        sizes,
        view.rules.minimum_unit_size,
        standings.perfect_people(db, view.id, view.rules.questions_count) if set_up.equal_by_perfect else {},
    )
    laid = lay_units(set_up, turnout, {key: as_decision(row) for key, row in decisions.items()})
    made = tuple(
        BoardDraft(one.board, one.steps, one.contenders, one.passed, decisions, one.allocation)
        for one in laid
    )
    return made, {(one.board, unit.unit_id): unit for one in laid for unit in one.placed}


def _earlier(db: Session, view: RoundView, now: datetime) -> tuple[dict[str, str], tuple[str, ...]]:
    """Who has a prize in an earlier round's list, with the reason in words; and rounds without a list yet."""
    before = [
        one
        for one in campaigns.every(db, now)
        if one.campaign_id == view.campaign_id
        and one.number < view.number
        and shares_people(one.only, view.only)
    ]
    before.sort(key=lambda one: one.number)
    ids = [one.id for one in before]
    latest = {row.round_id: frozen.from_json(row.content) for row in store.latest_lists(db, ids)}
    planned = store.with_ladder(db, ids)
    reasons: dict[str, str] = {}
    # Who won under a second registration has won: the one that counts gets no other prize.
    main = same.in_campaign(db, view.campaign_id)
    for one in before:
        for prize in latest[one.id].people if one.id in latest else ():
            said = f"Đã nhận {prize_name(prize.prize)} {inner(one.name)}"
            reasons.setdefault(main.get(prize.entry, prize.entry), said)
    missing = tuple(one.name for one in before if one.id in planned and one.id not in latest)
    return reasons, missing
