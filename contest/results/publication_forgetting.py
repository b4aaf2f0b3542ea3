"""Forgetting somebody in published results: the salt goes, and with it the way from the name to the row.

What was signed stays as it is: ids, marks and a commitment that nobody can open any more. So its digest, its
signature and its evidence can be checked as before.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.people.forgetting import Whom, take_out
from contest.people.rules import ERASED_REASON
from contest.results import publication_store as store
from contest.results.publication_models import Publication


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Throw the salts of this person away, and the name out of reasons; how many there were."""
    return store.forget(db, who.entries) + take_out(db, Publication.reason, who)


def forget_rounds(db: Session, round_ids: Collection[str]) -> int:
    """The names of a contest go: all salts of its rounds, and what staff wrote as reasons; how many."""
    return store.forget_rounds(db, round_ids, ERASED_REASON)
