"""SQL of item analysis."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from contest.reports.models import Analysis, AnalysisItem

ROWS_AT_ONCE = 500


def replace(
    db: Session, round_id: str, wholes: Sequence[dict[str, Any]], items: Sequence[dict[str, Any]]
) -> None:
    """The figures of a round, in the place of those that were there."""
    connection = db.connection()
    connection.execute(delete(AnalysisItem).where(col(AnalysisItem.round_id) == round_id))
    connection.execute(delete(Analysis).where(col(Analysis.round_id) == round_id))
    connection.execute(insert(Analysis), list(wholes))
    for first in range(0, len(items), ROWS_AT_ONCE):
        connection.execute(insert(AnalysisItem), list(items[first : first + ROWS_AT_ONCE]))
    db.expire_all()


def whole(db: Session, round_id: str, scope: str) -> Analysis | None:
    """The figures of a round's papers."""
    return db.exec(select(Analysis).where(Analysis.round_id == round_id, Analysis.scope == scope)).first()


def digests(db: Session, round_id: str) -> dict[str, str]:
    """Scope → what was counted."""
    statement = select(Analysis.scope, Analysis.digest).where(Analysis.round_id == round_id)
    return dict(tuple(row) for row in db.exec(statement))


def items(db: Session, round_id: str, scope: str) -> list[AnalysisItem]:
    """The figures of all its questions."""
    wanted = (AnalysisItem.round_id == round_id, AnalysisItem.scope == scope)
    return list(db.exec(select(AnalysisItem).where(*wanted).order_by(col(AnalysisItem.revision))))


def counts(db: Session, round_ids: Collection[str], scope: str) -> list[tuple[str, int, int, int]]:
    """(round, revision, people, right) of all questions of these rounds."""
    columns: tuple[Any, ...] = (
        AnalysisItem.round_id,
        AnalysisItem.revision,
        AnalysisItem.people,
        AnalysisItem.right,
    )
    wanted = (col(AnalysisItem.round_id).in_(round_ids), AnalysisItem.scope == scope)
    return [tuple(row) for row in db.exec(select(*columns).where(*wanted))]


def of_question(db: Session, question: str, scope: str) -> list[AnalysisItem]:
    """The figures of one question in all rounds."""
    wanted = (AnalysisItem.question == question, AnalysisItem.scope == scope)
    return list(db.exec(select(AnalysisItem).where(*wanted)))


def used(db: Session, question: str, scope: str) -> tuple[int, int, int]:
    """In how many contests a question was asked, of how many people, how many of them right."""
    counts: tuple[Any, ...] = (
        func.count(func.distinct(AnalysisItem.campaign_id)),
        func.coalesce(func.sum(AnalysisItem.people), 0),
        func.coalesce(func.sum(AnalysisItem.right), 0),
    )
    wanted = (AnalysisItem.question == question, AnalysisItem.scope == scope)
    contests, people, right = db.exec(select(*counts).where(*wanted)).one()
    return contests, int(people), int(right)


def restamp(db: Session, round_id: str, stamp: str, now: datetime) -> None:
    """The figures were looked at again, and stand."""
    statement = update(Analysis).where(col(Analysis.round_id) == round_id)
    db.connection().execute(statement.values(stamp=stamp, counted_at=now))
    db.expire_all()
