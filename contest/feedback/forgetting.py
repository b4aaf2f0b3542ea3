"""Forgetting somebody in feedback: how content people were stays a number, every word of theirs goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.feedback import rules, store
from contest.people.forgetting import Whom


def forget(db: Session, who: Whom, now: datetime) -> int:
    """What they wrote goes, and their name out of what others wrote; how many held it.

    The database looks for it: reading every text of every contest here would hold the writer for seconds.
    """
    gone = store.forget(db, who.entries)
    for row_id, *told in store.mentioning(db, who.names, who.phones):
        words, folded = (who.taken_out(text)[: rules.LONGEST] for text in told)
        if [words, folded] != told:
            store.reword(db, row_id, words, folded)
            gone += 1
    return gone


def forget_rounds(db: Session, round_ids: Collection[str]) -> int:
    """The names of a contest go, and what was written about its rounds; how many wrote something."""
    return store.forget_rounds(db, round_ids)
