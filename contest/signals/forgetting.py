"""Forgetting somebody in signals: what looked odd about them or their device is looked at no more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.attempts import forgetting as attempts
from contest.people.forgetting import Whom
from contest.signals import store


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Drop the signals about this person's attempts and devices; how many. Call it before attempts forget
    which devices they were."""
    sat, devices = attempts.left_by(db, who)
    return store.drop_about(db, [*sat, *devices])


def count(db: Session, round_ids: Collection[str]) -> int:
    """How many signals of these rounds are stored."""
    return sum(len(store.signals(db, each)) for each in store.rounds(db) & set(round_ids))


def stored(db: Session) -> set[str]:
    """The rounds of which signals are stored."""
    return store.rounds(db)
