"""All SQL of the authors' pages. Lists take the same few statements for 3 and 3,000 questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, func
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, select

from questions.authoring.asking_store import conditions
from questions.authoring.views import Sort, Wanted
from questions.kinds import Kind
from questions.models import (
    Bank,
    Question,
    QuestionAudience,
    QuestionChange,
    QuestionKey,
    QuestionRevision,
    QuestionSource,
    QuestionState,
    QuestionTopic,
    Topic,
)
from questions.store import parts

Row = tuple[Question, QuestionRevision]


def banks(db: Session) -> list[Bank]:
    """All banks by name."""
    return list(db.exec(select(Bank).order_by(col(Bank.name), col(Bank.id))))


def bank(db: Session, public_id: str, *, held: bool = False) -> Bank | None:
    """A bank by its public id; `held`: on PostgreSQL nobody else changes its list until the commit."""
    statement = select(Bank).where(Bank.public_id == public_id)
    return db.exec(statement.with_for_update() if held else statement).one_or_none()


def add_bank(db: Session, made: Bank) -> bool:
    """Write a bank; False when its slug is taken, even by somebody at the same moment."""
    sqlite = db.get_bind().dialect.name == "sqlite"
    statement = (sqlite_insert if sqlite else postgresql_insert)(Bank).values(made.model_dump(exclude={"id"}))
    # Returning, since PostgreSQL's driver leaves the row count of an insert open.
    added = statement.on_conflict_do_nothing(index_elements=["slug"]).returning(col(Bank.id))
    return db.connection().execute(added).first() is not None


def counts(db: Session) -> list[tuple[int, str, str, int]]:
    """(bank, state, kind, how many) of all banks; of approved questions the kind that contests draw."""
    statement = (
        select(Question.bank_id, Question.state, QuestionRevision.kind, func.count())
        .join(QuestionRevision, _drawn() | (_newest() & (col(Question.state) != QuestionState.APPROVED)))
        .group_by(col(Question.bank_id), col(Question.state), col(QuestionRevision.kind))
    )
    return [tuple(row) for row in db.exec(statement)]


def _newest() -> ColumnElement[bool]:
    return and_(
        col(QuestionRevision.question_id) == col(Question.id), col(QuestionRevision.number) == _number()
    )


def _drawn() -> ColumnElement[bool]:
    """The revision that contests ask."""
    return and_(
        col(QuestionRevision.question_id) == col(Question.id),
        col(QuestionRevision.number) == col(Question.drawn),
        col(Question.state) == QuestionState.APPROVED,
    )


def _read(wanted: Wanted) -> ColumnElement[bool]:
    return _drawn() if wanted.in_use else _newest()


def _number() -> ScalarSelect[int]:
    other = aliased(QuestionRevision)
    newest = select(func.max(other.number)).where(other.question_id == col(Question.id))
    return newest.correlate(Question).scalar_subquery()


def count(db: Session, bank_id: int, wanted: Wanted, topics: Collection[str], today: date) -> int:
    """How many questions of a bank are wanted."""
    statement = select(func.count()).select_from(Question).join(QuestionRevision, _read(wanted))
    return db.exec(statement.where(*conditions(bank_id, wanted, topics, today))).one()


def public_ids(
    db: Session, bank_id: int, wanted: Wanted, topics: Collection[str], today: date, most: int
) -> list[str]:
    """Which questions of a bank are wanted, at most so many."""
    statement = select(Question.public_id).join(QuestionRevision, _read(wanted))
    return list(db.exec(statement.where(*conditions(bank_id, wanted, topics, today)).limit(most)))


def page(
    db: Session,
    bank_id: int,
    wanted: Wanted,
    topics: Collection[str],
    today: date,
    window: tuple[int, int] | None = None,
) -> list[Row]:
    """The questions wanted, each with one revision, the newest; `window` is (how many to skip, how many)."""
    statement = select(Question, QuestionRevision).join(QuestionRevision, _read(wanted))
    statement = statement.where(*conditions(bank_id, wanted, topics, today)).order_by(*_order(wanted.sort))
    if window is not None:
        statement = statement.offset(window[0]).limit(window[1])
    return [(question, revision) for question, revision in db.exec(statement)]


def _order(sort: Sort) -> list[ColumnElement[Any]]:
    number = col(Question.id).asc()
    if sort is Sort.OLDEST:
        return [number]
    if sort is Sort.TEXT:
        return [col(Question.folded).asc(), number]
    if sort is Sort.VALID:
        day = col(QuestionRevision.valid_until)
        return [day.asc().nulls_last(), number]
    # Databases disagree on where nothing stands in an order.
    return [col(Question.changed_at).desc().nulls_last(), col(Question.id).desc()]


def question(db: Session, bank_id: int, public_id: str, *, held: bool = False) -> Question | None:
    """A question of a bank; `held`: on PostgreSQL nobody else changes it until the commit."""
    statement = select(Question).where(Question.bank_id == bank_id, Question.public_id == public_id)
    return db.exec(statement.with_for_update() if held else statement).one_or_none()


def chosen(db: Session, bank_id: int, public_ids: Collection[str], *, held: bool = True) -> list[Row]:
    """These questions of a bank with their newest revisions, oldest first; `held` until the commit."""
    asked = (col(Question.bank_id) == bank_id) & col(Question.public_id).in_(list(public_ids))
    return _rows(db, asked, held=held)


def by_numbers(db: Session, bank_id: int, numbers: Collection[int]) -> list[Row]:
    """The same by the integer ids that a change has kept."""
    asked = (col(Question.bank_id) == bank_id) & col(Question.id).in_(list(numbers))
    return _rows(db, asked, held=True)


def _rows(db: Session, asked: ColumnElement[bool], *, held: bool) -> list[Row]:
    # Locked first, then read: a statement that waits for a lock goes on with revisions of before.
    if held:
        db.exec(select(Question.id).where(asked).order_by(col(Question.id)).with_for_update()).all()
    statement = select(Question, QuestionRevision).join(QuestionRevision, _newest())
    found = statement.where(asked).order_by(col(Question.id))
    rows = db.exec(found.execution_options(populate_existing=True))
    return [(question, revision) for question, revision in rows]


def revisions(db: Session, question_id: int) -> list[QuestionRevision]:
    """All revisions of a question, the newest first."""
    statement = select(QuestionRevision).where(QuestionRevision.question_id == question_id)
    return list(db.exec(statement.order_by(col(QuestionRevision.number).desc())))


def keys(db: Session, revision_ids: Collection[int]) -> list[QuestionKey]:
    """All versions of the keys of these revisions, oldest first."""
    found: list[QuestionKey] = []
    for part in parts(revision_ids):
        statement = select(QuestionKey).where(col(QuestionKey.revision_id).in_(part))
        found += db.exec(statement.order_by(col(QuestionKey.revision_id), col(QuestionKey.version)))
    return found


def topic_slugs(db: Session, question_ids: Collection[int]) -> list[tuple[int, str]]:
    """(question, topic) of these questions, topics in the order of their tree."""
    found: list[tuple[int, str]] = []
    for part in parts(question_ids):
        statement = (
            select(QuestionTopic.question_id, Topic.slug)
            .join(Topic, col(Topic.id) == col(QuestionTopic.topic_id))
            .where(col(QuestionTopic.question_id).in_(part))
            .order_by(col(QuestionTopic.question_id), col(Topic.position), col(Topic.slug))
        )
        found += [tuple(row) for row in db.exec(statement)]
    return found


def audiences(db: Session, question_ids: Collection[int]) -> list[tuple[int, str]]:
    """(question, audience) of these questions, in no order."""
    found: list[tuple[int, str]] = []
    for part in parts(question_ids):
        named = col(QuestionAudience.question_id).in_(part)
        rows = db.exec(select(QuestionAudience.question_id, QuestionAudience.audience).where(named))
        found += [tuple(row) for row in rows]
    return found


def topics_in(db: Session, bank_id: int) -> list[Topic]:
    """The topics that questions of a bank have."""
    tied = (
        select(QuestionTopic.topic_id)
        .join(Question, col(Question.id) == col(QuestionTopic.question_id))
        .where(Question.bank_id == bank_id)
    )
    statement = select(Topic).where(col(Topic.id).in_(tied))
    return list(db.exec(statement.order_by(col(Topic.position), col(Topic.slug))))


def levels(db: Session, bank_id: int, state: QuestionState) -> list[tuple[int, str]]:
    """(question, level) of the questions of a bank in a state, but open ones, which no blueprint draws."""
    read = _drawn() if state is QuestionState.APPROVED else _newest()
    statement = select(Question.id, QuestionRevision.level).join(QuestionRevision, read)
    graded = QuestionRevision.kind != Kind.suggestion
    rows = db.exec(statement.where(Question.bank_id == bank_id, Question.state == state, graded))
    return [(number or 0, level) for number, level in rows]


def ties(db: Session, bank_id: int, state: QuestionState) -> list[tuple[int, str]]:
    """(question, topic) of the questions of a bank in a state."""
    statement = (
        select(QuestionTopic.question_id, Topic.slug)
        .join(Topic, col(Topic.id) == col(QuestionTopic.topic_id))
        .join(Question, col(Question.id) == col(QuestionTopic.question_id))
        .where(Question.bank_id == bank_id, Question.state == state)
    )
    return [tuple(row) for row in db.exec(statement)]


def audiences_in(db: Session, bank_id: int, state: QuestionState) -> list[tuple[int, str]]:
    """(question, audience) of the questions of a bank in a state; those for everybody are not among them."""
    statement = (
        select(QuestionAudience.question_id, QuestionAudience.audience)
        .join(Question, col(Question.id) == col(QuestionAudience.question_id))
        .where(Question.bank_id == bank_id, Question.state == state)
    )
    return [tuple(row) for row in db.exec(statement)]


def put(db: Session, *rows: SQLModel) -> None:
    """Write new and changed rows."""
    db.add_all(rows)
    db.flush()


def untie(
    db: Session, question_id: int, *, topics: bool = False, sources: bool = False, audiences: bool = False
) -> None:
    """Take a question's topics, documents or audiences off."""
    tables: Iterable[type[QuestionTopic | QuestionSource | QuestionAudience]] = (
        *([QuestionTopic] if topics else []),
        *([QuestionSource] if sources else []),
        *([QuestionAudience] if audiences else []),
    )
    for table in tables:
        db.exec(delete(table).where(col(table.question_id) == question_id))


def change(db: Session, bank_id: int, change_id: str) -> QuestionChange | None:
    """A change of several questions."""
    statement = select(QuestionChange).where(
        QuestionChange.bank_id == bank_id, QuestionChange.id == change_id
    )
    return db.exec(statement.with_for_update()).one_or_none()
