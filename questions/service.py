"""What others ask of the question banks: fold a file into a bank, and read what papers need.

Adding is in `questions.adding`; what authors do to single questions is in `questions.authoring`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import lru_cache

from sqlmodel import Session

from questions import naming, store
from questions.adding import (
    Added,
    Removed,
    Similar,
    add_questions,
    find_similar,
    hold_import,
    holds_approved,
    import_revisions,
    remove_import,
    save_bank,
)
from questions.audiences import Audience
from questions.blueprint import PoolItem
from questions.grading import counts
from questions.kinds import Content, Key, Kind, Level
from questions.models import QuestionRevision
from questions.naming import Named, named, revisions_of

__all__ = [
    "Added",
    "Named",
    "Removed",
    "Share",
    "Similar",
    "add_questions",
    "contents",
    "count_expired",
    "find_similar",
    "hold",
    "hold_import",
    "holds_approved",
    "import_revisions",
    "keys",
    "named",
    "points",
    "pool",
    "remove_import",
    "revisions_of",
    "save_bank",
]


def hold(db: Session, bank_slug: str) -> None:
    """Nobody adds questions to the bank or takes an import out of it until the commit."""
    found = store.bank(db, bank_slug)
    if found is not None:
        store.hold_bank(db, _id(found.id))


#: The questions whose number leaves the first when it is divided by the second. A question keeps its
#: number whatever becomes of the others, and those that came into the bank together are dealt out in turn.
Share = tuple[int, int]


def pool(
    db: Session,
    bank_slug: str,
    on: date | None = None,
    share: Share | None = None,
    fixed: Collection[str] = (),
    asked_of: Audience | None = None,
) -> tuple[PoolItem, ...]:
    """What papers may be drawn from: of each approved question that counts, the revision approved last.

    With a day, questions that were to be checked again before it are left out; with a share, those of the
    other shares; with an audience, those that are marked for others alone. Those in ``fixed`` (public ids)
    are there in any case as they were approved last, since everybody's paper has them: whether one may still
    be asked is said before (see `naming.problem`).
    """
    topics: dict[int, list[str]] = defaultdict(list)
    for question_id, slug in store.topic_slugs(db, bank_slug):
        topics[question_id].append(slug)
    shut = store.for_others(db, bank_slug, asked_of) if asked_of else frozenset[int]()
    found = {
        question: row
        for row, question in store.approved(db, bank_slug)
        if counts(Kind(row.kind)) and _valid(row, on) and _is_of(row, share) and row.question_id not in shut
    }
    if absent := set(fixed) - found.keys():
        found |= naming.approved_last(db, bank_slug, absent)
    rows = sorted(found.items(), key=lambda pair: _id(pair[1].id))
    return tuple(_pool_item(row, question, topics[row.question_id]) for question, row in rows)


def count_expired(db: Session, bank_slug: str, on: date) -> int:
    """How many approved questions were to be checked again before a day."""
    return store.count_expired(db, bank_slug, on)


def contents(db: Session, revisions: Collection[int]) -> dict[int, Content]:
    """What participants may see of these revisions."""
    return {_id(row.id): _understood(row.content) for row in store.revisions(db, list(revisions))}


#: A text is always understood alike; who grades reads the same ones every few seconds.
_understood = lru_cache(maxsize=4096)(Content.from_json)


def points(db: Session, revisions: Collection[int]) -> dict[int, int]:
    """The hundredths each of these revisions is worth."""
    return {_id(row.id): row.points for row in store.revisions(db, list(revisions))}


def keys(db: Session, revisions: Collection[int]) -> dict[int, tuple[int, Key]]:
    """The newest key of each of these revisions, with its version."""
    rows = store.keys(db, list(revisions))
    return {row.revision_id: (row.version, Key.from_json(row.content)) for row in rows}


def key_versions(db: Session, revisions: Collection[int]) -> dict[int, int]:
    """The version of the newest key of each of these revisions, which all have one: cheap, for whoever keeps
    keys."""
    corrected = dict(store.corrections(db))
    return {revision: corrected.get(revision, 1) for revision in revisions}


def _id(value: int | None) -> int:
    if value is None:
        raise LookupError("the row has not been stored yet")
    return value


def _valid(row: QuestionRevision, on: date | None) -> bool:
    return on is None or row.valid_until is None or on <= row.valid_until


def _is_of(row: QuestionRevision, share: Share | None) -> bool:
    return share is None or row.question_id % share[1] == share[0]


def _pool_item(row: QuestionRevision, question: str, topics: list[str]) -> PoolItem:
    content = Content.from_json(row.content)
    ids = tuple(option.id for option in content.options)
    level, kind = Level(row.level), content.kind
    return PoolItem(_id(row.id), tuple(sorted(topics)), level, kind, ids, content.shuffle, question)
