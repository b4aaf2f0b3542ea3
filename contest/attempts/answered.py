"""What was answered in ended attempts, for whoever counts: each paper's items and what was said to them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlmodel import Session

from contest.attempts import answered_store
from contest.attempts.papers import PREDICTION_REVISION
from contest.attempts.states import AttemptState
from contest.web.database import to_ms


@dataclass(frozen=True, slots=True)
class Answered:
    """An ended attempt. ``items``: the revisions of its questions in their order, those that are graded;
    ``answers`` beside them, "" for none."""

    attempt_id: str
    entry_id: str
    number: int
    started: int
    items: tuple[int, ...]
    answers: tuple[str, ...]


def answered(db: Session, round_id: str, after: str, limit: int) -> list[Answered]:
    """All ended attempts of the next ``limit`` people behind the entry ``after``, a person's in their order;
    void ones left out."""
    found = []
    for attempt_id, entry_id, number, started, paper, said in answered_store.ended(
        db, round_id, after, limit
    ):
        items = tuple(slot[0] for slot in json.loads(paper) if slot[0] > PREDICTION_REVISION)
        by_slot: dict[str, str] = json.loads(said) if said else {}
        answers = tuple(by_slot.get(str(slot), "") for slot in range(1, len(items) + 1))
        found.append(Answered(attempt_id, entry_id, number, to_ms(started), items, answers))
    return found


def states(db: Session, round_id: str) -> dict[AttemptState, int]:
    """How many attempts of a round are stored in each state."""
    return {AttemptState(state): count for state, count in answered_store.count(db, round_id).items()}


def people(db: Session, round_id: str) -> int:
    """How many people ended an attempt of a round that counts."""
    return answered_store.count_people(db, round_id)
