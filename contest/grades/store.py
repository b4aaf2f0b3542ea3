"""All SQL of grade rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from contest.grades.models import Grade
from contest.web.batches import of, run

#: Databases limit the parameters of a statement.
MANY = 5000


ADD = """
INSERT INTO grade (attempt_id, key_version, points, "right", detail, prediction, graded_at)
SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS INTEGER), CAST(value ->> 3 AS INTEGER), value ->> 4,
       CAST(value ->> 5 AS BIGINT), CAST(value ->> 6 AS BIGINT)
FROM {rows} WHERE true
ON CONFLICT DO NOTHING
"""

NEWEST = """
SELECT attempt_id, key_version, points, "right", detail, prediction
FROM (SELECT attempt_id, key_version, points, "right", detail, prediction,
             row_number() OVER (PARTITION BY attempt_id ORDER BY graded_at DESC, key_version) AS place
      FROM grade WHERE attempt_id {among}) AS ranked
WHERE place = 1
"""


LAST = "SELECT attempt_id, max(graded_at) FROM grade WHERE attempt_id {among} GROUP BY attempt_id"


def add_new(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Add these rows; one that is there already stays as it is."""
    # Sorted, so that two writers on PostgreSQL take their locks in one order.
    run(db, ADD, sorted(rows, key=lambda row: row[:2]))


def newest(db: Session, attempt_ids: Sequence[str]) -> Sequence[Any]:
    """Of each the last grade: attempt, version of the keys, points, right, marks as JSON, prediction."""
    return of(db, NEWEST, attempt_ids)


def graded_at(db: Session, attempt_ids: Sequence[str]) -> dict[str, int]:
    """When each of these attempts was last graded, in ms since 1970."""
    return dict(tuple(row) for row in of(db, LAST, attempt_ids))


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
