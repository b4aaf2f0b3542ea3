"""All SQL of questions that look alike."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from questions import store as base
from questions.models import Question, QuestionApart, QuestionState


def texts(db: Session, bank_id: int) -> list[tuple[int, str, str]]:
    """(number, public id, folded words) of every question of a bank that is not retired, oldest first."""
    statement = select(Question.id, Question.public_id, Question.folded)
    asked = (Question.bank_id == bank_id, Question.state != QuestionState.RETIRED)
    rows = db.exec(statement.where(*asked).order_by(col(Question.id)))
    return [(number or 0, public_id, folded.partition("\n")[0]) for number, public_id, folded in rows]


def state(db: Session, bank_id: int) -> tuple[int, int, int]:
    """What changes whenever a question of a bank or what is said of two does."""
    questions = select(func.count(), func.coalesce(func.sum(Question.version), 0))
    many, versions = db.exec(questions.select_from(Question).where(Question.bank_id == bank_id)).one()
    said = db.exec(
        select(func.count())
        .select_from(QuestionApart)
        .join(Question, col(Question.id) == col(QuestionApart.one_id))
        .where(Question.bank_id == bank_id)
    ).one()
    return many, int(versions), said


def apart(db: Session, bank_id: int) -> set[tuple[int, int]]:
    """The pairs of a bank that are not the same, as somebody said."""
    statement = (
        select(QuestionApart.one_id, QuestionApart.other_id)
        .join(Question, col(Question.id) == col(QuestionApart.one_id))
        .where(Question.bank_id == bank_id)
    )
    return {(one, other) for one, other in db.exec(statement)}


def part(db: Session, one: int, other: int, author: str, at: datetime) -> None:
    """Say that two are not the same; said twice it stands once."""
    lower, upper = sorted((one, other))
    row = QuestionApart(one_id=lower, other_id=upper, author=author, created_at=at)
    base.add_new(db, row, "one_id", "other_id")
