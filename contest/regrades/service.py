"""Regrading a closed round: beginning a trial, applying it, dropping it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.regrades import corrections, store
from contest.regrades.models import Regrade
from contest.regrades.rules import newest
from contest.regrades.states import State
from contest.rounds import unmoved
from contest.rounds.deeds import Order, Used
from contest.rounds.service import CLOSE
from contest.standings import service as standings

#: The kinds of the jobs; their subject is the regrade.
TRY, APPLY = "regrade-try", "regrade-apply"

NO_REGRADE = "Không tìm thấy lần chấm lại này trong vòng thi. Về trang Chấm lại."
NOT_CLOSED = (
    "Chỉ chấm lại khi vòng đã đóng và có kết quả. Đáp án sửa trước đó, máy tự chấm theo khi đóng vòng."
)
STILL_CLOSING = "Máy chưa cộng xong kết quả vòng này vào cả cuộc thi. Chờ cộng xong rồi chấm thử."
BUSY = "Máy đang chấm lại vòng này. Chờ xong rồi chấm thử lần khác."
NOTHING_NEW = "Chưa có đáp án nào của vòng này sửa sau khi chấm, nên không có gì để chấm lại."
NOT_READY = "Lần chấm thử này chưa xong. Chờ xong rồi quyết định."
IS_DROPPED = "Lần chấm thử này đã bỏ. Muốn chấm lại thì chấm thử lần khác."
IS_APPLIED = (
    "Lần chấm lại này đã áp dụng, không bỏ được nữa. Cần sửa tiếp thì sửa đáp án rồi chấm thử lần khác."
)
KEYS_MOVED = (
    "Đáp án lại vừa sửa sau lần chấm thử này, nên các con số dưới đây không còn đúng. Chấm thử lần khác."
)
BOARD_MOVED = (
    "Bảng xếp hạng đã đổi sau lần chấm thử này, ví dụ có bài bị hủy hoặc có người ra ngoài bảng. "
    "Chấm thử lần khác."
)


def begin(db: Session, order: Order, round_id: str, now: datetime) -> None:
    """Try what the newest keys change. The form's id is the trial's: sent twice it is one. A trial that
    nobody decided about is dropped by the next."""
    view = _closed(db, round_id, now)
    before = store.find(db, order.id)
    if before is not None:
        if (before.round_id, before.reason) != (round_id, order.reason):
            raise Used
        return
    standing = live(db, round_id)
    if standing is not None and standing.state != State.READY:
        raise Conflict(BUSY)
    found = corrections.fresh(db, view)
    if not found:
        raise Conflict(NOTHING_NEW)
    if standing is not None:
        store.decide(db, standing.id, State.DROPPED, order.by, now, [State.READY])
    row = Regrade(
        id=order.id,
        round_id=round_id,
        reason=order.reason,
        asked_by=order.by,
        asked_at=now,
        board=standings.version(db, round_id),
        keys=corrections.written(found),
    )
    store.add(db, row)
    jobs.enqueue(db, TRY, row.id, now, now)
    detail = {"regrade": row.id, "keys": len(found)}
    audit.record(db, order.by, "regrades.begin", round_id, detail, now)


def _closed(db: Session, round_id: str, now: datetime) -> RoundView:
    view = campaigns.view(db, round_id, now, alone=True)
    if view.phase is not Phase.CLOSED:
        raise Conflict(NOT_CLOSED)
    closing = jobs.status(db, CLOSE, round_id)
    if closing is not None and closing.state is not JobState.DONE:
        raise Conflict(STILL_CLOSING)
    return view


def of(db: Session, round_id: str, regrade_id: str, *, held: bool = False) -> Regrade:
    """A regrade of this round; NotFound when there is none."""
    found = store.find(db, regrade_id, held=held)
    if found is None or found.round_id != round_id:
        raise NotFound(NO_REGRADE)
    return found


def live(db: Session, round_id: str) -> Regrade | None:
    """The regrade of a round that is not over; None where there is none."""
    return store.live(db, round_id)


class Held(NamedTuple):
    """Whether a trial holds, as it was seen beside this version of the board."""

    board: int
    problem: str


def stale(db: Session, view: RoundView, row: Regrade) -> str:
    """Why a trial can't be applied any more; "" while it can."""
    return _keys_moved(db, view, row) or held(db, view, row).problem


