"""The newest moment that is stored: time never runs back behind it, whatever the clock says (I14)."""

from __future__ import annotations

from sqlalchemy import Connection, text

#: What the server stamps with its own time. Answers are looked for where a start need not go through them
#: all: those of open papers, and those that were refused, which have an index. An answer that was applied
#: came before its paper's end, or within the grace of one whose time ran out.
NEWEST = """
SELECT max(at) FROM (SELECT max(at) AS at FROM audit
UNION ALL SELECT max(updated_at) FROM job
UNION ALL SELECT max(started_at) FROM attempt
UNION ALL SELECT max(handed_in_at) FROM attempt
UNION ALL SELECT max(accepts_until) FROM attempt WHERE state = 'timed_out' AND paused_at IS NULL
UNION ALL SELECT max(e.received) FROM answer_event e JOIN attempt a ON a.id = e.attempt_id
          WHERE a.state = 'open'
UNION ALL SELECT max(received) FROM answer_event WHERE fate <> 'applied') AS newest
"""


def newest(connection: Connection) -> int | None:
    """In milliseconds since 1970; None while nothing is stored."""
    return connection.execute(text(NEWEST)).scalar()
