"""All SQL of the register of documents."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, text, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from questions.models import Bank, Question, QuestionSource, QuestionState, Source


def every(db: Session) -> list[tuple[Source, str | None]]:
    """All documents by number and day, each with the public id of the one that replaces it."""
    other = aliased(Source)
    statement = select(Source, other.public_id).join(
        other, col(other.id) == col(Source.replaced_by_id), isouter=True
    )
    rows = db.exec(statement.order_by(col(Source.number), col(Source.dated).nulls_last(), col(Source.id)))
    return [(row, follower) for row, follower in rows]


def hold(db: Session) -> None:
    """On PostgreSQL nobody else changes the register until the commit; on SQLite nobody writes anyway.

    The table, not its rows: who adds the very same document at one moment has no row to wait for.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.connection().execute(text("LOCK TABLE source IN SHARE ROW EXCLUSIVE MODE"))


def numbers(db: Session, public_ids: Collection[str]) -> dict[str, int]:
    """Public id → integer id of these documents."""
    rows = db.exec(select(Source.public_id, Source.id).where(col(Source.public_id).in_(list(public_ids))))
    return {public_id: number or 0 for public_id, number in rows}


def put(db: Session, row: Source) -> None:
    """Write a new document."""
    db.add(row)
    db.flush()


def change(db: Session, public_id: str, values: dict[str, Any]) -> None:
    """Give a document these facts."""
    db.exec(update(Source).where(col(Source.public_id) == public_id).values(**values))
    db.expire_all()


def uses(db: Session) -> list[tuple[str, str, int]]:
    """(document, bank's slug, how many questions of it rest on it), but for retired ones."""
    statement = (
        select(Source.public_id, Bank.slug, func.count())
        .join(QuestionSource, col(QuestionSource.source_id) == col(Source.id))
        .join(Question, col(Question.id) == col(QuestionSource.question_id))
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .where(col(Question.state) != QuestionState.RETIRED)
        .group_by(col(Source.public_id), col(Bank.slug))
    )
    return [tuple(row) for row in db.exec(statement)]


def of_questions(db: Session, questions: Collection[str]) -> list[tuple[str, str]]:
    """(question, document), both by public ids, of these questions."""
    found: list[tuple[str, str]] = []
    wanted = list(questions)
    for start in range(0, len(wanted), 5000):
        statement = (
            select(Question.public_id, Source.public_id)
            .join(QuestionSource, col(QuestionSource.question_id) == col(Question.id))
            .join(Source, col(Source.id) == col(QuestionSource.source_id))
            .where(col(Question.public_id).in_(wanted[start : start + 5000]))
            .order_by(col(Question.id), col(Source.number), col(Source.id))
        )
        found += [tuple(row) for row in db.exec(statement)]
    return found
