"""Attempts as an archive keeps them: the paper, every event, and what ranking needs. No name, no device, no
moment of a single answer, and nothing that somebody wrote in their own words for an open question."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session

from contest.attempts import archived_store as store
from contest.attempts import papers
from contest.attempts.models import Attempt
from contest.attempts.states import AttemptState
from contest.web.database import to_ms

#: (op, lease, seq, slot, answer, whether it counted)
Event = tuple[str, int, int, int, str, bool]


@dataclass(frozen=True, slots=True)
class Archived:
    """An ended attempt. ``paper``: the revisions of its graded questions; ``behind`` open ones follow."""

    id: str
    entry_id: str
    number: int
    state: AttemptState
    started: int
    deadline: int
    ended: int
    paused: int | None
    stood: int
    paper: tuple[int, ...]
    behind: int
    has_prediction: bool
    receipt: str
    events: tuple[Event, ...]


def archived(db: Session, round_id: str, after: str, limit: int) -> list[Archived]:
    """All attempts of the next ``limit`` people behind the entry ``after``, void ones too."""
    rows = store.of_people(db, round_id, after, limit)
    events: dict[str, list[tuple[int, int, int, bool, str, str, bool]]] = {row.id: [] for row in rows}
    for attempt_id, op_id, lease, seq, slot, answer, applied, standing in store.events(db, list(events)):
        events[attempt_id].append((lease, seq, slot, op_id != standing, op_id, answer, bool(applied)))
    return [_archived(row, events[row.id]) for row in rows]


def _archived(row: Attempt, events: list[tuple[int, int, int, bool, str, str, bool]]) -> Archived:
    graded, behind = papers.split(row.paper)
    open_slots = range(len(graded) + 1, len(graded) + len(behind) + 1)
    return Archived(
        row.id,
        row.entry_id,
        row.number,
        AttemptState(row.state),
        to_ms(row.started_at),
        to_ms(row.deadline),
        to_ms(row.handed_in_at or row.deadline),
        None if row.paused_at is None else to_ms(row.paused_at),
        row.stood,
        tuple(drawn.revision for drawn in graded),
        len(behind),
        papers.has_prediction(row.paper),
        row.receipt or "",
        tuple(
            (op_id, lease, seq, slot, answer, applied)
            for lease, seq, slot, _, op_id, answer, applied in sorted(events)
            if slot not in open_slots
        ),
    )


def states_digest(db: Session, round_id: str) -> str:
    """Another text once an attempt was made void, recognised, or anything else became of it."""
    seen = sha256()
    for attempt_id, state in store.states(db, round_id):
        seen.update(f"{attempt_id} {state}\n".encode())
    return seen.hexdigest()
