"""From a list to what the pages of winners show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.pages import StaffView
from contest.commendations import boards, freezing, lists, refusing, telling, winners_store
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.ladders import prize_name
from contest.commendations.lists import Refused
from contest.commendations.models import PrizeCheck, PrizeRefusal
from contest.commendations.occasions import Occasion
from contest.commendations.pages import RefusalView, Winners
from contest.commendations.refusal_rules import Moved, Prize
from contest.commendations.refusing import Winner
from contest.commendations.states import REFUSED, Board, Check, Means, Refusal
from contest.commendations.winners_pages import RefusePage, UnitWinner, WinnerRow, WinnersPage
from contest.people import service as people
from contest.units import service as units
from contest.web.filters import inner

MEANS = {
    Means.PAPER: "Xem giấy tờ tùy thân tại chỗ",
    Means.UNIT: "Người phụ trách đơn vị xác nhận",
    Means.PHONE: "Gọi điện thoại",
}
TIE_WAITS = "Sau đó có nhóm bằng nhau chờ Ban Tổ chức quyết định."
NOBODY_LEFT = "Không còn ai kế tiếp nên giải này không trao."
NO_UNIT_LEFT = "Không còn đơn vị kế tiếp nên giải này không trao."
ISSUED = "Danh sách số {number} đã phát hành giữ nguyên. Ghi xong thì phát hành bản mới."
BY = "Ban Tổ chức"


def winners_page(
    db: Session,
    staff: StaffView,
    occasion: Occasion,
    now: datetime,
    wrong: str = "",
    errors: Mapping[str, str] | None = None,
) -> WinnersPage:
    """Everybody who has a prize now."""
    draft = lists.draft(db, occasion, now)
    return WinnersPage(
        staff,
        occasion.head(),
        tuple(_rows(db, draft)),
        in_short(db, draft),
        tuple((means.value, words) for means, words in MEANS.items()),
        bool(draft.ladder.version),
        wrong,
        errors or {},
        tuple(_units(draft)),
    )


def _units(draft: Draft) -> Iterable[UnitWinner]:
    for board in draft.boards:
        for row in freezing.winners(board) if not board.is_of_people else ():
            prize = board.steps[row.step or 0].name
            yield UnitWinner(row.id, draft.unit_names[row.id], row.rank, prize, _by(board))


def _by(board: BoardDraft) -> str:
    return f"{boards.by(board.board)}, {board.label}" if board.label else boards.by(board.board)


def _rows(db: Session, draft: Draft) -> Iterable[WinnerRow]:
    checks = winners_store.checks(db, draft.occasion.id)
    staff = staffing.names(db, {row.checked_by for row in checks.values()})
    seen: set[str] = set()
    for board in draft.boards:
        for row in freezing.winners(board) if board.is_of_people else ():
            if row.id in seen or row.step is None:
                continue
            seen.add(row.id)
            person = draft.persons[row.id]
            told = (row.id, person.name, person.unit_name, row.rank, board.steps[row.step].name)
            yield _row(told, checks.get(row.id), staff)


def _row(
    told: tuple[str, str, str, int, str], check: PrizeCheck | None, staff: Mapping[str, str]
) -> WinnerRow:
    if check is None:
        return WinnerRow(*told)
    by, means = staff.get(check.checked_by, BY), Means(check.means)
    return WinnerRow(*told, Check(check.state), means, MEANS[means], by, check.checked_at)


def in_short(db: Session, draft: Draft) -> Winners:
    """How many winners there are, who of them is known, and who refused."""
    won: dict[bool, set[str]] = {True: set(), False: set()}
    for board in draft.boards:
        won[board.is_of_people] |= {row.id for row in board.allocation.rows if row.step is not None}
    ids = won[True]
    states = [row.state for id, row in winners_store.checks(db, draft.occasion.id).items() if id in ids]
    known = (states.count(Check.DONE), states.count(Check.FAILED))
    return Winners(len(ids), *known, _refusals(db, draft), len(won[False]))


# --- refusals -------------------------------------------------------------------------------------


def _refusals(db: Session, draft: Draft) -> tuple[RefusalView, ...]:
    """The last first."""
    rows = winners_store.refusals(db, draft.occasion.id)
    if not rows:
        return ()
    ids = {row.subject for row in rows} | {one.id for turn in draft.moved.values() for one in turn}
    names = _names(db, ids)
    staff = staffing.names(db, {one for row in rows for one in (row.decided_by, row.taken_back_by) if one})
    counts = lists.counted(db, draft.occasion, rows)
    moved = {row.id: draft.moved.get(counts[row.subject], ()) for row in rows if row.taken_back_at is None}
    return tuple(_refusal(row, moved.get(row.id, ()), names, staff) for row in reversed(rows))


def _names(db: Session, ids: set[str]) -> dict[str, str]:
    """What people and units are called."""
    return {id: one.name for id, one in people.full_names(db, ids).items()} | units.names(db, ids)


def _refusal(
    row: PrizeRefusal, moved: Iterable[Moved], names: Mapping[str, str], staff: Mapping[str, str]
) -> RefusalView:
    stands = row.taken_back_at is None
    return RefusalView(
        id=row.id,
        name=names.get(row.subject, telling.ERASED),
        prize=prize_name(row.prize),
        what=REFUSED[Refusal(row.kind)],
        reason=row.reason,
        by=staff.get(row.decided_by, BY),
        at=row.decided_at,
        moved=moved_lines(moved, names),
        back_by="" if stands else staff.get(row.taken_back_by or "", BY),
        back_at=row.taken_back_at,
        is_unit=row.unit_id is not None,
    )


def moved_lines(moved: Iterable[Moved], names: Mapping[str, str]) -> tuple[str, ...]:
    """Who moved, a sentence each."""
    return tuple(_moved(one, names.get(one.id, telling.ERASED)) for one in moved)


def _moved(one: Moved, name: str) -> str:
    if one.after is None:
        return f"{name} không còn nhận {_prize(one.before)}."
    if one.before is None:
        return f"{name} nhận {_prize(one.after)}."
    return f"{name} chuyển từ {_prize(one.before)} sang {_prize(one.after)}."


def _prize(prize: Prize | None) -> str:
    assert prize is not None
    board, label, name = prize
    if board is Board.PEOPLE:
        return prize_name(name)
    return f"{prize_name(name)} ({inner(boards.heading(board, label))})"


def refuse_page(
    db: Session,
    staff: StaffView,
    occasion: Occasion,
    winner_id: str,
    now: datetime,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> RefusePage:
    """Who would move up, and the question why."""
    who = refusing.winner(db, occasion, winner_id)
    draft = lists.draft(db, occasion, now)
    prize = refusing.winning(db, draft, who)
    also = {who.id: REFUSED[Refusal.DECLINED]}
    then = lists.draft(db, occasion, now, also=Refused(units=also) if who.is_unit else Refused(also))
    moved = then.moved[who.id]
    name, unit, by, rank = _told(draft, who)
    return RefusePage(
        staff=staff,
        round=occasion.head(),
        winner=who.id,
        name=name,
        unit=unit,
        by=by,
        rank=rank,
        prize=prize_name(prize),
        kinds=tuple((kind.value, words) for kind, words in REFUSED.items()),
        moved=moved_lines(moved, _names(db, {one.id for one in moved})),
        after=tuple(_after(db, occasion, then, who, bool(moved))),
        values=values or {},
        errors=errors or {},
    )


def _told(draft: Draft, who: Winner) -> tuple[str, str, str, int]:
    """A winner's name, their unit, the order that a unit's prize is for, and the rank."""
    if who.is_unit:
        one = next(one for one in _units(draft) if one.unit_id == who.id)
        return one.name, "", one.by, one.rank
    person = draft.persons[who.id]
    rank = next(row.rank for board in draft.boards for row in board.allocation.rows if row.id == who.id)
    return person.name, person.unit_name, "", rank


def _after(db: Session, occasion: Occasion, then: Draft, who: Winner, somebody: bool) -> Iterable[str]:
    # A tie of people that waits is none of a unit's refusal.
    if any(not (who.is_unit and one.is_of_people) for one in then.pending):
        yield TIE_WAITS
    elif not somebody:
        yield NO_UNIT_LEFT if who.is_unit else NOBODY_LEFT
    number = lists.issued_number(db, occasion.id)
    if number:
        yield ISSUED.format(number=number)
