"""SQL of the doctor: reads alone, as plain text, so that it shares no statement with what it checks.

Moments are whole milliseconds in both databases.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from contest.web import moments_store

#: Rows that are named; more are only counted up to here.
MOST = 1_000

UNUSED = "SELECT count(*) FROM staff WHERE disabled_at IS NULL AND coalesce(seen_at, created_at) <= :since"
VIOLATIONS = """
SELECT count(*) FILTER (WHERE kind <> 'extension'), sum(count) FILTER (WHERE kind <> 'extension'),
  count(*) FILTER (WHERE kind = 'extension') FROM page_violation WHERE last_at >= :since
"""
#: I1. An answer that stands, without the applied tap that it came by.
UNFOUNDED = """
SELECT a.attempt_id, a.slot FROM answer a LEFT JOIN answer_event e
  ON e.attempt_id = a.attempt_id AND e.op_id = a.op_id AND e.fate = 'applied' AND e.slot = a.slot
 AND e.lease = a.lease AND e.seq = a.seq AND e.answer = a.answer
WHERE e.op_id IS NULL
"""
DIGESTS = "SELECT id, digest FROM attempt WHERE state IN ('handed_in','timed_out')"
#: I2. An applied tap that is higher than what stands for its slot.
OVERTAKEN = """
SELECT DISTINCT e.attempt_id, e.slot FROM answer_event e LEFT JOIN answer a
  ON a.attempt_id = e.attempt_id AND a.slot = e.slot
WHERE e.fate = 'applied'
  AND (a.attempt_id IS NULL OR e.lease > a.lease OR (e.lease = a.lease AND e.seq > a.seq))
"""
#: I3. How many attempts each person has used: of a round, and all their rounds.
USED = """
SELECT a.round_id, a.entry_id, count(*) FROM attempt a WHERE NOT EXISTS
  (SELECT 1 FROM attempt_adjustment j WHERE j.attempt_id = a.id AND j.kind = 'resit')
GROUP BY a.round_id, a.entry_id HAVING count(*) > :limit
"""
#: I4. What was applied after the time in which the attempt took answers.
AFTERWARDS = """
SELECT DISTINCT a.id FROM attempt a JOIN answer_event e ON e.attempt_id = a.id
WHERE e.fate = 'applied' AND e.received > a.accepts_until
"""
#: I6. Grades and places in a round that has not begun to close.
EARLY = """
SELECT a.id FROM grade g JOIN attempt a ON a.id = g.attempt_id WHERE a.round_id = :round
UNION SELECT attempt_id FROM standing WHERE round_id = :round
"""
#: I7. What belongs to one person and hangs on another's.
MIXED = """
SELECT s.attempt_id FROM standing s JOIN attempt a ON a.id = s.attempt_id
WHERE a.entry_id <> s.entry_id OR a.round_id <> s.round_id
UNION SELECT a.id FROM attempt a JOIN entry e ON e.id = a.entry_id JOIN round r ON r.id = a.round_id
WHERE e.campaign_id <> r.campaign_id
"""
#: I8. A round's places as the database orders them.
ORDERED = "SELECT entry_id, sort_key FROM standing WHERE round_id = :round ORDER BY sort_key, entry_id"
#: I8. Boards that are counted as something else than what stands on them.
MISCOUNTED = """
SELECT r.id FROM round r LEFT JOIN standing_board b ON b.round_id = r.id
WHERE coalesce(b.ranked, 0) <> (SELECT count(*) FROM standing WHERE round_id = r.id AND sort_key < '~')
   OR coalesce(b.unranked, 0) <> (SELECT count(*) FROM standing WHERE round_id = r.id AND sort_key >= '~')
   OR coalesce(b.ranked, 0) <> (SELECT coalesce(sum(number), 0) FROM standing_block WHERE round_id = r.id)
UNION SELECT round_id FROM (SELECT round_id, start AS first, number,
    lead(start, 1, '~') OVER (PARTITION BY round_id ORDER BY start) AS after FROM standing_block) k
WHERE number <> (SELECT count(*) FROM standing s
                 WHERE s.round_id = k.round_id AND s.sort_key >= k.first AND s.sort_key < k.after)
"""
#: I10. A time that is shown and longer than the one that counts.
LONGER = """
SELECT id FROM attempt WHERE deadline > accepts_until OR deadline < started_at
   OR (slot_deadline IS NOT NULL AND (slot_until IS NULL OR slot_deadline > slot_until))
