"""From a running round to what the desk watches: places with their numbers, and who needs help there.

Every desk asks every ten seconds. What they ask is read once in a few seconds for all of them; who took part
at all, which needs a look at every attempt, once in half a minute.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import clock, entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts import adjusting, troubles
from contest.attempts import service as attempts
from contest.attempts.adjusting import Scope
from contest.attempts.troubles import Case, Sign, Trouble
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.rounds import asking, monitor
from contest.rounds.monitor import NO_UNIT
from contest.rounds.watch_pages import By, PlaceRow, TroubleRow, Watched, WatchPage
from contest.ruleset.rules import Way
from contest.units import service as units
from contest.units.service import UnitRow
from contest.web.filters import NBSP, hour, number, span
from contest.web.filters import clock as clocked

KEPT, KEPT_SAT = timedelta(seconds=4), timedelta(seconds=30)
#: More people in trouble than this are no list to go through.
MOST = 100


@dataclass(frozen=True)
class Read:
    """What was read of a round at a moment. ``helped``: attempt → extra seconds and when they came last;
    ``sat``: unit → people who took part, as of ``sat_at``."""

    at: datetime
    view: RoundView
    cases: tuple[Case, ...]
    answering: Mapping[str | None, int]
    helped: Mapping[str, tuple[int, datetime]]
    sat: Mapping[str | None, int] = field(default_factory=dict)
    sat_at: datetime | None = None


_kept: dict[str, Read] = {}
_reading = threading.Lock()


def forget() -> None:
    """Read everything anew; between tests."""
    _kept.clear()


def page(db: Session, who: Member, round_id: str, by: By, at: str, deed: str, now: datetime) -> WatchPage:
    """The whole page, as it is now."""
    view = campaigns.view(db, round_id, now)
    with _reading:
        found = _kept[round_id] = _read(db, view, now, None)
    given = asking.given(db, round_id, deed) if deed else None
    told = (given.deed, given.whom, given.minutes) if given and not given.undone else None
    return WatchPage(
        staff_view(who, view.campaign_id),
        monitor.round_view(view),
        _watched(db, found, who, by, at, now),
        told,
    )


def again(db: Session, who: Member, round_id: str, by: By, at: str, now: datetime) -> Watched:
    """What changes, for a page that asks again; a few seconds old at most."""
    view = campaigns.view(db, round_id, now)
    with _reading:
        kept = _kept.get(round_id)
        if kept is None or kept.view != view or not kept.at <= now < kept.at + KEPT:
            kept = _kept[round_id] = _read(db, view, now, kept)
    return _watched(db, kept, who, by, at, now)


def listed(db: Session, who: Member, round_id: str, by: By, at: str, now: datetime) -> Watched:
    """What the page shows, with everybody in trouble however many they are."""
    view = campaigns.view(db, round_id, now)
    return _watched(db, _read(db, view, now, None), who, by, at, now, most=None)


def _read(db: Session, view: RoundView, now: datetime, kept: Read | None) -> Read:
    going = adjusting.going_on(db, view.id, Scope(), now)
    answering = Counter(one.unit_id for one in going)
    cases = troubles.cases(db, view, now)
    helped = adjusting.helped(db, [case.id for case in cases])
    if kept is not None and kept.sat_at is not None and kept.sat_at <= now < kept.sat_at + KEPT_SAT:
        return Read(now, view, cases, answering, helped, kept.sat, kept.sat_at)
    return Read(now, view, cases, answering, helped, attempts.counts_by_unit(db, view.id), now)


# --- places ---------------------------------------------------------------------------------------


def _watched(
    db: Session, found: Read, who: Member, by: By, at: str, now: datetime, most: int | None = MOST
) -> Watched:
    seen = {*found.answering, *found.sat, *(case.unit_id for case in found.cases)}
    rows = units.rows(db, [each for each in seen if each])
    places = _Places(rows, by)
    here = [case for case in found.cases if not at or places.of(case.unit_id) == at]
    listed = _listed(db, found, places, at)
    return Watched(
        round_id=found.view.id,
        phase=found.view.phase,
        now=found.at,
        by=by,
        at=at,
        at_name=next((row.name for row in listed if row.here), ""),
        places=listed,
        rows=_rows(db, found, here[:most], now),
        total=len(here),
        answering=sum(found.answering.values()),
        several=any(row.parent_name for row in rows.values()),
        paused_at=found.view.paused_at,
        judges=who.may(Permission.APPROVE, found.view.campaign_id),
    )


class _Places:
    """Where an attempt's unit belongs, and how that is called. A merged unit is the one it counts for."""

    def __init__(self, rows: Mapping[str, UnitRow], by: By) -> None:
        self.rows, self.by = rows, by

    def of(self, unit_id: str | None) -> str:
        """The place of a unit; "" of none. Nobody sits in a commune: what is right below it is a place."""
        row = self.rows.get(unit_id or "")
        if row is None:
            return ""
        above = self.by is By.PLACE and row.parent_name and row.parent_id
        return above or row.id

    def names(self) -> dict[str, str]:
        """Place → name."""
        found = {"": NO_UNIT}
        for unit_id, row in self.rows.items():
            place = self.of(unit_id)
            found[place] = units.full_name(row) if place == row.id else row.parent_name
        return found

    def add_up(self, counts: Mapping[str | None, int]) -> Counter[str]:
        """Numbers by place."""
        total: Counter[str] = Counter()
        for unit_id, count in counts.items():
            total[self.of(unit_id)] += count
        return total


