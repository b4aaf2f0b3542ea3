"""Forgetting somebody in their attempts: what they wrote in their own words, their devices, why staff helped.

Answers to graded questions stay, under the attempt's id alone: counts, grades and figures are as they were.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.attempts import forgetting_store as store
from contest.attempts import papers, written
from contest.attempts.models import AttemptAdjustment
from contest.people.forgetting import Whom, take_out
from contest.people.rules import ERASED_REASON
from contest.web.database import after_commit


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take words, devices and reasons away; how many rows said something. An open attempt stands still:
    no phone has its lease any more, and its time runs out."""
    attempts = store.attempts(db, who.entries)
    slots = [(attempt_id, slot) for attempt_id, paper in attempts.items() for slot in _open_slots(paper)]
    texts = store.erase_texts(db, slots)
    done = texts + store.erase_devices(db, attempts) + store.erase_reasons(db, attempts, ERASED_REASON)
    done += take_out(db, AttemptAdjustment.reason, who)
    if texts:
        after_commit(db, written.forget_kept)
    return done


def left_by(db: Session, who: Whom) -> tuple[list[str], list[str]]:
    """The attempts of this person, and the devices that held them last."""
    found = store.held(db, who.entries)
    return [attempt_id for attempt_id, _ in found], sorted({device for _, device in found if device})


def count_devices(db: Session, round_ids: Collection[str]) -> int:
    """How many attempts of these rounds say which device held them."""
    return store.count_devices(db, round_ids)


def drop_devices(db: Session, round_ids: Collection[str], limit: int) -> int:
    """Forget the devices of some of these attempts; how many."""
    return store.erase_devices(db, store.with_devices(db, round_ids, limit))


def _open_slots(paper: str) -> range:
    """Where the paper asks for somebody's own words: behind what is graded."""
    first = len(papers.from_json(paper)) + 1
    return range(first, first + len(papers.behind(paper)))
