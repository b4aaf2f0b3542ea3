"""SQL of a whole board as plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from contest.standings.models import Standing

Line = tuple[str, str, str, int, int, int, datetime, int | None]


def lines(db: Session, round_id: str) -> Iterator[Line]:
    """(key, entry, attempt, points, right, seconds, handed in, error) of everybody who took part, in the
    order of the board; who is not ranked stands behind."""
    row = Standing
    columns = (
        *(col(row.sort_key), col(row.entry_id), col(row.attempt_id), col(row.points), col(row.right)),
        *(col(row.seconds), col(row.submitted_at), col(row.prediction_error)),
    )
    wanted = select(*columns).where(col(row.round_id) == round_id)
    for found in db.connection().execute(wanted.order_by(col(row.sort_key), col(row.entry_id))):
        yield tuple(found)


def counting(db: Session, round_id: str, entry_ids: Sequence[str]) -> list[tuple[str, str]]:
    """(entry, the attempt that counts) of these few entries."""
    wanted = select(col(Standing.entry_id), col(Standing.attempt_id)).where(
        col(Standing.round_id) == round_id, col(Standing.entry_id).in_(entry_ids)
    )
    return [(entry_id, attempt_id) for entry_id, attempt_id in db.connection().execute(wanted)]
