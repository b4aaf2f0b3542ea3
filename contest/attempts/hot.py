"""The batch statements of the hot paths (``contest.web.batches``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from contest.attempts.rules import Facts
from contest.web.batches import of, run

TIMES = "started_at, deadline, accepts_until"
ENDS = "receipt, paused_at, stood, handed_in_at"
ORDER = "way, reached, slot_deadline, slot_until, part_end"
FACTS = f"id, entry_id, round_id, unit_id, number, slots, state, lease, {TIMES}, {ENDS}, {ORDER}"

#: By attempt and slot.
Answers = dict[str, dict[int, str]]

INSERT_EVENTS = """
INSERT INTO answer_event (attempt_id, op_id, lease, seq, slot, answer, received, fate)
SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS INTEGER), CAST(value ->> 3 AS INTEGER),
       CAST(value ->> 4 AS INTEGER), value ->> 5, CAST(value ->> 6 AS BIGINT), value ->> 7
FROM {rows} WHERE true
ON CONFLICT DO NOTHING
RETURNING attempt_id, op_id
"""

# I2: only a higher (lease, seq) moves the answer of a slot.
MOVE_ANSWERS = """
INSERT INTO answer (attempt_id, slot, lease, seq, op_id, answer)
SELECT value ->> 0, CAST(value ->> 4 AS INTEGER), CAST(value ->> 2 AS INTEGER),
       CAST(value ->> 3 AS INTEGER), value ->> 1, value ->> 5
FROM {rows} WHERE true
ON CONFLICT (attempt_id, slot) DO UPDATE
SET lease = excluded.lease, seq = excluded.seq, op_id = excluded.op_id, answer = excluded.answer
WHERE excluded.lease > answer.lease OR (excluded.lease = answer.lease AND excluded.seq > answer.seq)
"""

STORED_EVENTS = """
SELECT a.attempt_id, a.op_id, a.seq, a.slot, a.answer, a.fate
FROM {rows} JOIN answer_event a ON a.attempt_id = e.value ->> 0 AND a.op_id = e.value ->> 1
"""

INSERT_ATTEMPTS = """
INSERT INTO attempt (id, entry_id, round_id, unit_id, number, paper, slots, started_at, deadline,
                     accepts_until, lease, holder, state, way, slot_deadline, slot_until, part_end)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, CAST(value ->> 4 AS INTEGER), value ->> 5,
       CAST(value ->> 6 AS INTEGER), CAST(value ->> 7 AS BIGINT), CAST(value ->> 8 AS BIGINT),
       CAST(value ->> 9 AS BIGINT), 1, value ->> 10, 'open', value ->> 11,
       CAST(value ->> 12 AS BIGINT), CAST(value ->> 13 AS BIGINT), CAST(value ->> 14 AS INTEGER)
FROM {rows} WHERE true
ON CONFLICT DO NOTHING
RETURNING id
"""

# Never back, whatever comes first.
MOVE_ON = """
UPDATE attempt SET reached = CAST(e.value ->> 1 AS INTEGER), slot_deadline = CAST(e.value ->> 2 AS BIGINT),
       slot_until = CAST(e.value ->> 3 AS BIGINT), part_end = CAST(e.value ->> 4 AS INTEGER)
FROM {rows} WHERE attempt.id = e.value ->> 0 AND attempt.reached < CAST(e.value ->> 1 AS INTEGER)
"""

INSERT_ASKED = """
INSERT INTO attempt_slot (attempt_id, slot, asked_at)
SELECT value ->> 0, CAST(value ->> 1 AS INTEGER), CAST(value ->> 2 AS BIGINT)
FROM {rows} WHERE true
ON CONFLICT DO NOTHING
"""

# An expression of the state, so that SQLite looks each attempt up by its id: by the index of the open ones it
# would go through all of these for every row.
CLOSE_ATTEMPTS = """
UPDATE attempt SET state = e.value ->> 1, handed_in_at = CAST(e.value ->> 2 AS BIGINT),
       receipt = e.value ->> 3, digest = e.value ->> 4
