"""What a bank asks already, for comparing a file with it."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from questions import store
from questions.sameness import Known, known_of


def known(db: Session, bank_id: int) -> Known:
    """What a bank asks, whatever the state of its questions: one statement."""
    return known_of(store.bank_contents(db, bank_id))


def contents(db: Session, bank_id: int) -> list[tuple[str, str]]:
    """The same, not understood yet: (public id, stored content) for `sameness.known_of`."""
    return store.bank_contents(db, bank_id)


def held_questions(db: Session, import_id: str, drawn: Collection[int]) -> int:
    """How many questions of an import have one of these revisions."""
    revisions = set(drawn)
    return len({question for question, revision in store.imported(db, import_id) if revision in revisions})


def count_drafts(db: Session, import_id: str) -> int:
    """How many questions of an import wait for somebody to approve them."""
    return store.count_drafts(db, import_id)


def settled(db: Session, revisions: Collection[int]) -> frozenset[int]:
    """Those of these revisions that were approved once: no paper can hold another."""
    rows = (row for part in store.parts(revisions) for row in store.revisions(db, part))
    return frozenset(row.id or 0 for row in rows if row.settled)
