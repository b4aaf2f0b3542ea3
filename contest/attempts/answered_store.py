"""SQL of ended attempts as plain rows: a hundred thousand are read in seconds, so no objects are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, func
from sqlmodel import Session, col, select

from contest.attempts.models import Answer, Attempt
from contest.attempts.states import AttemptState

ENDED = (AttemptState.HANDED_IN, AttemptState.TIMED_OUT)


def ended(
    db: Session, round_id: str, after: str, limit: int
) -> Sequence[tuple[str, str, int, datetime, str, str | None]]:
    """(attempt, entry, number, start, paper, answers) of the ended attempts of the next ``limit`` people
    behind the entry ``after``. The answers of one attempt come as one JSON text, slot → answer."""
    # By the index of entries, in its order, each of them once for all slices together: by that of rounds
    # every slice would go through the whole round. Databases can't know, so the other one is out of reach.
    of_round = col(Attempt.round_id).concat("") == round_id
    wanted = (of_round, col(Attempt.state).in_(ENDED), col(Attempt.entry_id) > after)
    people = select(Attempt.entry_id).where(*wanted).distinct().order_by(col(Attempt.entry_id)).limit(limit)
    last = next(reversed(list(db.exec(people))), after)
    is_postgresql = db.get_bind().dialect.name == "postgresql"
    gather = func.json_object_agg if is_postgresql else func.json_group_object
    answers = (
        select(cast(gather(col(Answer.slot), col(Answer.answer)), Text))
        .where(Answer.attempt_id == col(Attempt.id), Answer.answer != "")
        .correlate(Attempt)
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (
        Attempt.id,
        Attempt.entry_id,
        Attempt.number,
        Attempt.started_at,
        Attempt.paper,
        answers,
    )
    statement = select(*columns).where(*wanted, col(Attempt.entry_id) <= last)
    return list(db.exec(statement.order_by(col(Attempt.entry_id), col(Attempt.number))))


def count(db: Session, round_id: str) -> dict[str, int]:
    """State as it is stored → attempts."""
    statement = select(Attempt.state, func.count()).where(Attempt.round_id == round_id)
    return dict(tuple(row) for row in db.exec(statement.group_by(col(Attempt.state))))


def count_people(db: Session, round_id: str) -> int:
    """How many people have an ended attempt in a round."""
    wanted = (Attempt.round_id == round_id, col(Attempt.state).in_(ENDED))
    return db.exec(select(func.count(col(Attempt.entry_id).distinct())).where(*wanted)).one()
