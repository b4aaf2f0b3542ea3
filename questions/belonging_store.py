"""SQL of where revisions belong."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from questions.models import Bank, Question, QuestionRevision, QuestionTopic, Topic
from questions.store import parts


def topics(db: Session, revisions: Sequence[int]) -> list[tuple[int, str, str]]:
    """(revision, slug of a topic, its name)."""
    found: list[tuple[int, str, str]] = []
    for part in parts(revisions):
        statement = (
            select(QuestionRevision.id, Topic.slug, Topic.name)
            .join(QuestionTopic, col(QuestionTopic.question_id) == col(QuestionRevision.question_id))
            .join(Topic, col(Topic.id) == col(QuestionTopic.topic_id))
            .where(col(QuestionRevision.id).in_(part))
        )
        found += [(revision or 0, slug, name) for revision, slug, name in db.exec(statement)]
    return found


def banks(db: Session, revisions: Sequence[int]) -> list[tuple[int, str]]:
    """(revision, slug of its bank)."""
    found: list[tuple[int, str]] = []
    for part in parts(revisions):
        statement = (
            select(QuestionRevision.id, Bank.slug)
            .join(Question, col(Question.id) == col(QuestionRevision.question_id))
            .join(Bank, col(Bank.id) == col(Question.bank_id))
            .where(col(QuestionRevision.id).in_(part))
        )
        found += [(revision or 0, slug) for revision, slug in db.exec(statement)]
    return found
