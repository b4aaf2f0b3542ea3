"""Finding people by what public pages call them: a name that may not be shown is not found by it either."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from contest.people import store
from contest.people.rules import ERASED_NAME, HIDDEN_NAME
from contest.people.service import public_names
from contest.units.rules import fold

#: Words of a query that count, and people that are looked through for it.
WORDS, MOST = 8, 500


class Found(NamedTuple):
    """Entries in the order of a class list; ``more``: some were not looked at, since too many may match."""

    entries: tuple[str, ...]
    more: bool = False


def publicly_called(
    db: Session, campaign_id: str, query: str, now: datetime, *, minors_masked: bool = True
) -> Found:
    """Whose public name has every word of this, marks and case left out."""
    words = fold(query).split()[:WORDS]
    if not words:
        return Found(())
    ids, count = store.listed(db, store.called(campaign_id, words, ""), 0, MOST)
    shown = public_names(db, ids, now, minors_masked=minors_masked)
    return Found(tuple(one for one in ids if _has(shown[one].name, words)), count > MOST)


def _has(name: str, words: Collection[str]) -> bool:
    folded = fold(name)
    return name not in (HIDDEN_NAME, ERASED_NAME) and all(word in folded for word in words)
