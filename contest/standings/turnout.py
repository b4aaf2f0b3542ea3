"""How many of each unit stand on a board, with what points, for whoever shows it again and again.

The database counts them, person by person, so a count is kept until the board or the merges of units have
changed; and after a count among many the next one waits the longer. What is announced or printed is counted
by `service` itself.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.standings import service
from contest.standings.service import Brought
from contest.units import service as units

#: So many people may be counted for each second that goes by: a tenth of one core.
PACE = 20_000


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, what it was made of, and until when it stands in any case."""

    of: Hashable
    at: datetime
    until: datetime
    brought: Brought


_counted: dict[str, Counted] = {}
_counting = threading.Lock()


def forget() -> None:
    """Count every board anew; between tests, and when somebody is forgotten."""
    _counted.clear()


def of(db: Session, round_id: str, now: datetime) -> Brought:
    """What units brought to the board; one thread counts, the others wait for it."""
    with _counting:
        what = (service.version(db, round_id), units.marker(db))
        kept = _counted.get(round_id)
        if kept is None or (kept.of != what and not kept.at <= now < kept.until):
            until = now + timedelta(seconds=service.taking_part(db, round_id) // PACE)
            kept = Counted(what, now, until, service.brought(db, round_id))
            _counted[round_id] = kept
    return kept.brought
