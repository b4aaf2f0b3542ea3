"""Use cases of item analysis: asking for it anew, and what a question's use so far is in a sentence."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.errors import Conflict
from contest.jobs import service as jobs
from contest.reports import store
from contest.reports.states import Scope
from contest.reports.words import used_in_words
from contest.reports.working import ANALYSE

NOT_CLOSED = "Thống kê câu hỏi chỉ tính khi vòng đã đóng và có kết quả, để không lộ đáp án trong giờ thi."
REHEARSAL = "Bản chạy thử không tính thống kê câu hỏi."


def count(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """Count a round anew; pressed while it is being counted it changes nothing."""
    view = campaigns.view(db, round_id, now)
    if view.rehearsal_of:
        raise Conflict(REHEARSAL)
    if view.phase is not Phase.CLOSED:
        raise Conflict(NOT_CLOSED)
    if jobs.again(db, ANALYSE, round_id, now):
        audit.record(db, actor, "reports.count", round_id, {}, now)


def counts(db: Session, round_ids: Collection[str]) -> list[tuple[str, int, int, int]]:
    """(round, revision, people, right) of the questions of these rounds, first attempts alone; nothing of a
    round that was not counted yet."""
    return store.counts(db, round_ids, Scope.FIRST.value) if round_ids else []


def usage(db: Session, question: str) -> str:
    """How often a question (public id) was used in closed rounds and how many were right; "" if never."""
    return used_in_words(*store.used(db, question, Scope.FIRST.value))
