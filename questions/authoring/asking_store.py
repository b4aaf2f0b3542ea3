"""SQL conditions of the authors' lists, of a question joined with one revision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from questions.audiences import EVERYBODY
from questions.authoring.views import Desk, Validity, Wanted
from questions.documents.judging import AHEAD
from questions.models import (
    Question,
    QuestionAudience,
    QuestionComment,
    QuestionRevision,
    QuestionSource,
    QuestionState,
    QuestionTopic,
    Source,
    Topic,
)

#: So long before its day a question is said to run out soon.
SOON = timedelta(days=30)


def conditions(
    bank_id: int, wanted: Wanted, topics: Collection[str], today: date
) -> list[ColumnElement[bool]]:
    """The conditions; `topics` are the wanted one and those below it. Words come folded."""
    found = [col(Question.bank_id) == bank_id]
    found += [col(Question.folded).contains(word, autoescape=True) for word in wanted.words.split()]
    if wanted.topic:
        tied = select(QuestionTopic.question_id).join(Topic, col(Topic.id) == col(QuestionTopic.topic_id))
        found.append(col(Question.id).in_(tied.where(col(Topic.slug).in_(list(topics)))))
    if wanted.level:
        found.append(col(QuestionRevision.level) == wanted.level)
    if wanted.kind:
        found.append(col(QuestionRevision.kind) == wanted.kind)
    if wanted.audience:
        found.append(_suits(wanted.audience))
    if wanted.state:
        found.append(_stands(wanted.state))
    if wanted.desk:
        found.append(_on_desk(wanted.desk, wanted.me))
    if wanted.document:
        found.append(_rests_on(col(Source.public_id) == wanted.document))
    if wanted.law:
        found.append(law_moved(today + AHEAD))
    if wanted.validity:
        found.append(_valid(wanted.validity, today))
    return found


def _suits(audience: str) -> ColumnElement[bool]:
    """What is for them: marked so, or for everybody; `EVERYBODY`: only what names nobody."""
    named = select(QuestionAudience.question_id)
    nobody = col(Question.id).notin_(named)
    if audience == EVERYBODY:
        return nobody
    return nobody | col(Question.id).in_(named.where(QuestionAudience.audience == audience))


def _stands(state: QuestionState) -> ColumnElement[bool]:
    stored = col(Question.state)
    if state in (QuestionState.DRAFT, QuestionState.REVIEWED):
        was_read = col(QuestionRevision.reviewer) != ""
        return (stored == QuestionState.DRAFT) & (was_read if state is QuestionState.REVIEWED else ~was_read)
    return stored == state


def _on_desk(desk: Desk, me: str) -> ColumnElement[bool]:
    if desk is Desk.COMMENTED:
        return _commented()
    if desk is Desk.MINE:
        return (col(Question.author) == me) | (col(QuestionRevision.author) == me)
    other_words = col(QuestionRevision.number) != col(Question.drawn)
    is_changed = (col(Question.state) == QuestionState.APPROVED) & other_words
    waits = (is_changed | (col(Question.state) == QuestionState.DRAFT)) & ~_commented(sends_back=True)
    return waits & (col(QuestionRevision.author) != me) if desk is Desk.FOR_ME else waits


def _commented(*, sends_back: bool = False) -> ColumnElement[bool]:
    is_open = col(QuestionComment.settled_at).is_(None)
    found = select(QuestionComment.id).where(col(QuestionComment.question_id) == col(Question.id), is_open)
    return (
        (found.where(col(QuestionComment.sends_back)) if sends_back else found).correlate(Question).exists()
    )


def _valid(validity: Validity, today: date) -> ColumnElement[bool]:
    day = col(QuestionRevision.valid_until)
    if validity is Validity.EXPIRED:
        return day < today
    if validity is Validity.SOON:
        return day.between(today, today + SOON)
    return day.is_(None) | (day >= today)


def _rests_on(document: ColumnElement[bool]) -> ColumnElement[bool]:
    tied = select(QuestionSource.question_id).join(Source, col(Source.id) == col(QuestionSource.source_id))
    return col(Question.id).in_(tied.where(document))


def law_moved(horizon: date) -> ColumnElement[bool]:
    """What has to be looked at again by then: its own day comes, or a document that it rests on ends or was
    replaced. Whoever gave it a later day after that was noted has looked at it."""
    day, made = col(QuestionRevision.valid_until), col(QuestionRevision.created_at)
    changed = col(Source.changed_at)
    vouched = (day > horizon) & (changed.is_(None) | (made.isnot(None) & (made > changed)))
    ends = ended_by(horizon)
    tied = (
        select(QuestionSource.question_id)
        .join(Source, col(Source.id) == col(QuestionSource.source_id))
        .where(col(QuestionSource.question_id) == col(Question.id), ends, day.is_(None) | ~vouched)
        .correlate(Question, QuestionRevision)
    )
    return (col(Question.state) != QuestionState.RETIRED) & ((day <= horizon) | tied.exists())


def ended_by(horizon: date) -> ColumnElement[bool]:
    """Documents that are replaced, or in force no longer than until then."""
    return col(Source.replaced_by_id).isnot(None) | (col(Source.in_force_until) <= horizon)
