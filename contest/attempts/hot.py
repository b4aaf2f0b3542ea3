"""The batch statements of the hot paths: one for many rows, the same on SQLite and PostgreSQL.

Rows travel as one JSON parameter: SQLite opens it with ``json_each``, PostgreSQL with
``jsonb_array_elements``; both then read a field with ``value ->> n``. Values are typed by CAST.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session

from contest.attempts.rules import Facts

TIMES = "started_at, deadline, accepts_until"
ENDS = "receipt, paused_at, stood, handed_in_at"
ORDER = "way, reached, slot_deadline, slot_until, part_end"
FACTS = f"id, entry_id, round_id, unit_id, number, slots, state, lease, {TIMES}, {ENDS}, {ORDER}"

ROWS = {
    "sqlite": "json_each(:rows) AS e",
    "postgresql": "jsonb_array_elements(CAST(:rows AS jsonb)) AS e(value)",
}

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

CLOSE_ATTEMPTS = """
UPDATE attempt SET state = :state, handed_in_at = :at, receipt = :receipt, digest = :digest
WHERE id = :id AND state = 'open'
"""


@lru_cache(maxsize=32)
def _statement(sql: str, dialect: str) -> TextClause:
    return text(sql.format(rows=ROWS[dialect]))


def _run(db: Session, sql: str, rows: Sequence[Sequence[Any]]) -> list[Any]:
    connection = db.connection()
    payload = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    result = connection.execute(_statement(sql, connection.dialect.name), {"rows": payload})
    return list(result) if result.returns_rows else []


@lru_cache(maxsize=4)
def _facts_by(column: str, locked: bool) -> TextClause:
    # Sorted before they are locked, so that two processes on PostgreSQL never wait for each other.
    lock = " ORDER BY id FOR UPDATE" if locked else ""
    sql = f"SELECT {FACTS} FROM attempt WHERE {column} IN :ids{lock}"
    return text(sql).bindparams(bindparam("ids", expanding=True))


def _facts(db: Session, column: str, ids: Iterable[str]) -> list[Facts]:
    connection = db.connection()
    statement = _facts_by(column, connection.dialect.name != "sqlite")
    wanted = list(set(ids))
    # An empty IN is written with an integer, which PostgreSQL does not compare with text.
    return [Facts(*row) for row in connection.execute(statement, {"ids": wanted})] if wanted else []


def glance(db: Session, attempt_id: str) -> Facts | None:
    """One attempt as it stands, without a lock."""
    row = db.connection().execute(_facts_by("id", False), {"ids": [attempt_id]}).first()
    return Facts(*row) if row else None


def by_id(db: Session, ids: Iterable[str]) -> dict[str, Facts]:
    """These attempts, locked on PostgreSQL until the commit."""
    return {facts.id: facts for facts in _facts(db, "id", ids)}


def by_entry(db: Session, round_id: str, entries: Iterable[str]) -> dict[str, list[Facts]]:
    """The attempts of these entries in a round, in order of their number."""
    found: dict[str, list[Facts]] = {}
    for facts in sorted(_facts(db, "entry_id", entries), key=lambda one: one.number):
        if facts.round_id == round_id:
            found.setdefault(facts.entry_id, []).append(facts)
    return found


def insert_events(db: Session, rows: Sequence[Sequence[Any]]) -> set[tuple[str, str]]:
    """Store events; those of (attempt, op_id) that were new."""
    return {(row[0], row[1]) for row in _run(db, INSERT_EVENTS, rows)} if rows else set()


def stored_events(db: Session, rows: Sequence[Sequence[Any]]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What stands for each (attempt, op_id): (seq, slot, answer, fate)."""
    return {(row[0], row[1]): tuple(row[2:]) for row in _run(db, STORED_EVENTS, rows)}


def move_answers(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Move the answers of slots forward. One row a slot: PostgreSQL refuses to move a row twice."""
    if rows:
        _run(db, MOVE_ANSWERS, rows)


def insert_attempts(db: Session, rows: Sequence[Sequence[Any]]) -> set[str]:
    """Store attempts; the ids of those that no constraint refused."""
    return {row[0] for row in _run(db, INSERT_ATTEMPTS, rows)} if rows else set()


def move_on(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Attempts get to a further slot: id, slot, when its time is over, until when it takes answers, and the
    last slot of the part that it begins."""
    if rows:
        _run(db, MOVE_ON, rows)


def insert_asked(db: Session, rows: Sequence[Sequence[Any]]) -> None:
    """When slots were asked for: attempt, slot, moment. Only the first time stays."""
    if rows:
        _run(db, INSERT_ASKED, rows)


def close_attempts(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Record the end of attempts: id, state, at, receipt, digest."""
    if rows:
        db.connection().execute(text(CLOSE_ATTEMPTS), list(rows))


def answers_of(db: Session, ids: Iterable[str]) -> dict[str, dict[int, str]]:
    """The answers that stand, by attempt and slot."""
    statement = text("SELECT attempt_id, slot, answer FROM answer WHERE attempt_id IN :ids")
    rows = db.connection().execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})
    found: dict[str, dict[int, str]] = {}
    for attempt_id, slot, answer in rows:
        found.setdefault(attempt_id, {})[slot] = answer
    return found


def papers_of(db: Session, ids: Iterable[str]) -> dict[str, str]:
    """The stored papers of attempts."""
    statement = text("SELECT id, paper FROM attempt WHERE id IN :ids")
    rows = db.connection().execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})
    return dict(tuple(row) for row in rows)


def last_seqs(db: Session, ids: Iterable[str]) -> dict[str, int]:
    """The highest seq that was received for each attempt."""
    statement = text(
        "SELECT attempt_id, MAX(seq) FROM answer_event WHERE attempt_id IN :ids GROUP BY attempt_id"
    )
    rows = db.connection().execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})
    return dict(tuple(row) for row in rows)
