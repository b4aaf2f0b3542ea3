"""All SQL of the question banks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, select

from questions.models import (
    Bank,
    Question,
    QuestionKey,
    QuestionRevision,
    QuestionState,
    QuestionTopic,
    Source,
    Topic,
)


def add(db: Session, *rows: SQLModel) -> None:
    """Put rows in and learn their ids."""
    db.add_all(rows)
    db.flush()


def bank(db: Session, slug: str) -> Bank | None:
    """The bank of this slug."""
    return db.exec(select(Bank).where(Bank.slug == slug)).one_or_none()


def topics(db: Session, slugs: Iterable[str]) -> dict[str, Topic]:
    """The topics of these slugs, as far as they exist."""
    rows = db.exec(select(Topic).where(col(Topic.slug).in_(list(slugs))))
    return {topic.slug: topic for topic in rows}


def source(db: Session, number: str, dated: date | None) -> Source | None:
    """The document of this number and date."""
    same_day: ColumnElement[bool] = (
        col(Source.dated).is_(None) if dated is None else col(Source.dated) == dated
    )
    return db.exec(select(Source).where(Source.number == number, same_day)).first()


def bank_contents(db: Session, bank_id: int) -> list[str]:
    """The content of every revision in a bank, whatever its state."""
    statement = select(QuestionRevision.content).join(
        Question, col(Question.id) == col(QuestionRevision.question_id)
    )
    return list(db.exec(statement.where(Question.bank_id == bank_id)))


def approved(db: Session, bank_slug: str) -> list[QuestionRevision]:
    """The newest revision of each approved question in a bank."""
    statement = (
        select(QuestionRevision)
        .join(Question, col(Question.id) == col(QuestionRevision.question_id))
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .where(Bank.slug == bank_slug, Question.state == QuestionState.APPROVED)
        .where(col(QuestionRevision.number) == _newest_number())
    )
    return list(db.exec(statement))


def _newest_number() -> ScalarSelect[int]:
    other = aliased(QuestionRevision)
    newest = select(func.max(other.number)).where(other.question_id == col(QuestionRevision.question_id))
    return newest.correlate(QuestionRevision).scalar_subquery()


def topic_slugs(db: Session, bank_slug: str) -> list[tuple[int, str]]:
    """Pairs of question and topic slug for a whole bank."""
    statement = (
        select(QuestionTopic.question_id, Topic.slug)
        .join(Topic, col(Topic.id) == col(QuestionTopic.topic_id))
        .join(Question, col(Question.id) == col(QuestionTopic.question_id))
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .where(Bank.slug == bank_slug)
    )
    return list(db.exec(statement))


def revisions(db: Session, ids: Sequence[int]) -> list[QuestionRevision]:
    """These revisions, in no order."""
    return list(db.exec(select(QuestionRevision).where(col(QuestionRevision.id).in_(ids))))


def keys(db: Session, ids: Sequence[int]) -> list[QuestionKey]:
    """All versions of the keys of these revisions, oldest first; nothing else reads this table."""
    statement = select(QuestionKey).where(col(QuestionKey.revision_id).in_(ids))
    return list(db.exec(statement.order_by(col(QuestionKey.version))))