def held(db: Session, view: RoundView, row: Regrade) -> Held:
    """Whether the board is the one of the trial: what takes long is done before somebody applies it."""
    board = standings.version(db, view.id)
    if board == row.board:
        return Held(board, "")
    # A publication or a covered hall makes another version of the board, and moves nobody.
    seen = jobs.left(db, TRY, row.id)
    return Held(board, "" if seen and unmoved.stamp(db, view) == seen else BOARD_MOVED)


def _keys_moved(db: Session, view: RoundView, row: Regrade) -> str:
    same = newest(corrections.fresh(db, view)) == newest(corrections.read(row.keys))
    return "" if same else KEYS_MOVED


def look(db: Session, round_id: str, regrade_id: str, now: datetime) -> Held | None:
    """What :func:`apply` asks about the board, before its transaction; None where there is nothing to ask."""
    row = of(db, round_id, regrade_id)
    return held(db, campaigns.view(db, round_id, now), row) if row.state == State.READY else None


def apply(
    db: Session, actor: str, round_id: str, regrade_id: str, now: datetime, looked: Held | None = None
) -> None:
    """Begin to store what the trial found; pressed twice it is stored once. ``looked``: what was seen
    before the transaction."""
    view = campaigns.view(db, round_id, now, alone=True)
    row = of(db, round_id, regrade_id, held=True)
    if row.state in (State.APPLYING, State.APPLIED):
        return
    if row.state != State.READY:
        raise Conflict(IS_DROPPED if row.state == State.DROPPED else NOT_READY)
    if looked is None or looked.board != standings.version(db, view.id):
        looked = held(db, view, row)
    if problem := _keys_moved(db, view, row) or looked.problem:
        raise Conflict(problem)
    detail = {"regrade": row.id, "changed": row.changed, "moved": row.moved}
    store.decide(db, row.id, State.APPLYING, actor, now, [State.READY])
    jobs.enqueue(db, APPLY, regrade_id, now, now)
    audit.record(db, actor, "regrades.apply", round_id, detail, now)


def drop(db: Session, actor: str, round_id: str, regrade_id: str, now: datetime) -> None:
    """Nothing of it will be applied; what a trial found stays to be read, half of one does not."""
    campaigns.view(db, round_id, now, alone=True)
    row = of(db, round_id, regrade_id, held=True)
    if row.state == State.DROPPED:
        return
    is_half = row.state == State.TRIAL
    if not store.decide(db, row.id, State.DROPPED, actor, now, [State.TRIAL, State.READY]):
        raise Conflict(IS_APPLIED)
    if is_half:
        # Some of the papers, with keys of places that may hold a birth year: they say nothing.
        store.drop_changes(db, row.id)
    audit.record(db, actor, "regrades.drop", round_id, {"regrade": regrade_id}, now)


def resume(db: Session, actor: str, round_id: str, regrade_id: str, now: datetime) -> None:
    """Let a trial or an application that failed go on where it stood."""
    row = of(db, round_id, regrade_id)
    jobs.resume(db, APPLY if row.state == State.APPLYING else TRY, regrade_id, now)
    audit.record(db, actor, "regrades.resume", round_id, {"regrade": regrade_id}, now)


def note_export(db: Session, actor: str, round_id: str, regrade_id: str, people: int, now: datetime) -> None:
    """Record that a list of names left the server."""
    audit.record(db, actor, "regrades.export", round_id, {"regrade": regrade_id, "people": people}, now)
