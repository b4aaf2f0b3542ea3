"""All SQL of the question banks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, func, insert, update
from sqlalchemy import select as core_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from questions.models import (
    CORRECTED,
    Bank,
    Question,
    QuestionApart,
    QuestionAudience,
    QuestionComment,
    QuestionKey,
    QuestionRevision,
    QuestionSource,
    QuestionState,
    QuestionTopic,
    Source,
    Topic,
)

T = TypeVar("T", int, str)

#: Databases bound the number of values in a statement.
MOST_AT_ONCE = 5000


def add(db: Session, *rows: SQLModel) -> None:
    """Put rows in and learn their ids."""
    db.add_all(rows)
    db.flush()


def add_new(db: Session, row: SQLModel, *unique: str) -> None:
    """Put a row in, unless one of the same `unique` is there, even by somebody at the same moment."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(type(row)).values(row.model_dump(exclude={"id"}))
    db.connection().execute(statement.on_conflict_do_nothing(index_elements=unique))


def add_many(db: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Put many rows in, in one statement: without objects, which cost more than the database does."""
    if rows:
        db.connection().execute(insert(table), rows)


def question_ids(db: Session, bank_id: int) -> dict[str, int]:
    """The questions of a bank: ids by public ids."""
    rows = db.exec(select(Question.public_id, Question.id).where(Question.bank_id == bank_id))
    return {public_id: key or 0 for public_id, key in rows}


def first_revisions(db: Session, bank_id: int) -> dict[int, int]:
    """The first revision of each question of a bank."""
    statement = select(QuestionRevision.question_id, QuestionRevision.id).join(
        Question, col(Question.id) == col(QuestionRevision.question_id)
    )
    rows = db.exec(statement.where(Question.bank_id == bank_id, QuestionRevision.number == 1))
    return {question: key or 0 for question, key in rows}


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


def bank_contents(db: Session, bank_id: int) -> list[tuple[str, str]]:
    """The content of every revision in a bank, whatever its state, with the public id of its question."""
    statement = select(Question.public_id, QuestionRevision.content).join(
        Question, col(Question.id) == col(QuestionRevision.question_id)
    )
    found = db.exec(statement.where(Question.bank_id == bank_id).order_by(col(QuestionRevision.id)))
    return [(public_id, content) for public_id, content in found]


def hold_bank(db: Session, bank_id: int) -> None:
    """On PostgreSQL nobody else adds to the bank until the commit; on SQLite nobody writes anyway."""
    db.exec(select(Bank.id).where(Bank.id == bank_id).with_for_update()).all()


def hold_imported(db: Session, import_id: str) -> None:
    """The same for the questions that came with an import."""
    statement = select(Question.id).where(Question.import_id == import_id).order_by(col(Question.id))
    db.exec(statement.with_for_update()).all()


def folded(db: Session, bank_slug: str) -> list[Question]:
    """The questions of a bank, oldest first, for comparing their folded texts."""
    statement = select(Question).join(Bank, col(Bank.id) == col(Question.bank_id))
    return list(db.exec(statement.where(Bank.slug == bank_slug).order_by(col(Question.id))))


def has_approved(db: Session, import_id: str) -> bool:
    """Whether an import has a question that is approved."""
    wanted = (Question.import_id == import_id, Question.state == QuestionState.APPROVED)
    return db.exec(select(Question.id).where(*wanted).limit(1)).first() is not None


def count_drafts(db: Session, import_id: str) -> int:
    """How many questions of an import are drafts."""
    wanted = (Question.import_id == import_id, Question.state == QuestionState.DRAFT)
    return db.exec(select(func.count()).select_from(Question).where(*wanted)).one()


def imported(db: Session, import_id: str) -> list[tuple[int, int]]:
    """(question, revision) of everything that came with an import."""
    statement = select(QuestionRevision.question_id, QuestionRevision.id).join(
        Question, col(Question.id) == col(QuestionRevision.question_id)
    )
    return [
        (question, key or 0) for question, key in db.exec(statement.where(Question.import_id == import_id))
    ]


def retire(db: Session, ids: Collection[int]) -> None:
    """Draw these questions no more."""
    for part in parts(ids):
        values = {"state": QuestionState.RETIRED, "version": Question.version + 1}
        db.exec(update(Question).where(col(Question.id).in_(part)).values(**values))
    db.expire_all()


def remove(db: Session, ids: Collection[int]) -> None:
    """Delete questions with all that hangs on them."""
    for part in parts(ids):
        theirs = select(QuestionRevision.id).where(col(QuestionRevision.question_id).in_(part))
        db.exec(delete(QuestionKey).where(col(QuestionKey.revision_id).in_(theirs)))
        for table in (QuestionRevision, QuestionTopic, QuestionAudience, QuestionSource, QuestionComment):
            db.exec(delete(table).where(col(table.question_id).in_(part)))
        for side in (col(QuestionApart.one_id), col(QuestionApart.other_id)):
            db.exec(delete(QuestionApart).where(side.in_(part)))
        db.exec(delete(Question).where(col(Question.id).in_(part)))
    db.expire_all()


def drop_revision(db: Session, revision_id: int) -> None:
    """Delete a revision that no paper can hold, with its keys."""
    db.exec(delete(QuestionKey).where(col(QuestionKey.revision_id) == revision_id))
    db.exec(delete(QuestionRevision).where(col(QuestionRevision.id) == revision_id))


def parts(ids: Collection[int]) -> Iterator[list[int]]:
    """Ids in lists that every database takes in one statement."""
    return parts_of(ids)


def parts_of(ids: Collection[T]) -> Iterator[list[T]]:
    """The same for ids of any type."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), MOST_AT_ONCE):
        yield ordered[start : start + MOST_AT_ONCE]


def approved(db: Session, bank_slug: str) -> list[tuple[QuestionRevision, str]]:
    """What papers may ask of each approved question in a bank, with the question's public id."""
    statement = (
        select(QuestionRevision, Question.public_id)
        .join(Question, col(Question.id) == col(QuestionRevision.question_id))
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .where(Bank.slug == bank_slug, Question.state == QuestionState.APPROVED)
        .where(col(QuestionRevision.number) == col(Question.drawn))
    )
    return [tuple(row) for row in db.exec(statement)]


def named(db: Session, public_ids: Collection[str]) -> list[tuple[Question, str, QuestionRevision]]:
    """(question, its bank's slug, revision) for every revision of these questions, the oldest first."""
    statement = (
        select(Question, Bank.slug, QuestionRevision)
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .join(QuestionRevision, col(QuestionRevision.question_id) == col(Question.id))
        .where(col(Question.public_id).in_(list(public_ids)))
        .order_by(col(Question.id), col(QuestionRevision.number))
    )
    return [tuple(row) for row in db.exec(statement)]


def count_expired(db: Session, bank_slug: str, on: date) -> int:
    """How many approved questions of a bank ran out before a day, as papers ask them."""
    statement = (
        select(func.count())
        .select_from(QuestionRevision)
        .join(Question, col(Question.id) == col(QuestionRevision.question_id))
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .where(Bank.slug == bank_slug, Question.state == QuestionState.APPROVED)
        .where(col(QuestionRevision.number) == col(Question.drawn), col(QuestionRevision.valid_until) < on)
    )
    return db.exec(statement).one()


def for_others(db: Session, bank_slug: str, audience: str) -> frozenset[int]:
    """The questions of a bank that name some people, and not these."""
    named = col(QuestionAudience.question_id)
    theirs = select(QuestionAudience.question_id).where(QuestionAudience.audience == audience)
    statement = (
        select(QuestionAudience.question_id)
        .join(Question, col(Question.id) == named)
        .join(Bank, col(Bank.id) == col(Question.bank_id))
        .where(Bank.slug == bank_slug, named.notin_(theirs))
    )
    return frozenset(db.exec(statement))


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


def with_questions(db: Session, ids: Sequence[int]) -> list[tuple[QuestionRevision, str]]:
    """These revisions, each with the public id of its question."""
    found: list[tuple[QuestionRevision, str]] = []
    for part in parts(ids):
        statement = select(QuestionRevision, Question.public_id).join(
            Question, col(Question.id) == col(QuestionRevision.question_id)
        )
        found += [tuple(row) for row in db.exec(statement.where(col(QuestionRevision.id).in_(part)))]
    return found


def keys(db: Session, ids: Sequence[int]) -> list[QuestionKey]:
    """All versions of the keys of these revisions, oldest first; nothing else reads this table."""
    statement = select(QuestionKey).where(col(QuestionKey.revision_id).in_(ids))
    return list(db.exec(statement.order_by(col(QuestionKey.version))))


def corrections(db: Session) -> list[tuple[int, int]]:
    """(revision, version of its newest key) of every revision whose key was ever corrected: those are few,
    so that asking for all of them is cheaper than naming the many that are meant. No key is read."""
    newest = func.max(col(QuestionKey.version))
    statement = core_select(col(QuestionKey.revision_id), newest).where(CORRECTED)
    rows = db.connection().execute(statement.group_by(col(QuestionKey.revision_id)))
    return [(revision, version) for revision, version in rows]


def corrected(db: Session, since: datetime) -> list[QuestionKey]:
    """The keys that were corrected after a moment, of whatever bank, oldest first."""
    statement = select(QuestionKey).where(CORRECTED, col(QuestionKey.created_at) > since)
    return list(db.exec(statement.order_by(col(QuestionKey.version))))
