"""Attempts as staff look at them: who is where, who is silent, one attempt from its start to its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from contest.attempts import adjusting_store, behind, hot, store
from contest.attempts.models import AnswerEvent, Attempt, AttemptAdjustment
from contest.attempts.rules import is_over
from contest.attempts.service import SILENT_AFTER
from contest.attempts.sitting import facts_of
from contest.attempts.states import AttemptState
from contest.attempts.store import Silent
from contest.errors import NotFound
from contest.web.database import to_ms
from questions.blueprint import Drawn
from questions.kinds import Content

NO_ATTEMPT = "Không tìm thấy bài làm này trong vòng thi. Về danh sách người dự thi."


class Standing(StrEnum):
    """Where somebody is in a round, as staff ask for it."""

    ANSWERING = "answering"
    SILENT = "silent"
    HANDED_IN = "handed_in"
    TIMED_OUT = "timed_out"
    VOID = "void"


STORED = {
    Standing.ANSWERING: AttemptState.OPEN,
    Standing.HANDED_IN: AttemptState.HANDED_IN,
    Standing.TIMED_OUT: AttemptState.TIMED_OUT,
    Standing.VOID: AttemptState.VOID,
}


def entries_in(db: Session, round_id: str, standing: Standing, now: datetime) -> list[str]:
    """The entries that stand so in a round: one statement."""
    if standing is Standing.SILENT:
        return [quiet.entry_id for quiet in silent(db, round_id, now)]
    return store.entries_in(db, round_id, STORED[standing], now)


def started(db: Session, round_id: str, now: datetime) -> list[str]:
    """The entries that have an attempt of any kind."""
    return store.entries_in(db, round_id, None, now)


def silent(db: Session, round_id: str, now: datetime) -> list[Silent]:
    """Those who answer but from whom nothing came for two minutes, the longest first: one statement."""
    return store.silent(db, round_id, now - SILENT_AFTER, now)


@dataclass(frozen=True, slots=True)
class Seen:
    """One attempt of a list: its state as it reads now."""

    id: str
    entry_id: str
    number: int
    state: AttemptState
    started_at: datetime
    ended_at: datetime | None


def of_entries(db: Session, round_id: str, entry_ids: Collection[str], now: datetime) -> list[Seen]:
    """The attempts of these entries in order: one statement."""
    return [_seen(row, now) for row in store.all_of(db, round_id, entry_ids)] if entry_ids else []


def _seen(row: Attempt, now: datetime) -> Seen:
    state = reads_as(row, now)
    ended = None if state is AttemptState.OPEN else row.handed_in_at or row.deadline
    return Seen(row.id, row.entry_id, row.number, state, row.started_at, ended)


def reads_as(row: Attempt, now: datetime) -> AttemptState:
    """The state of an attempt as it reads now."""
    if row.state == AttemptState.OPEN and is_over(facts_of(row), to_ms(now)):
        return AttemptState.TIMED_OUT
    return AttemptState(row.state)


def owners(db: Session, round_id: str, attempt_ids: Collection[str]) -> dict[str, str]:
    """Attempt → entry, of those ids that are attempts of this round: one statement."""
    return store.owners(db, round_id, attempt_ids) if attempt_ids else {}


def numbers(db: Session, attempt_ids: Collection[str]) -> dict[str, int]:
    """Attempt → its number among those of its person: one statement."""
    return store.numbers(db, attempt_ids) if attempt_ids else {}


@dataclass(frozen=True, slots=True)
class Detail:
    """One attempt with all that came for it. ``asked`` holds what stands behind the questions, too."""

    attempt: Attempt
    state: AttemptState
    asked: tuple[tuple[Content, Drawn], ...]
    answers: dict[int, str]
    events: tuple[AnswerEvent, ...]
    adjustments: tuple[AttemptAdjustment, ...]
    asked_at: dict[int, datetime]


def detail(db: Session, round_id: str, attempt_id: str, now: datetime) -> Detail:
    """An attempt of this round; NotFound for those of others."""
    row = store.one(db, round_id, attempt_id)
    if row is None:
        raise NotFound(NO_ATTEMPT)
    return Detail(
        row,
        reads_as(row, now),
        behind.every(db, round_id, row.paper),
        hot.answers(db, attempt_id),
        tuple(store.events(db, attempt_id)),
        tuple(adjusting_store.adjustments(db, attempt_id)),
        store.asked_at(db, attempt_id),
    )
