"""Banks: which there are, what is in them, and making one."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime

from sqlmodel import Session

from questions import store as plain_store
from questions.authoring import store
from questions.authoring.views import BankCounts, BankRef, TopicName
from questions.folding import fold
from questions.kinds import Kind
from questions.models import Bank, QuestionState
from questions.taxonomy import BY_SLUG, TOPICS

#: Contests name their bank in a column of this length.
LONGEST_SLUG = 60


def ref(bank: Bank) -> BankRef:
    """A bank as others see it."""
    return BankRef(bank.public_id, bank.slug, bank.name, bank.is_sample, bank.signs_alone)


def find(db: Session, public_id: str) -> BankRef | None:
    """A bank by its public id."""
    bank = store.bank(db, public_id)
    return ref(bank) if bank else None


def id_of(db: Session, slug: str) -> str:
    """The public id of the bank with this slug; "" when there is none."""
    found = plain_store.bank(db, slug)
    return found.public_id if found else ""


def every(db: Session) -> tuple[BankCounts, ...]:
    """All banks by name, with their numbers."""
    states: dict[int, dict[QuestionState, int]] = defaultdict(dict)
    kinds: dict[int, dict[Kind, int]] = defaultdict(dict)
    for bank_id, state, kind, many in store.counts(db):
        of_state, of_kind = states[bank_id], kinds[bank_id]
        of_state[QuestionState(state)] = of_state.get(QuestionState(state), 0) + many
        if state == QuestionState.APPROVED:
            of_kind[Kind(kind)] = many
    return tuple(BankCounts(ref(bank), states[bank.id or 0], kinds[bank.id or 0]) for bank in store.banks(db))


def sign_alone(db: Session, public_id: str, allowed: bool) -> bool:
    """Whether the only approver of a bank may approve their own questions; False when it was so already."""
    bank = store.bank(db, public_id, held=True)
    if bank is None or bank.signs_alone is allowed:
        return False
    bank.signs_alone = allowed
    store.put(db, bank)
    return True


def create(db: Session, name: str, at: datetime) -> BankRef | None:
    """A new bank, its slug made from its name; None when that is taken, or nothing is left of the name."""
    bank = Bank(slug=slug_of(name), name=name, created_at=at)
    return ref(bank) if bank.slug and store.add_bank(db, bank) else None


def slug_of(name: str) -> str:
    """ "Bộ câu hỏi 2026" → "bo-cau-hoi-2026"; "" when nothing is left of the name."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return plain[:LONGEST_SLUG].rstrip("-")


def topics(db: Session, bank_id: str) -> tuple[TopicName, ...]:
    """All topics to choose from: the built-in tree, then those that only this bank has."""
    bank = store.bank(db, bank_id)
    own = store.topics_in(db, bank.id or 0) if bank else []
    built_in = [TopicName(topic.slug, topic.name, depth(topic.slug)) for topic in TOPICS]
    return (*built_in, *(TopicName(one.slug, one.name, 0) for one in own if one.slug not in BY_SLUG))


def depth(slug: str) -> int:
    """How far below its root a built-in topic stands; 0 for any other."""
    topic = BY_SLUG.get(slug)
    return 1 + depth(topic.parent) if topic and topic.parent else 0
