"""What was counted of a contest, kept for a while: every desk asks again and again.

A count of many makes the next one of the same dashboard wait the longer: about a tenth of one core for each
that is looked at. One thread counts at a time, so all of them together take one core at most.
Nothing here knows a person.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.attempts import counted as attempts
from contest.campaigns.rules import Phase
from contest.dashboards.choosing import Scope
from contest.people import counted as people
from contest.standings import attendance
from contest.units import service as units

KEPT = timedelta(seconds=10)
#: So many rows may be counted for each second that goes by.
PACE = 20_000
#: More dashboards than this are not kept at once.
MOST = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """Hour (`web.hours`) → how many entered, began, ended; unit → people who entered, who took part.
    ``people``: how many took part in all, of whatever unit."""

    at: datetime
    until: datetime
    entered: Mapping[int, int]
    begun: Mapping[int, int]
    ended: Mapping[int, int]
    entered_units: Mapping[str, int]
    people_units: Mapping[str, int]
    people: int


_kept: dict[tuple[str, str], Counted] = {}
_counting = threading.Lock()


def forget() -> None:
    """Count everything anew; between tests."""
    _kept.clear()


def of(db: Session, scope: Scope, now: datetime) -> Counted:
    """The counts of a scope; one thread counts, the others wait for it."""
    with _counting:
        kept = _kept.get(scope.key)
        if kept is None or not kept.at <= now < kept.until:
            if len(_kept) >= MOST:
                _kept.clear()
            kept = _kept[scope.key] = _count(db, scope, now)
    return kept


def _count(db: Session, scope: Scope, now: datetime) -> Counted:
    campaign_id, rounds, audience = scope.view.campaign_id, scope.round_ids, scope.audience
    wanted = units.under(db, scope.unit) if scope.unit else None
    among = people.of_units(db, campaign_id, wanted) if wanted is not None else None
    entered = people.entered_by_hour(db, campaign_id, audience, wanted)
    begun = attempts.begun_by_hour(db, rounds, among)
    ended = attempts.ended_by_hour(db, rounds, among)
    # Of closed rounds whoever stands on the board, of others whoever will: it may be empty until the close.
    closed = [view.id for view in scope.rounds if view.phase is Phase.CLOSED]
    open_still = attempts.sat([id for id in rounds if id not in closed])
    by_unit, everybody = people.attending(db, attendance.chosen(closed), open_still)
    if wanted is not None:
        by_unit = {unit_id: number for unit_id, number in by_unit.items() if unit_id in wanted}
        everybody = sum(by_unit.values())
    rows = sum(entered.values()) + sum(begun.values())
    until = now + KEPT + timedelta(seconds=rows // PACE)
    by_entry = people.entered_by_unit(db, campaign_id, audience)
    return Counted(now, until, entered, begun, ended, by_entry, by_unit, everybody)
