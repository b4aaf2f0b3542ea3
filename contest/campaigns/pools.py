"""What the papers of a round may be drawn from, and which questions of its bank have run out."""

from __future__ import annotations

from datetime import date, datetime
from math import gcd

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.clock import local
from contest.ruleset.rules import Ruleset
from questions import service as questions
from questions.blueprint import Blueprint, Line, PoolItem
from questions.service import Share


def checked_on(rules: Ruleset, opens_at: datetime) -> date | None:
    """Questions must be valid on this day to be drawn; None when those that ran out are drawn too.

    It is the day of the opening for everybody: a round that lasts a month draws from the same questions
    on its last day, and after a restart.
    """
    return None if rules.keeps_expired else local(opens_at).date()


def share(rules: Ruleset, shift: int) -> Share | None:
    """Which part of the bank the round of this shift draws from, where its rounds share no question."""
    return None if rules.shifts is None else ((shift - 1) % rules.shifts, rules.shifts)


def overlap(one: Share | None, other: Share | None) -> bool:
    """Whether two rounds may draw the same question."""
    if one is None or other is None:
        return True
    return (one[0] - other[0]) % gcd(one[1], other[1]) == 0


def asks_again(view: RoundView, other: RoundView) -> bool:
    """Whether another round of the contest may ask the same questions."""
    parts = share(view.rules, view.shift), share(other.rules, other.shift)
    return other.id != view.id and other.bank_slug == view.bank_slug and overlap(*parts)


def pool(db: Session, bank_slug: str, rules: Ruleset, opens_at: datetime, shift: int) -> tuple[PoolItem, ...]:
    """What the round of this shift under these rules draws from when it opens at that moment."""
    on, part = checked_on(rules, opens_at), share(rules, shift)
    return questions.pool(db, bank_slug, on, part, rules.fixed, rules.asked_of)


def blueprint(rules: Ruleset, *, rehearsed: bool = False) -> Blueprint:
    """What a paper under these rules is made of, in the words of the library.

    A rehearsal shows nobody what everybody will be asked: any others stand in for the questions that every
    paper has.
    """
    lines = tuple(Line(line.count, line.topic, line.level, line.kind, line.part) for line in rules.blueprint)
    if rehearsed and rules.fixed:
        return Blueprint((*lines, Line(len(rules.fixed))), barred=rules.fixed)
    return Blueprint(lines, rules.fixed)


def expired(db: Session, bank_slug: str, opens_at: datetime) -> int:
    """How many approved questions of a bank will have run out by then."""
    return questions.count_expired(db, bank_slug, local(opens_at).date())
