"""What the papers of a round may be drawn from, and which questions of its bank have run out."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from contest.clock import local
from contest.ruleset.rules import Ruleset
from questions import service as questions
from questions.blueprint import PoolItem


def checked_on(rules: Ruleset, opens_at: datetime) -> date | None:
    """Questions must be valid on this day to be drawn; None when those that ran out are drawn too.

    It is the day of the opening for everybody: a round that lasts a month draws from the same questions
    on its last day, and after a restart.
    """
    return None if rules.keeps_expired else local(opens_at).date()


def pool(db: Session, bank_slug: str, rules: Ruleset, opens_at: datetime) -> tuple[PoolItem, ...]:
    """What a round under these rules draws from when it opens at that moment."""
    return questions.pool(db, bank_slug, checked_on(rules, opens_at))


def expired(db: Session, bank_slug: str, opens_at: datetime) -> int:
    """How many approved questions of a bank will have run out by then."""
    return questions.count_expired(db, bank_slug, local(opens_at).date())
