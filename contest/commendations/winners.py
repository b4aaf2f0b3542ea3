"""From a list to what the pages of winners show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.pages import StaffView
from contest.commendations import boards, freezing, lists, refusing, telling, winners_store
from contest.commendations.drafts import Draft
from contest.commendations.ladders import prize_name
from contest.commendations.models import PrizeCheck, PrizeRefusal
from contest.commendations.occasions import Occasion
from contest.commendations.pages import RefusalView, Winners
from contest.commendations.refusal_rules import Moved, Prize
from contest.commendations.states import REFUSED, Board, Check, Means, Refusal
from contest.commendations.winners_pages import RefusePage, WinnerRow, WinnersPage
from contest.people import service as people
from contest.web.filters import inner

MEANS = {
    Means.PAPER: "Xem giấy tờ tùy thân tại chỗ",
    Means.UNIT: "Người phụ trách đơn vị xác nhận",
    Means.PHONE: "Gọi điện thoại",
}
TIE_WAITS = "Sau đó có nhóm bằng nhau chờ Ban Tổ chức quyết định."
NOBODY_LEFT = "Không còn ai kế tiếp nên giải này không trao."
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
    )


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
    ids = {
        row.id
        for board in draft.boards
        if board.is_of_people
        for row in board.allocation.rows
        if row.step is not None
    }
    states = [row.state for id, row in winners_store.checks(db, draft.occasion.id).items() if id in ids]
    return Winners(len(ids), states.count(Check.DONE), states.count(Check.FAILED), _refusals(db, draft))


# --- refusals -------------------------------------------------------------------------------------


def _refusals(db: Session, draft: Draft) -> tuple[RefusalView, ...]:
    """The last first."""
    rows = winners_store.refusals(db, draft.occasion.id)
    if not rows:
        return ()
    ids = {row.entry_id for row in rows} | {one.id for turn in draft.moved.values() for one in turn}
    names = {id: one.name for id, one in people.full_names(db, ids).items()}
    staff = staffing.names(db, {one for row in rows for one in (row.decided_by, row.taken_back_by) if one})
    return tuple(_refusal(row, draft, names, staff) for row in reversed(rows))


def _refusal(
    row: PrizeRefusal, draft: Draft, names: Mapping[str, str], staff: Mapping[str, str]
) -> RefusalView:
    stands = row.taken_back_at is None
    return RefusalView(
        id=row.id,
        name=names.get(row.entry_id, telling.ERASED),
        prize=prize_name(row.prize),
        what=REFUSED[Refusal(row.kind)],
        reason=row.reason,
        by=staff.get(row.decided_by, BY),
        at=row.decided_at,
        moved=moved_lines(draft.moved.get(row.entry_id, ()) if stands else (), names),
        back_by="" if stands else staff.get(row.taken_back_by or "", BY),
        back_at=row.taken_back_at,
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
    entry_id: str,
    now: datetime,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> RefusePage:
    """Who would move up, and the question why."""
    refusing.check_takes_part(db, occasion, entry_id)
    draft = lists.draft(db, occasion, now)
    prize = refusing.winning(db, draft, entry_id)
    then = lists.draft(db, occasion, now, also={entry_id: REFUSED[Refusal.DECLINED]})
    moved = then.moved[entry_id]
    names = {id: one.name for id, one in people.full_names(db, {one.id for one in moved}).items()}
    person = draft.persons[entry_id]
    rank = next(row.rank for board in draft.boards for row in board.allocation.rows if row.id == entry_id)
    return RefusePage(
        staff=staff,
        round=occasion.head(),
        entry=entry_id,
        name=person.name,
        unit=person.unit_name,
        rank=rank,
        prize=prize_name(prize),
        kinds=tuple((kind.value, words) for kind, words in REFUSED.items()),
        moved=moved_lines(moved, names),
        after=tuple(_after(db, occasion, then, bool(moved))),
        values=values or {},
        errors=errors or {},
    )


def _after(db: Session, occasion: Occasion, then: Draft, somebody: bool) -> Iterable[str]:
    if then.pending:
        yield TIE_WAITS
    elif not somebody:
        yield NOBODY_LEFT
    number = lists.issued_number(db, occasion.id)
    if number:
        yield ISSUED.format(number=number)