"""
#: I11. An end without a receipt, a receipt without an end, one receipt twice.
RECEIPTS = """
SELECT id FROM attempt WHERE (state IN ('handed_in','timed_out')
   AND (receipt IS NULL OR digest IS NULL OR handed_in_at IS NULL))
   OR (state = 'open' AND receipt IS NOT NULL)
UNION SELECT id FROM attempt WHERE receipt IN
  (SELECT receipt FROM attempt WHERE receipt IS NOT NULL GROUP BY receipt HAVING count(*) > 1)
"""
#: I12. An attempt that still waits for its owner's phone in a round that is over.
STRANDED = """
SELECT a.id FROM attempt a JOIN round r ON r.id = a.round_id WHERE r.state = 'closed' AND a.state = 'open'
"""
#: I13. Long work that broke.
FAILED = "SELECT id FROM job WHERE state = 'failed'"
#: I14. An end before its beginning, an answer before its paper, a change dated ten minutes before the one
#: before it: a long upload's change carries the moment in which it came.
BACKWARDS = """
SELECT id FROM (
  SELECT id FROM attempt WHERE handed_in_at IS NOT NULL AND handed_in_at < started_at
  UNION SELECT a.id FROM attempt a JOIN answer_event e ON e.attempt_id = a.id
  WHERE e.received < a.started_at - 2000
  UNION SELECT CAST(later.seq AS TEXT) FROM audit later JOIN audit earlier ON earlier.seq = later.seq - 1
  WHERE later.at < earlier.at - 600000
) AS found ORDER BY length(id), id
"""
#: I15. Whoever took part in a closed round and stands nowhere on its board.
LEFT_OUT = """
SELECT DISTINCT a.entry_id FROM attempt a JOIN round r ON r.id = a.round_id JOIN entry e ON e.id = a.entry_id
WHERE r.id = :round AND r.state = 'closed' AND a.state IN ('handed_in','timed_out')
  AND e.barred_reason IS NULL AND e.same_as IS NULL
  AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.round_id = a.round_id AND s.entry_id = a.entry_id)
"""
BOARD = """
SELECT entry_id, attempt_id, points, "right", seconds, prediction, prediction_error, submitted_at,
       first_start, perfects, sort_key FROM standing WHERE round_id = :round
"""
APPEND_ONLY = {
    "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('audit','audit_head')",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' "
    "AND tgrelid IN ('audit'::regclass, 'audit_head'::regclass)",
}


def begin(db: Session) -> None:
    """One moment for all statements that follow: such a connection is in no transaction of its own."""
    db.connection().exec_driver_sql("BEGIN")


def ids(db: Session, statement: str, **values: Any) -> list[str]:
    """The rows that a statement finds, each as its columns with colons between."""
    rows = db.connection().execute(text(statement), values).fetchmany(MOST)
    return [":".join(map(str, row)) for row in rows]


def rows(db: Session, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Every row that a statement finds."""
    return [tuple(row) for row in db.connection().execute(text(statement), values)]


def round_ids(db: Session) -> list[str]:
    """Every round, rehearsals too."""
    return [row[0] for row in rows(db, "SELECT id FROM round ORDER BY id")]


def newest(db: Session) -> int | None:
    """The latest moment in which the server wrote anything, in milliseconds."""
    return moments_store.newest(db.connection())


def unused(db: Session, since: int) -> int:
    """Accounts that can log in and were last used, or made, at ``since`` or before."""
    return rows(db, UNUSED, since=since)[0][0]


def violations(db: Session, since: int) -> tuple[int, int, int]:
    """What browsers reported last at ``since`` or later: places and times without extensions', and those of
    extensions."""
    places, times, extensions = rows(db, VIOLATIONS, since=since)[0]
    return int(places), int(times or 0), int(extensions)


def triggers(db: Session) -> set[str]:
    """The triggers that keep the audit chain append-only."""
    return {row[0] for row in rows(db, APPEND_ONLY[db.get_bind().dialect.name])}


def pragma(db: Session, name: str) -> str:
    """What SQLite says of the file."""
    return str(db.connection().exec_driver_sql(f"PRAGMA {name}").scalar())


def settings_of(db: Session, names: tuple[str, ...]) -> dict[str, str]:
    """What a PostgreSQL is set to."""
    return {name: str(db.connection().exec_driver_sql(f"SHOW {name}").scalar()) for name in names}


def standbys(db: Session) -> tuple[int, int]:
    """How many copies of this PostgreSQL are connected, and how many of them it does not wait for. Who may
    not look closer sees that they are there, and takes those that are named for what they should be."""
    late = "count(*) FILTER (WHERE sync_state IN ('async', 'potential'))"
    return rows(db, f"SELECT count(*), {late} FROM pg_stat_replication")[0][:2]
