"""What papers asked: revisions with the question that each belongs to, and the keys they ever had."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from questions import store
from questions.kinds import Content, Key


@dataclass(frozen=True, slots=True)
class AskedRevision:
    """A revision: the public id of its question, its number, what it asks, the hundredths it is worth."""

    revision: int
    question: str
    number: int
    content: Content
    points: int


@dataclass(frozen=True, slots=True)
class KeyVersion:
    """One version of a revision's key."""

    version: int
    at: datetime | None
    key: Key


def asked(db: Session, revisions: Collection[int]) -> dict[int, AskedRevision]:
    """These revisions."""
    found = {}
    for row, question in store.with_questions(db, sorted(revisions)) if revisions else ():
        content = Content.from_json(row.content)
        found[row.id or 0] = AskedRevision(row.id or 0, question, row.number, content, row.points)
    return found


def key_versions(db: Session, revisions: Collection[int]) -> dict[int, tuple[KeyVersion, ...]]:
    """All versions of the keys of these revisions, the oldest first."""
    found: dict[int, tuple[KeyVersion, ...]] = {}
    for row in store.keys(db, sorted(revisions)) if revisions else ():
        made = KeyVersion(row.version, row.created_at, Key.from_json(row.content))
        found[row.revision_id] = (*found.get(row.revision_id, ()), made)
    return found


def corrected(db: Session, since: datetime) -> dict[int, int]:
    """Revision → the newest version of its key, of those whose key was corrected after a moment."""
    return {row.revision_id: row.version for row in store.corrected(db, since)}
