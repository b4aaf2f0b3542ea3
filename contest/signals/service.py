"""Signals of a closed round: asking for them, what staff say of one, and letting them go in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.rounds import deeds
from contest.rounds.deeds import Order
from contest.rounds.states import DeedKind
from contest.signals import store
from contest.signals.finding import FIND
from contest.signals.rules import KEPT_DAYS
from contest.signals.states import Verdict
from contest.web.database import reading, writing

LOOK_EVERY = timedelta(hours=1)

NO_SIGNAL = "Không tìm thấy dấu hiệu này. Có thể đã xóa vì hết hạn lưu."
NOT_CLOSED = "Chỉ tìm dấu hiệu khi vòng đã đóng và có kết quả, để không lộ đáp án trong giờ thi."
TOO_OLD = f"Vòng này đóng đã quá {KEPT_DAYS} ngày. Dấu hiệu chỉ được tìm và giữ trong {KEPT_DAYS} ngày."

_looked_at: datetime | None = None


def until(view: RoundView) -> datetime:
    """Until when signals of a round are kept."""
    return view.closes_at + timedelta(days=KEPT_DAYS)


def search(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """Begin to look for signals, or go on after a failure; pressed twice it is looked once."""
    view = campaigns.view(db, round_id, now)
    if view.phase is not Phase.CLOSED:
        raise Conflict(NOT_CLOSED)
    if now >= until(view):
        raise Conflict(TOO_OLD)
    status = jobs.status(db, FIND, round_id)
    if status is not None and status.state is JobState.FAILED:
        jobs.resume(db, FIND, round_id, now)
    elif not jobs.enqueue(db, FIND, round_id, now, now):
        return
    audit.record(db, actor, "signals.search", round_id, {}, now)


def decide(db: Session, order: Order, round_id: str, signal_id: str, verdict: Verdict, now: datetime) -> None:
    """What staff found when they looked at a signal. It changes no mark and no rank."""
    found = store.signal(db, round_id, signal_id)
    if found is None:
        raise NotFound(NO_SIGNAL)
    if not deeds.claim(db, order, DeedKind.SIGNAL, round_id, now, signal_id):
        return
    store.decide(db, signal_id, verdict.value, order.id)
    deeds.note(db, order, DeedKind.SIGNAL, round_id, now, subject=signal_id, people=0, verdict=verdict.value)


def forget_due(now: datetime) -> int:
    """The tick, once an hour: signals of rounds that closed thirty days ago go; how many."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    with reading() as db:
        stored = store.rounds(db)
        due = [view.id for view in campaigns.every(db, now) if view.id in stored and until(view) <= now]
    return sum(forget(round_id, now) for round_id in due)


def forget(round_id: str, now: datetime) -> int:
    """Throw the signals of a round away; how many."""
    with writing() as db:
        gone = store.drop(db, [round_id])
        store.drop_tallies(db, [round_id])
        if gone:
            audit.record(db, audit.SERVER, "signals.forget", round_id, {"signals": gone}, now)
    return gone
