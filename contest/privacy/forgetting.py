"""Forgetting a person: every feature lets go of what it holds of them, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.people import forgetting as people
from contest.people.forgetting import Whom
from contest.privacy import store

#: What each feature lets go of, called in this order: people last, since the others look for the name.
FORGETS: tuple[tuple[str, Callable[[Session, Whom, datetime], int]], ...] = (("people", people.forget),)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done. ``counts``: feature → how many rows or texts it let go of; all 0 the second time.

    ``is_known`` is false where there is no such person.
    """

    person_id: str
    is_known: bool
    entries: tuple[str, ...]
    counts: Mapping[str, int]


def forget(db: Session, person_id: str, *, by: str, now: datetime, keep_result: bool = True) -> Forgotten:
    """Forget somebody whole: name, phone, year, codes, words, devices, in every feature. Idempotent.

    What they did stays without a face while ``keep_result``; else it leaves the boards too. ``by`` is the
    staff member's id, ``audit.SERVER``, or the token of a participant's own request.
    """
    who = people.whom(db, person_id)
    counts = {name: deed(db, who, now) for name, deed in FORGETS}
    news = store.bury(db, who.people, now, keep_result=keep_result)
    if news or any(counts.values()):
        audit.record(db, by, "privacy.forget", person_id, {k: v for k, v in counts.items() if v}, now)
    return Forgotten(person_id, bool(who.people), who.entries, counts)
