"""Use cases of the question banks: fold a file into a bank, and read what papers need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session

from questions import store
from questions.blueprint import PoolItem
from questions.citing import cited
from questions.folding import fold
from questions.formats.model import ParsedQuestion
from questions.grading import counts
from questions.kinds import Content, Key, Kind, Level
from questions.models import (
    Bank,
    Question,
    QuestionKey,
    QuestionRevision,
    QuestionSource,
    QuestionState,
    QuestionTopic,
    Source,
    Topic,
)
from questions.taxonomy import BY_SLUG


def save_bank(db: Session, slug: str, name: str, questions: Sequence[ParsedQuestion]) -> int:
    """Fold questions into a bank, made if there is none; says how many of them were new.

    Saving the same file again adds nothing: a question with the same folded text and options is
    already there. Questions without a right answer are left out.
    """
    bank = _bank(db, slug, name)
    known = {_identity(Content.from_json(text)) for text in store.bank_contents(db, _id(bank.id))}
    added = 0
    for parsed in questions:
        content = parsed.content()
        if parsed.sound and (identity := _identity(content)) not in known:
            known.add(identity)
            _save_question(db, _id(bank.id), parsed, content)
            added += 1
    return added


def pool(db: Session, bank_slug: str, on: date | None = None) -> tuple[PoolItem, ...]:
    """What papers may be drawn from: the newest revision of each approved question that counts.

    With a day, questions that were to be checked again before it are left out.
    """
    topics: dict[int, list[str]] = defaultdict(list)
    for question_id, slug in store.topic_slugs(db, bank_slug):
        topics[question_id].append(slug)
    rows = [row for row in store.approved(db, bank_slug) if counts(Kind(row.kind)) and _valid(row, on)]
    return tuple(
        _pool_item(row, topics[row.question_id]) for row in sorted(rows, key=lambda row: _id(row.id))
    )


def contents(db: Session, revisions: Collection[int]) -> dict[int, Content]:
    """What participants may see of these revisions."""
    return {_id(row.id): Content.from_json(row.content) for row in store.revisions(db, list(revisions))}


def points(db: Session, revisions: Collection[int]) -> dict[int, int]:
    """The hundredths each of these revisions is worth."""
    return {_id(row.id): row.points for row in store.revisions(db, list(revisions))}


def keys(db: Session, revisions: Collection[int]) -> dict[int, tuple[int, Key]]:
    """The newest key of each of these revisions, with its version."""
    rows = store.keys(db, list(revisions))
    return {row.revision_id: (row.version, Key.from_json(row.content)) for row in rows}


def _id(value: int | None) -> int:
    if value is None:
        raise LookupError("the row has not been stored yet")
    return value


def _identity(content: Content) -> tuple[str, ...]:
    return (fold(content.text), *sorted(fold(option.text) for option in content.options))


def _bank(db: Session, slug: str, name: str) -> Bank:
    bank = store.bank(db, slug)
    if bank is None:
        bank = Bank(slug=slug, name=name)
        store.add(db, bank)
    return bank


def _valid(row: QuestionRevision, on: date | None) -> bool:
    return on is None or row.valid_until is None or on <= row.valid_until


def _pool_item(row: QuestionRevision, topics: list[str]) -> PoolItem:
    content = Content.from_json(row.content)
    ids = tuple(option.id for option in content.options)
    level, kind = Level(row.level), content.kind
    return PoolItem(_id(row.id), tuple(sorted(topics)), level, kind, ids, content.shuffle)


def _save_question(db: Session, bank_id: int, parsed: ParsedQuestion, content: Content) -> None:
    question = Question(bank_id=bank_id, state=QuestionState.APPROVED)
    store.add(db, question)
    question_id = _id(question.id)
    revision = QuestionRevision(
        question_id=question_id,
        number=1,
        kind=parsed.kind,
        content=content.to_json(),
        level=parsed.level,
        points=parsed.points,
        valid_until=parsed.valid_until,
    )
    store.add(db, revision)
    store.add(db, QuestionKey(revision_id=_id(revision.id), version=1, content=parsed.key().to_json()))
    _link_topics(db, question_id, parsed.topics)
    _link_sources(db, question_id, parsed.basis)


def _link_topics(db: Session, question_id: int, slugs: Sequence[str]) -> None:
    topics = [_topic(db, slug) for slug in dict.fromkeys(slugs)]
    store.add(db, *(QuestionTopic(question_id=question_id, topic_id=_id(topic.id)) for topic in topics))


def _topic(db: Session, slug: str) -> Topic:
    found = store.topics(db, [slug]).get(slug)
    if found is not None:
        return found
    built_in = BY_SLUG.get(slug)
    if built_in is None:
        # An author's own topic: the slug is all that is known of it.
        topic = Topic(slug=slug, name=slug)
    else:
        parent = _topic(db, built_in.parent) if built_in.parent else None
        parent_id = parent.id if parent else None
        topic = Topic(slug=slug, name=built_in.name, parent_id=parent_id, position=built_in.position)
    store.add(db, topic)
    return topic


def _link_sources(db: Session, question_id: int, basis: str) -> None:
    links: dict[int, str] = {}
    for citation in cited(basis):
        source = store.source(db, citation.number, citation.dated)
        if source is None:
            source = Source(number=citation.number, dated=citation.dated, title=citation.title)
            store.add(db, source)
        links.setdefault(_id(source.id), citation.article)
    rows = (QuestionSource(question_id=question_id, source_id=key, article=links[key]) for key in links)
    store.add(db, *rows)
