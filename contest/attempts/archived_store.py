"""SQL of attempts for archives: all there is of them, as plain rows, in one order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from contest.attempts.models import Attempt
from contest.web.batches import of

#: The event that stands for a slot comes first among those of one (lease, seq).
EVENTS = """
SELECT e.attempt_id, e.op_id, e.lease, e.seq, e.slot, e.answer, e.fate = 'applied', a.op_id
FROM answer_event AS e
LEFT JOIN answer AS a ON a.attempt_id = e.attempt_id AND a.slot = e.slot
WHERE e.attempt_id {among}
"""


def of_people(db: Session, round_id: str, after: str, limit: int) -> list[Attempt]:
    """All attempts, void ones too, of the next ``limit`` people behind the entry ``after``."""
    wanted = (Attempt.round_id == round_id, col(Attempt.entry_id) > after)
    people = select(Attempt.entry_id).where(*wanted).distinct().order_by(col(Attempt.entry_id)).limit(limit)
    last = next(reversed(list(db.exec(people))), after)
    statement = select(Attempt).where(*wanted, col(Attempt.entry_id) <= last)
    return list(db.exec(statement.order_by(col(Attempt.entry_id), col(Attempt.number))))


def events(db: Session, attempt_ids: Sequence[str]) -> Sequence[Any]:
    """(attempt, op, lease, seq, slot, answer, whether it was applied, the op that stands in its slot)."""
    return of(db, EVENTS, attempt_ids)


def states(db: Session, round_id: str) -> Iterator[tuple[str, str]]:
    """(attempt, state) of a whole round, by the attempts' ids."""
    statement = select(Attempt.id, Attempt.state).where(Attempt.round_id == round_id)
    yield from db.exec(statement.order_by(col(Attempt.id)).execution_options(yield_per=2_000))
