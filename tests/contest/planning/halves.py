"""A draft contest with audiences, as staff make them: what the tests of planning share."""

from __future__ import annotations

from contest.campaigns.audience_rules import Audience, Typed
from contest.campaigns.service import RoundView
from contest.entropy import new_id
from contest.planning import audiences
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.planning import plans

STAFF = "staff00000001"
A, B = Typed("A", "Học sinh", "", "11", "15"), Typed("B", "Cán bộ, công chức", "", "18", "")


def add(round_id: str, typed: Typed, clock: Clock, key: str = "") -> str:
    made = key or new_id()
    with writing() as db:
        audiences.add(db, STAFF, round_id, made, typed, clock.now)
    return made


def give(round_id: str, audience: str | None, clock: Clock, given: str = "") -> None:
    with writing() as db:
        audiences.give(db, STAFF, round_id, given or round_id, audience, clock.now)


def copy(round_id: str, audience: str, clock: Clock, last: str = "") -> str:
    with writing() as db:
        return audiences.copy(db, STAFF, round_id, round_id, audience, last or round_id, clock.now)


def found(round_id: str, clock: Clock) -> tuple[Audience, ...]:
    return groups.stored(plans.view(round_id, clock.now).campaign_id)


def view(round_id: str, clock: Clock) -> RoundView:
    return plans.view(round_id, clock.now)
