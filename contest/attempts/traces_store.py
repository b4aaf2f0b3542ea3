"""SQL of what attempts left behind: arrivals of answers, devices."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from contest.attempts.models import AnswerEvent, Attempt
from contest.attempts.states import AttemptState, Fate


def applied(db: Session, attempt_ids: Collection[str]) -> Sequence[tuple[str, int, datetime]]:
    """(attempt, slot, arrival) of answers that counted and said something. An attempt without a device was
    typed in from paper: all of it arrived at once."""
    statement = (
        select(AnswerEvent.attempt_id, AnswerEvent.slot, AnswerEvent.received)
        .join(Attempt, col(Attempt.id) == col(AnswerEvent.attempt_id))
        .where(col(AnswerEvent.attempt_id).in_(attempt_ids), Attempt.holder != "")
        .where(AnswerEvent.fate == Fate.APPLIED, AnswerEvent.answer != "")
    )
    order = (col(AnswerEvent.received), col(AnswerEvent.seq))
    return list(db.exec(statement.order_by(*order)))


def held(db: Session, round_id: str, at_least: int) -> Sequence[tuple[str, str, str]]:
    """(device, attempt, entry) of devices that held attempts of so many people last; void ones left out."""
    ended = (Attempt.round_id == round_id, Attempt.holder != "", Attempt.state != AttemptState.VOID)
    many = (
        select(Attempt.holder)
        .where(*ended)
        .group_by(col(Attempt.holder))
        .having(func.count(func.distinct(Attempt.entry_id)) >= at_least)
    )
    statement = select(Attempt.holder, Attempt.id, Attempt.entry_id).where(*ended)
    wanted = statement.where(col(Attempt.holder).in_(many.scalar_subquery()))
    return list(db.exec(wanted.order_by(col(Attempt.holder), col(Attempt.started_at), col(Attempt.id))))
