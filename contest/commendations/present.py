"""From a draft to what its page shows, and what an issued list's page shows alike."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.commendations import boards, comparing, freezing, lists, service, telling
from contest.commendations.content import Content
from contest.commendations.lists import BoardDraft, Draft
from contest.commendations.named import Names, names_of
from contest.commendations.pages import (
    BarredRow,
    DecidedView,
    PrizeRow,
    PrizeTable,
    ShowPage,
    VersionRow,
)
from contest.commendations.rules import Row
from contest.commendations.service import Issued
from contest.commendations.states import Board
from contest.people.service import FullName
from contest.rounds import monitor
from contest.ruleset.rules import Ruleset, ranks_by_time
from contest.web import filters

PAGE = 100
#: So many barred people are named; a contest has a few helpers.
MOST_BARRED = 50
NO_GUESS = "không đoán"


# --- the draft ------------------------------------------------------------------------------------


def show_page(db: Session, staff: StaffView, view: RoundView, now: datetime, page: int = 1) -> ShowPage:
    """The page of the list as it is now."""
    if view.phase is not Phase.CLOSED:
        stored = lists.ladder(db, view.id)
        return ShowPage(staff, monitor.round_view(view), False, bool(stored.version))
    draft = lists.draft(db, view, now)
    made = freezing.content(draft)
    every = service.versions(db, view.id)
    names = names_of(db, made, every)
    last = every[-1].content if every else None
    return ShowPage(
        staff=staff,
        round=monitor.round_view(view),
        closed=True,
        is_set=bool(draft.ladder.version),
        has_prediction=view.rules.prediction is not None,
        ranked=draft.ranked,
        truth=view.prediction_truth,
        in_percent=view.rules.predicts_percent,
        tables=tuple(_table(draft, made, board, page) for board in draft.boards),
        ties=tuple(telling.tie_view(draft, board) for board in draft.pending),
        decided=decided(made, names, view, every),
        barred=barred(made, names),
        more_barred=max(0, len(made.barred) - MOST_BARRED),
        missing=draft.missing,
        money=telling.money(made.total, made.budget),
        versions=version_rows(every, names),
        changes=() if last and service.years_are_gone(db, last) else _news(last, made, names),
        seed=view.seed.hex(),
        commitment=view.seed_commitment,
    )


def _news(last: Content | None, made: Content, names: Names) -> tuple[str, ...]:
    """What is different from the last issued list, in words."""
    if last is None or last == made:
        return ()
    lines = telling.change_lines(comparing.changes(last, made), names.plain)
    return lines or ("Kết quả, quyết định hoặc cơ cấu giải đã đổi; người nhận và số tiền giữ nguyên.",)


def _table(draft: Draft, made: Content, board: BoardDraft, page: int) -> PrizeTable:
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
        right=telling.score(draft.view.rules, placed.right, placed.points),
        error=error(draft.view.rules, placed.prediction_error),
        seconds=placed.seconds if ranks_by_time(draft.view.rules) else None,
        score=year(person),
    )


def _given(board: BoardDraft, row: Row) -> tuple[str, int]:
    return ("", 0) if row.step is None else (board.steps[row.step].name, board.steps[row.step].amount)


def error(rules: Ruleset, off: int | None) -> str:
    """How far off somebody's prediction was, in words."""
    return NO_GUESS if off is None else filters.guess(off, rules.predicts_percent)


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
    made: Content, names: Names, view: RoundView, every: tuple[Issued, ...]
) -> tuple[DecidedView, ...]:
    """The decisions of a list, each with the first version that was issued on it."""
    first: dict[str, int] = {}
    for one in every:
        for each in one.content.decided:
            first.setdefault(each.id, one.number)
    return tuple(
        telling.decided_view(each, names.plain, names.staff, view.seed, first.get(each.id, 0))
        for each in made.decided
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
