"""From a draft to what its page shows, and what an issued list's page shows alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.commendations import boards, comparing, freezing, lists, service, telling, winners
from contest.commendations.content import Content, Decided
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.named import Names, names_of, reserve_of
from contest.commendations.occasions import NAME, Occasion
from contest.commendations.pages import (
    BarredRow,
    DecidedView,
    PrizeRow,
    PrizeTable,
    ShowPage,
    VersionRow,
)
from contest.commendations.rules import Outcome, Row
from contest.commendations.service import Issued
from contest.commendations.states import Board
from contest.people.service import FullName
from contest.web import filters
from contest.web.database import from_ms

PAGE = 100
#: So many barred people are named; a contest has a few helpers.
MOST_BARRED = 50
NO_GUESS = "không đoán"


# --- the draft ------------------------------------------------------------------------------------


def show_page(db: Session, staff: StaffView, occasion: Occasion, now: datetime, page: int = 1) -> ShowPage:
    """The page of the list as it is now."""
    every = service.versions(db, occasion.id)
    if occasion.phase is not Phase.CLOSED:
        return _before(db, staff, occasion, every)
    draft = lists.draft(db, occasion, now)
    made = freezing.content(draft)
    names = names_of(db, made, every)
    last = every[-1].content if every else None
    return ShowPage(
        staff=staff,
        round=occasion.head(),
        closed=True,
        home=_home(occasion),
        beside=_beside(occasion),
        drafts=occasion.drafts,
        is_set=bool(draft.ladder.version),
        has_prediction=occasion.has_prediction,
        ranked=draft.ranked,
        truth=occasion.truth,
        in_percent=occasion.in_percent,
        tables=tuple(_table(draft, made, board, page, names) for board in draft.boards),
        winners=winners.in_short(db, draft),
        ties=tuple(telling.tie_view(draft, board) for board in draft.pending),
        decided=decided(made, names, occasion, every),
        barred=barred(made, names),
        more_barred=max(0, len(made.barred) - MOST_BARRED),
        missing=draft.missing,
        money=telling.money(made.total, made.budget),
        versions=version_rows(every, names),
        changes=() if last and service.years_are_gone(db, last) else _news(last, made, names),
    )


def _before(db: Session, staff: StaffView, occasion: Occasion, every: tuple[Issued, ...]) -> ShowPage:
    """Before it is over. Of a whole contest lists may be there already, when a round came after them."""
    names = names_of(db, every[-1].content, every) if every else None
    return ShowPage(
        staff,
        occasion.head(),
        closed=False,
        is_set=bool(lists.ladder(db, occasion.id).version),
        home=_home(occasion),
        beside=_beside(occasion),
        open=occasion.open,
        versions=version_rows(every, names) if names else (),
    )


def _home(occasion: Occasion) -> str:
    """The round that a whole contest's page leads back to; "" of a round."""
    return "" if occasion.whole is None else occasion.view.id


def _beside(occasion: Occasion) -> tuple[tuple[str, str], ...]:
    """The other lists of the contest: (occasion, name)."""
    if occasion.whole is not None:
        return tuple((each.id, each.name) for each in occasion.rounds)
    view = occasion.view
    return ((view.campaign_id, NAME),) if view.season is not None and not view.rehearsal_of else ()


def _news(last: Content | None, made: Content, names: Names) -> tuple[str, ...]:
    """What is different from the last issued list, in words."""
    if last is None or last == made:
        return ()
    lines = telling.change_lines(comparing.changes(last, made), names.plain)
    return lines or ("Kết quả, quyết định hoặc cơ cấu giải đã đổi; người nhận và số tiền giữ nguyên.",)


