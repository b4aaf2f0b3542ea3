"""All SQL of what is said of questions."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import Session, col, select

from questions.models import Question, QuestionComment


def of_question(db: Session, question_id: int) -> list[QuestionComment]:
    """Everything said of a question, oldest first."""
    statement = select(QuestionComment).where(QuestionComment.question_id == question_id)
    return list(db.exec(statement.order_by(col(QuestionComment.created_at), col(QuestionComment.id))))


def one(db: Session, question_id: int, comment_id: str) -> QuestionComment | None:
    """One comment of a question; on PostgreSQL nobody else settles it until the commit."""
    statement = select(QuestionComment).where(
        QuestionComment.question_id == question_id, QuestionComment.id == comment_id
    )
    return db.exec(statement.with_for_update()).one_or_none()


def open_counts(db: Session, public_ids: Collection[str]) -> dict[str, int]:
    """How many comments of these questions (public ids) are open, of those that have one."""
    statement = (
        select(Question.public_id, func.count())
        .join(QuestionComment, col(QuestionComment.question_id) == col(Question.id))
        .where(col(Question.public_id).in_(list(public_ids)), col(QuestionComment.settled_at).is_(None))
        .group_by(col(Question.public_id))
    )
    return dict(db.exec(statement).all())


def put(db: Session, row: QuestionComment) -> None:
    """Write a new or changed comment."""
    db.add(row)
    db.flush()