def _listed(db: Session, found: Read, places: _Places, at: str) -> tuple[PlaceRow, ...]:
    """The places where somebody is, those in trouble first."""
    answering, sat = places.add_up(found.answering), places.add_up(found.sat)
    trouble = Counter(places.of(case.unit_id) for case in found.cases)
    sizes = units.headcounts(db, clock.local(found.view.closes_at).date())
    names = places.names()
    used = {*answering, *sat, *trouble}
    rows = (
        PlaceRow(
            place,
            names[place],
            answering[place],
            trouble[place],
            sat[place],
            sizes.get(place),
            here=bool(at) and place == at,
        )
        for place in used
    )
    return tuple(sorted(rows, key=lambda row: (-row.trouble, -row.answering, row.name, row.id)))


# --- people in trouble ----------------------------------------------------------------------------


def _rows(db: Session, found: Read, cases: list[Case], now: datetime) -> tuple[TroubleRow, ...]:
    persons = people.full_names(db, [case.entry_id for case in cases])
    then = found.view.paused_at or now
    return tuple(
        TroubleRow(
            entry=case.entry_id,
            attempt=case.id,
            name=persons[case.entry_id].name,
            unit=persons[case.entry_id].unit_name,
            phone=persons[case.entry_id].phone or "",
            said=(*(said(found.view, sign, now) for sign in case.signs), *_helped(found.helped.get(case.id))),
            left=max(0, int((case.deadline - then).total_seconds())) if case.running else 0,
            running=case.running,
            moved=any(sign.kind is Trouble.MOVED for sign in case.signs),
            once=entropy.new_id(),
        )
        for case in cases
        if case.entry_id in persons
    )


def _helped(given: tuple[int, datetime] | None) -> tuple[str, ...]:
    """Another desk may have helped already: two who look at one list would both give the time."""
    return () if given is None else (f"Đã được thêm {span(given[0])}, lúc {hour(given[1])}",)


def said(view: RoundView, sign: Sign, now: datetime) -> str:
    """What is wrong, in words."""
    waits = clocked(max(0, int((now - sign.since).total_seconds())))
    match sign.kind:
        case Trouble.SILENT:
            return f"Im lặng {waits}" + ("" if sign.heard else ", chưa chọn câu nào")
        case Trouble.SHUT:
            return f"Đứng ở {'phần' if view.rules.way is Way.PARTS else 'câu'} đã hết giờ {waits}"
        case Trouble.LATE:
            return f"{number(sign.count)} câu trả lời đến sau giờ, không tính"
        case Trouble.CLOSED:
            return f"{number(sign.count)} câu trả lời bị từ chối vì câu đã qua hoặc hết giờ"
        case Trouble.MOVED:
            return f"Đổi máy {number(sign.count)}{NBSP}lần"
        case Trouble.SHORT:
            return f"Bắt đầu muộn, chỉ có {span(sign.seconds)} trên {span(view.rules.seconds)}"
