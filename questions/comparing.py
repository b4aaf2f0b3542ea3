"""What a bank asks already, for comparing a file with it: the same question, or one in other words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlmodel import Session

from questions import store
from questions.folding import fold
from questions.kinds import Content


@dataclass(frozen=True, slots=True)
class Known:
    """Every revision of a bank: fingerprints; texts in the same order, as written and as compared."""

    prints: frozenset[str]
    texts: tuple[str, ...]
    likened: tuple[str, ...]


def known(db: Session, bank_id: int) -> Known:
    """What a bank asks, whatever the state of its questions: one statement."""
    contents = [Content.from_json(text) for text in store.bank_contents(db, bank_id)]
    prints = (fingerprint(one.likened, one.choices) for one in contents)
    texts = tuple(content.text for content in contents)
    return Known(frozenset(prints), texts, tuple(content.likened for content in contents))


def fingerprint(text: str, choices: Iterable[str]) -> str:
    """Equal for two questions that are the same to `adding.identity`; needs no ids of options."""
    return hashlib.sha256("\n".join((fold(text), *sorted(map(fold, choices)))).encode()).hexdigest()


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts have the same words."""
    return fold(one) == fold(other)


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
