"""What is said of a question: who, when, and whether somebody has seen to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from questions.authoring import remarks_store as store
from questions.authoring.editing import By, Loaded, NotThere
from questions.models import QuestionComment

#: So many can be said of one question.
MOST = 200


class TooMany(Exception):
    """Nobody reads more."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said; `sends_back` when the question was given back with it."""

    id: str
    author: str
    at: datetime
    said: str
    sends_back: bool
    settled_by: str
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.settled_at is None


def told(db: Session, question_id: int) -> tuple[Remark, ...]:
    """Everything said of a question, oldest first."""
    return tuple(_remark(row) for row in store.of_question(db, question_id))


def _remark(row: QuestionComment) -> Remark:
    return Remark(
        id=row.id,
        author=row.author,
        at=row.created_at,
        said=row.said,
        sends_back=row.sends_back,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
    )


def open_counts(db: Session, ids: Collection[str]) -> dict[str, int]:
    """How many comments are open, by the public ids of these questions; those without one are left out."""
    return store.open_counts(db, ids) if ids else {}


def say(db: Session, loaded: Loaded, said: str, by: By, *, sends_back: bool = False) -> str | None:
    """Say something of a question; the comment's id. None for the very same words again while they are
    open: a second click."""
    question_id = loaded.row.id or 0
    before = store.of_question(db, question_id)
    if any(_is_same(one, said, by) for one in before):
        return None
    if len(before) >= MOST:
        raise TooMany(loaded.stored.id)
    row = QuestionComment(
        question_id=question_id, author=by.author, created_at=by.at, said=said, sends_back=sends_back
    )
    store.put(db, row)
    return row.id


def _is_same(one: QuestionComment, said: str, by: By) -> bool:
    return one.settled_at is None and (one.author, one.said) == (by.author, said)


def settle(db: Session, loaded: Loaded, comment_id: str, by: By) -> bool:
    """Somebody has seen to it; False when somebody had already."""
    row = store.one(db, loaded.row.id or 0, comment_id)
    if row is None:
        raise NotThere(comment_id)
    if row.settled_at is not None:
        return False
    row.settled_by, row.settled_at = by.author, by.at
    store.put(db, row)
    return True
