"""SQL of what people wrote for open questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, func, type_coerce
from sqlmodel import Session, col, select, update

from contest.attempts.models import Answer, AnswerEvent, Attempt, AttemptAdjustment
from contest.attempts.states import AttemptState

ENDED = (AttemptState.HANDED_IN, AttemptState.TIMED_OUT)


#: How many texts there are, the sum of the moments at which their attempts ended, and of their lengths; how
#: often staff changed an attempt of the round: one made void while another one counts again.
State = tuple[range, int, int, int, int]


def state(db: Session, round_id: str, slots: range) -> State:
    """What changes whenever what ``written`` finds does."""
    ended = type_coerce(func.coalesce(Attempt.handed_in_at, Attempt.deadline), BigInteger)
    lengths = func.length(col(Answer.answer))
    theirs = select(Attempt.id).where(Attempt.round_id == round_id)
    changes = select(func.count()).where(col(AttemptAdjustment.attempt_id).in_(theirs))
    sums = (func.count(), func.coalesce(func.sum(ended), 0), func.coalesce(func.sum(lengths), 0))
    statement = (
        select(*sums, changes.scalar_subquery())
        .select_from(Attempt)
        .join(Answer, col(Answer.attempt_id) == col(Attempt.id))
    )
    found: tuple[Any, ...] = tuple(db.exec(statement.where(*_wanted(round_id, slots))).one())
    return slots, int(found[0]), int(found[1]), int(found[2]), int(found[3])


def _wanted(round_id: str, slots: range) -> tuple[Any, ...]:
    return (
        Attempt.round_id == round_id,
        col(Attempt.state).in_(ENDED),
        col(Answer.slot).in_(slots),
        Answer.answer != "",
    )


def written(
    db: Session, round_id: str, slots: range
) -> Sequence[tuple[str, str, str, datetime | None, datetime, int, str]]:
    """(attempt, entry, paper, end, deadline, slot, answer) of ended attempts that count, in their order."""
    columns: tuple[Any, ...] = (
        Attempt.id,
        Attempt.entry_id,
        Attempt.paper,
        Attempt.handed_in_at,
        Attempt.deadline,
        Answer.slot,
        Answer.answer,
    )
    ended = func.coalesce(Attempt.handed_in_at, Attempt.deadline)
    statement = select(*columns).join(Answer, col(Answer.attempt_id) == col(Attempt.id))
    statement = statement.where(*_wanted(round_id, slots))
    return list(db.exec(statement.order_by(ended, col(Attempt.id), col(Answer.slot))))


def has(db: Session, round_id: str, attempt_id: str, slot: int) -> bool:
    """Whether something stands in this slot of an ended attempt of this round."""
    statement = (
        select(Answer.slot)
        .join(Attempt, col(Attempt.id) == col(Answer.attempt_id))
        .where(
            Attempt.id == attempt_id,
            Attempt.round_id == round_id,
            col(Attempt.state).in_(ENDED),
            Answer.slot == slot,
            Answer.answer != "",
        )
    )
    return db.exec(statement).first() is not None


def erase(db: Session, round_id: str, slots: range) -> int:
    """Take the words out of these slots of all attempts, with every earlier version; how many were left."""
    theirs = select(Attempt.id).where(Attempt.round_id == round_id)
    gone = 0
    for table in (Answer, AnswerEvent):
        wanted = (
            col(table.attempt_id).in_(theirs),
            col(table.slot).in_(slots),
            col(table.answer) != "",
        )
        count = db.connection().execute(update(table).where(*wanted).values(answer="")).rowcount
        gone = count if table is Answer else gone
    db.expire_all()
    return gone