def _table(draft: Draft, made: Content, board: BoardDraft, page: int, names: Names) -> PrizeTable:
    every = sorted(board.rows, key=lambda row: _place(draft, row))
    pages = max(1, -(-len(every) // PAGE)) if board.board is Board.PEOPLE else 1
    at = min(page, pages)
    shown = every[(at - 1) * PAGE : at * PAGE] if board.is_of_people else every
    rows = [
        _person_row(draft, board, row) if board.is_of_people else _unit_row(draft, board, row)
        for row in shown
    ]
    return PrizeTable(
        board=board.board,
        title=boards.title(board.board, board.label),
        rows=tuple(rows),
        awarded=board.allocation.awarded,
        total=board.allocation.total,
        left=telling.left_lines(made.left, board.board, board.label),
        page=at,
        pages=pages,
        more=len(every) - len(rows) if pages == 1 else 0,
        figure=boards.figure(board.board),
        waits=telling.PEOPLE_FIRST if board.waits_for_people else "",
        reserve=reserve_rows(draft.occasion, made, names, (board.board, board.label)),
    )


def _place(draft: Draft, row: Row) -> tuple[int, int, str, str]:
    """Rank, then the better prize, then the name's order."""
    person = draft.persons.get(row.id)
    name = person.sort_key if person else draft.unit_names.get(row.id, "")
    return row.rank, 1000 if row.step is None else row.step, name, row.id


def _person_row(draft: Draft, board: BoardDraft, row: Row) -> PrizeRow:
    placed, person = draft.placed[row.id], draft.persons[row.id]
    prize, amount = _given(board, row)
    return PrizeRow(
        rank=row.rank,
        name=person.name,
        unit=person.unit_name,
        outcome=row.outcome,
        prize=prize,
        amount=amount,
        reason=row.reason,
        right=draft.occasion.score(placed.right, placed.points, placed.rounds),
        error=error(placed.prediction_error, in_percent=draft.occasion.in_percent),
        seconds=placed.seconds if draft.occasion.ranks_by_time else None,
        score=year(person),
    )


def _given(board: BoardDraft, row: Row) -> tuple[str, int]:
    return ("", 0) if row.step is None else (board.steps[row.step].name, board.steps[row.step].amount)


def error(off: int | None, *, in_percent: bool) -> str:
    """How far off somebody's prediction was, in words."""
    return NO_GUESS if off is None else filters.guess(off, in_percent)


def year(person: FullName | None) -> str:
    """When somebody was born, as far as it is known."""
    return str(person.birth_year) if person is not None and person.birth_year is not None else ""


def _unit_row(draft: Draft, board: BoardDraft, row: Row) -> PrizeRow:
    placed = draft.placed_unit(board, row.id)
    prize, amount = _given(board, row)
    return PrizeRow(
        rank=row.rank,
        name=draft.unit_names[row.id],
        unit="",
        outcome=row.outcome,
        prize=prize,
        amount=amount,
        reason=row.reason,
        people=placed.people,
        headcount=placed.headcount,
        rate=placed.rate,
        score="" if placed.score is None else boards.score(board.board, placed.score),
    )


# --- parts of both --------------------------------------------------------------------------------


def decided(
    made: Content, names: Names, occasion: Occasion, every: tuple[Issued, ...]
) -> tuple[DecidedView, ...]:
    """The decisions of a list, each with the first version that was issued on it."""
    first: dict[str, int] = {}
    for one in every:
        for each in one.content.decided:
            first.setdefault(each.id, one.number)
    return tuple(_decided(each, names, occasion, first.get(each.id, 0)) for each in made.decided)


def _decided(one: Decided, names: Names, occasion: Occasion, frozen_in: int) -> DecidedView:
    origin = occasion.drawn_by(from_ms(one.at))
    told = telling.decided_view(one, names.plain, names.staff, origin.seed, frozen_in, occasion.lots)
    return replace(told, seed=origin.seed.hex(), commitment=origin.seed_commitment, seed_of=origin.name)


def reserve_rows(
    occasion: Occasion, made: Content, names: Names, lane: tuple[Board, str]
) -> tuple[PrizeRow, ...]:
    """Who comes next behind the prizes of one order."""
    return tuple(
        PrizeRow(
            rank=one.rank,
            name=names.plain.get(one.entry, telling.ERASED),
            unit=one.unit,
            outcome=Outcome.NONE,
            prize=str(one.place),
            right=occasion.score(one.right, one.points, one.rounds),
            error=error(one.error, in_percent=occasion.in_percent),
            seconds=one.seconds if occasion.ranks_by_time else None,
            score=year(names.persons.get(one.entry)),
        )
        for one in reserve_of(made, names)
        if (one.board, one.group) == lane
    )


def barred(made: Content, names: Names) -> tuple[BarredRow, ...]:
    """Who is not ranked, the first of them."""
    found = (names.persons.get(entry) for entry in made.barred[:MOST_BARRED])
    return tuple(
        BarredRow(person.name, person.unit_name, person.barred_reason or "Nay được xếp hạng")
        for person in found
        if person is not None
    )


def version_rows(every: tuple[Issued, ...], names: Names) -> tuple[VersionRow, ...]:
    """The issued lists, the last first."""
    return tuple(
        VersionRow(
            one.number, one.issued_at, names.staff.get(one.issued_by, "Ban Tổ chức"), one.reason, one.sha256
        )
        for one in reversed(every)
    )