FROM {rows} WHERE attempt.id = e.value ->> 0 AND attempt.state || '' = 'open'
"""

FACTS_BY_ID = f"SELECT {FACTS} FROM attempt WHERE id {{among}}"
FACTS_BY_ENTRY = f"SELECT {FACTS} FROM attempt WHERE entry_id {{among}}"
ANSWERS = """
SELECT attempt_id, CAST({gathered}(slot, answer) AS TEXT) FROM answer WHERE attempt_id {among}
GROUP BY attempt_id
"""
PAPERS = "SELECT id, paper FROM attempt WHERE id {among}"
LAST_SEQS = """
SELECT attempt_id, MAX(seq) FROM answer_event WHERE attempt_id {among} GROUP BY attempt_id
"""


# Sorted before they are locked, so that two processes on PostgreSQL never wait for each other.
LOCK = " ORDER BY id FOR UPDATE"


def glance(db: Session, attempt_id: str) -> Facts | None:
    """One attempt as it stands, without a lock."""
    return next((Facts(*row) for row in of(db, FACTS_BY_ID, [attempt_id])), None)


def by_id(db: Session, ids: Iterable[str]) -> dict[str, Facts]:
    """These attempts, locked on PostgreSQL until the commit."""
    return {row[0]: Facts(*row) for row in of(db, FACTS_BY_ID, ids, LOCK)}


def by_entry(
    db: Session, round_id: str, entries: Iterable[str], *, held: bool = True
) -> dict[str, list[Facts]]:
    """The attempts of these entries in a round, in order of their number; ``held``: locked as by `by_id`."""
    found: dict[str, list[Facts]] = {}
    every = (Facts(*row) for row in of(db, FACTS_BY_ENTRY, entries, LOCK if held else ""))
    for facts in sorted(every, key=lambda one: one.number):
        if facts.round_id == round_id:
            found.setdefault(facts.entry_id, []).append(facts)
    return found


def insert_events(db: Session, rows: Sequence[Sequence[Any]]) -> set[tuple[str, str]]:
    """Store events; those of (attempt, op_id) that were new."""
    return {(row[0], row[1]) for row in run(db, INSERT_EVENTS, rows)}


def stored_events(db: Session, rows: Sequence[Sequence[Any]]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What stands for each (attempt, op_id): (seq, slot, answer, fate)."""
    return {(row[0], row[1]): tuple(row[2:]) for row in run(db, STORED_EVENTS, rows)}


def move_answers(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Move the answers of slots forward. One row a slot: PostgreSQL refuses to move a row twice."""
    run(db, MOVE_ANSWERS, rows)


def insert_attempts(db: Session, rows: Sequence[Sequence[Any]]) -> set[str]:
    """Store attempts; the ids of those that no constraint refused."""
    return {row[0] for row in run(db, INSERT_ATTEMPTS, rows)}


def move_on(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Attempts get to a further slot: id, slot, when its time is over, until when it takes answers, and the
    last slot of the part that it begins."""
    run(db, MOVE_ON, rows)


def insert_asked(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """When slots were asked for: attempt, slot, moment. Only the first time stays."""
    run(db, INSERT_ASKED, rows)


def close_attempts(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Record the end of attempts: id, state, at, receipt, digest."""
    run(db, CLOSE_ATTEMPTS, rows)


def answers_of(db: Session, ids: Iterable[str]) -> Answers:
    """The answers that stand; attempts without any are left out."""
    return {
        attempt_id: {int(slot): answer for slot, answer in json.loads(gathered).items()}
        for attempt_id, gathered in of(db, ANSWERS, ids)
    }


def answers(db: Session, attempt_id: str) -> dict[int, str]:
    """The answers of one attempt that stand, by slot."""
    return answers_of(db, [attempt_id]).get(attempt_id, {})


def papers_of(db: Session, ids: Iterable[str]) -> dict[str, str]:
    """The stored papers of attempts."""
    return dict(tuple(row) for row in of(db, PAPERS, ids))


def last_seqs(db: Session, ids: Iterable[str]) -> dict[str, int]:
    """The highest seq that was received for each attempt."""
    return dict(tuple(row) for row in of(db, LAST_SEQS, ids))


def last_seq(db: Session, attempt_id: str) -> int:
    """The highest seq that was received for one attempt; 0 before the first."""
    return last_seqs(db, [attempt_id]).get(attempt_id, 0)
