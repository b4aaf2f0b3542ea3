"""All SQL of grade rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from contest.grades.models import Grade
from contest.web.batches import run

#: Databases limit the parameters of a statement.
SLICE = 500
MANY = 5000


ADD = """
INSERT INTO grade (attempt_id, key_version, points, "right", detail, prediction, graded_at)
SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS INTEGER), CAST(value ->> 3 AS INTEGER), value ->> 4,
       CAST(value ->> 5 AS BIGINT), CAST(value ->> 6 AS BIGINT)
FROM {rows} WHERE true
ON CONFLICT DO NOTHING
"""


def add_new(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Add these rows; one that is there already stays as it is."""
    # Sorted, so that two writers on PostgreSQL take their locks in one order.
    run(db, ADD, sorted(rows, key=lambda row: row[:2]))


def newest(db: Session, attempt_ids: Sequence[str]) -> list[Grade]:
    """The row of each attempt that was graded last."""
    found: list[Grade] = []
    place = func.row_number().over(
        partition_by=col(Grade.attempt_id),
        order_by=(col(Grade.graded_at).desc(), col(Grade.key_version)),
    )
    for start in range(0, len(attempt_ids), SLICE):
        wanted = attempt_ids[start : start + SLICE]
        ranked = select(Grade.attempt_id, Grade.key_version, place.label("place"))
        last = ranked.where(col(Grade.attempt_id).in_(wanted)).subquery()
        statement = select(Grade).join(
            last,
            (col(Grade.attempt_id) == last.c.attempt_id)
            & (col(Grade.key_version) == last.c.key_version)
            & (last.c.place == 1),
        )
        found += db.exec(statement)
    return found


def details(db: Session, attempt_ids: Sequence[str]) -> list[tuple[str, str, datetime, str]]:
    """(attempt, version of the keys, when, marks as JSON) of all grades of these attempts, so that the one
    that `newest` would choose comes last."""
    found: list[tuple[str, str, datetime, str]] = []
    columns = (Grade.attempt_id, Grade.key_version, Grade.graded_at, Grade.detail)
    for start in range(0, len(attempt_ids), MANY):
        wanted = attempt_ids[start : start + MANY]
        statement = select(*columns).where(col(Grade.attempt_id).in_(wanted))
        rows = db.exec(statement.order_by(col(Grade.graded_at), col(Grade.key_version).desc()))
        found += [tuple(row) for row in rows]
    return found
