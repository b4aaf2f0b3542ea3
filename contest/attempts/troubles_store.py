"""SQL of attempts in trouble: each statement reads running ones or a small index of its own, never all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, text
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from contest.attempts.models import AnswerEvent, Attempt
from contest.attempts.states import AttemptState, Fate
from contest.attempts.store import goes_on

#: In words, as the partial index has it: a bound value would hide from the database that it fits.
REFUSED = text("answer_event.fate <> 'applied'")
#: The lease of the third device.
OFTEN = 3


@dataclass(frozen=True, slots=True)
class Of:
    """An attempt as far as its trouble is concerned."""

    id: str
    entry_id: str
    unit_id: str | None
    started_at: datetime
    deadline: datetime
    paused_at: datetime | None
    accepts_until: datetime
    state: str
    lease: int
    slot_until: datetime | None


COLUMNS = tuple(col(getattr(Attempt, each.name)) for each in fields(Of))


def refused(
    db: Session, round_id: str, since: datetime, limit: int
) -> Sequence[tuple[Of, str, int, datetime]]:
    """(attempt, fate, how many, the last) of answers that came since then and do not count; answers from an
    older device are left out, they are told there, and so are void attempts.

    Two statements: joined, a database may well begin with all attempts of the round. The first finds those of
    all rounds, which are few.
    """
    event, fate = col(AnswerEvent.attempt_id), col(AnswerEvent.fate)
    count, last = func.count(), func.max(col(AnswerEvent.received))
    news = core_select(event, fate, count, last).where(col(AnswerEvent.received) >= since, REFUSED)
    told = fate.in_([Fate.LATE, Fate.CLOSED])
    rows = list(db.connection().execute(news.where(told).group_by(event, fate).order_by(last.desc(), event)))
    if not rows:
        return []
    ids = {row[0] for row in rows}
    here = (
        col(Attempt.id).in_(ids),
        col(Attempt.round_id) == round_id,
        col(Attempt.state) != AttemptState.VOID,
    )
    of = {found.id: found for found in _of(db, here, len(ids))}
    return [(of[row[0]], row[1], row[2], row[3]) for row in rows if row[0] in of][:limit]


def moved(db: Session, round_id: str, now: datetime, limit: int) -> list[Of]:
    """Running attempts that went to another device more than once."""
    return _of(db, [*goes_on(round_id, now), col(Attempt.lease) >= OFTEN], limit)


def begun_after(db: Session, round_id: str, began: datetime, now: datetime, limit: int) -> list[Of]:
    """Running attempts that began after then, the latest first."""
    return _of(db, [*goes_on(round_id, now), col(Attempt.started_at) > began], limit)


def shut(db: Session, round_id: str, until: datetime, now: datetime, limit: int) -> list[Of]:
    """Running attempts whose question at hand takes no answers since before then."""
    return _of(db, [*goes_on(round_id, now), col(Attempt.slot_until) < until], limit)


def _of(db: Session, wanted: Sequence[ColumnElement[bool] | Any], limit: int) -> list[Of]:
    latest = (col(Attempt.started_at).desc(), col(Attempt.id))
    rows = db.connection().execute(core_select(*COLUMNS).where(*wanted).order_by(*latest).limit(limit))
    return [Of(*row) for row in rows]
