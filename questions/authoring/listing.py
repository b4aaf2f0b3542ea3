"""Finding questions in a bank, and one question with all its revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from questions.audiences import Audiences, ordered
from questions.authoring import store
from questions.authoring.views import Found, Revision, Stored, Wanted
from questions.blueprint import covers
from questions.folding import fold
from questions.kinds import Content, Key, Level
from questions.models import Question, QuestionKey, QuestionRevision, QuestionState


def search(
    db: Session, bank_id: str, wanted: Wanted, today: date, window: tuple[int, int] | None = None
) -> Found:
    """The questions of a bank (public id) that are wanted; `window` is (how many to skip, how many)."""
    bank = store.bank(db, bank_id)
    if bank is None or bank.id is None:
        return Found((), 0)
    folded = replace(wanted, words=fold(wanted.words))
    topics = _below(db, bank.id, wanted.topic) if wanted.topic else ()
    rows = store.page(db, bank.id, folded, topics, today, window)
    count = store.count(db, bank.id, folded, topics, today) if window else len(rows)
    return Found(stored(db, rows), count)


def ids(db: Session, bank_id: str, wanted: Wanted, today: date, most: int) -> tuple[str, ...]:
    """The public ids of what is wanted, at most so many."""
    bank = store.bank(db, bank_id)
    if bank is None or bank.id is None:
        return ()
    topics = _below(db, bank.id, wanted.topic) if wanted.topic else ()
    folded = replace(wanted, words=fold(wanted.words))
    return tuple(store.public_ids(db, bank.id, folded, topics, today, most))


def _below(db: Session, bank_id: int, topic: str) -> tuple[str, ...]:
    """Those topics of the bank's questions that are this one or below it."""
    return tuple(one.slug for one in store.topics_in(db, bank_id) if covers(topic, one.slug))


def question(db: Session, bank_id: str, question_id: str) -> Stored | None:
    """One question of a bank, both by their public ids."""
    bank = store.bank(db, bank_id)
    row = store.question(db, bank.id or 0, question_id) if bank else None
    return next(iter(stored(db, [(row, store.revisions(db, row.id or 0)[0])])), None) if row else None


def some(db: Session, bank_id: str, ids: Collection[str], *, held: bool = False) -> tuple[Stored, ...]:
    """Those of these questions (public ids) that are in the bank; `held`: until the commit."""
    bank = store.bank(db, bank_id)
    return stored(db, store.chosen(db, bank.id or 0, ids, held=held)) if bank else ()


def history(db: Session, bank_id: str, question_id: str) -> tuple[Revision, ...]:
    """All revisions of a question with every version of their keys, the newest first."""
    bank = store.bank(db, bank_id)
    row = store.question(db, bank.id or 0, question_id) if bank else None
    return told(db, row) if row else ()


def in_use(db: Session, bank_id: str, one: Stored) -> Revision | None:
    """What contests ask while the newest words of a question wait; None when there is no such difference."""
    if not one.drawn or one.drawn == one.newest.number:
        return None
    return next((each for each in history(db, bank_id, one.id) if each.number == one.drawn), None)


def told(db: Session, row: Question) -> tuple[Revision, ...]:
    """The same of a question that was found."""
    revisions = {one.id: one for one in store.revisions(db, row.id or 0)}
    pairs = [
        (revisions[key.revision_id], key) for key in store.keys(db, [number or 0 for number in revisions])
    ]
    pairs.sort(key=lambda pair: (pair[0].number, pair[1].version), reverse=True)
    return tuple(revision(one, key) for one, key in pairs)


def stored(db: Session, rows: Sequence[store.Row]) -> tuple[Stored, ...]:
    """Rows as others see them, with their keys, topics and audiences: three statements, however many rows."""
    keys = _newest_keys(db, [newest for _, newest in rows])
    topics: dict[int, list[str]] = defaultdict(list)
    numbers = [row.id or 0 for row, _ in rows]
    for number, slug in store.topic_slugs(db, numbers):
        topics[number].append(slug)
    whom = by_question(store.audiences(db, numbers))
    return tuple(
        replace(_stored(row, newest, keys[newest.id or 0], topics[row.id or 0]), audiences=whom[row.id or 0])
        for row, newest in rows
    )


def by_question(rows: Iterable[tuple[int, str]]) -> defaultdict[int, Audiences]:
    """Whom each question names, in their order."""
    named: dict[int, list[str]] = defaultdict(list)
    for number, audience in rows:
        named[number].append(audience)
    return defaultdict(tuple, {number: ordered(some) for number, some in named.items()})


def _newest_keys(db: Session, revisions: Sequence[QuestionRevision]) -> dict[int, QuestionKey]:
    # Oldest first, so that the newest is what stays.
    return {key.revision_id: key for key in store.keys(db, [one.id or 0 for one in revisions])}


def _stored(row: Question, newest: QuestionRevision, key: QuestionKey, topics: Sequence[str]) -> Stored:
    return Stored(
        id=row.public_id,
        state=state_of(row, newest),
        version=row.version,
        topics=tuple(topics),
        newest=revision(newest, key),
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        drawn=row.drawn,
    )


def state_of(row: Question, newest: QuestionRevision) -> QuestionState:
    """Where a question stands: a draft that somebody read and found right is a reviewed one."""
    state = QuestionState(row.state)
    return QuestionState.REVIEWED if state is QuestionState.DRAFT and newest.reviewer else state


def revision(row: QuestionRevision, key: QuestionKey) -> Revision:
    """A revision as others see it."""
    return Revision(
        number=row.number,
        content=Content.from_json(row.content),
        key=Key.from_json(key.content),
        level=Level(row.level),
        points=row.points,
        valid_until=row.valid_until,
        author=row.author,
        at=row.created_at,
        settled=row.settled,
        key_version=key.version,
        key_author=key.author,
        key_at=key.created_at,
        approver=row.approver,
        approved_at=row.approved_at,
        signed_alone=row.signed_alone,
        reviewer=row.reviewer,
    )
