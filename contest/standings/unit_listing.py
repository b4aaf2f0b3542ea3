"""All units of a public board by the measure that a reader chooses, a page at a time.

The rules of `present` hold here too: nothing while the board is closed or places are covered, and the numbers
of a board that stands still are those of that moment. No points of a few are told (decision 0075).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest import clock
from contest.campaigns import prizes
from contest.campaigns import service as campaigns
from contest.campaigns.prizes import Promised
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.people import service as people
from contest.standings import among, present, sheets, staging, turnout
from contest.standings import service as standings
from contest.standings.pages import UnitPlace, UnitsPage
from contest.standings.service import Brought
from contest.standings.staging import Frozen, Staging
from contest.standings.units import Measure, UnitPlaced, by_mean, by_number, by_points, by_rate
from contest.units import service as units
from contest.web import filters, pages
from contest.web.filters import NBSP
from contest.web.pages import Sheet

ROWS = 50
LABELS = {
    Measure.NUMBER: "Số người dự thi",
    Measure.RATE: "Tỷ lệ tham gia",
    Measure.MEAN: "Điểm trung bình",
    Measure.POINTS: "Tổng điểm",
}
NOTHING = Fraction(0)
OF_POINTS = (Measure.MEAN, Measure.POINTS)
NO_MEASURE = "Không có cách xếp đơn vị như vậy. Về bảng xếp hạng để chọn lại."


def sheet(db: Session, round_id: str, entries: Collection[str], by: str, page: int, now: datetime) -> Sheet:
    """The page as bytes: made once for everybody whose unit is not on it, and once for each unit that is."""
    begun, view = sheets.begun(), campaigns.public_view(db, round_id, now)
    key, of = ("units", round_id, by, str(page)), (view, standings.version(db, view.id), units.marker(db))
    own = _own(db, view, entries)
    kept = sheets.found(key, of, own, now) or (sheets.found((*key, own), of, "", now) if own else None)
    if kept:
        return kept
    shown, ids = _read(db, view, own, by, page, now)
    made = pages.sheet(shown)
    if own in ids:
        sheets.keep((*key, own), of, (), made, now, begun)
    else:
        sheets.keep(key, of, ids, made, now, begun)
    return made


def listed(
    db: Session, round_id: str, entries: Collection[str], by: str, page: int, now: datetime
) -> UnitsPage:
    """The page for a phone that holds these entries. ``by``: a measure, "" for the one that comes first;
    beyond the last page it is the last."""
    view = campaigns.public_view(db, round_id, now)
    return _read(db, view, _own(db, view, entries), by, page, now)[0]


def measures(told: Promised) -> tuple[Measure, ...]:
    """All of them, those by which units get prizes first."""
    first = [one for one in Measure if one.value in told.measures]
    return (*first, *(one for one in Measure if one not in first))


def _own(db: Session, view: RoundView, entries: Collection[str]) -> str:
    """The unit that somebody counts for; "" for none."""
    entry = people.entry_of(db, view.campaign_id, entries) if entries and present.is_shown(view) else None
    return (people.units_of(db, [entry]).get(entry) if entry else None) or ""


def _read(
    db: Session, view: RoundView, own: str, by: str, page: int, now: datetime
) -> tuple[UnitsPage, list[str]]:
    """The page, and the units of its rows."""
    told = prizes.promised(db, view)
    order = measures(told)
    if by and by not in order:
        raise NotFound(NO_MEASURE)
    measure = Measure(by) if by else order[0]
    blank = UnitsPage(
        slug=view.slug,
        round=view.id,
        round_name=view.name,
        title=tuple(view.title.splitlines()),
        shown=present.is_shown(view),
        by=measure.value,
        label=LABELS[measure],
        measures=tuple((one.value, LABELS[one]) for one in order),
        provisional=view.phase is not Phase.CLOSED,
    )
    if not blank.shown:
        return blank, []
    chosen = staging.of(db, view.id)
    # The units' order tells who leads: it is announced with the last place.
    if covered := staging.covered_now(db, view, chosen):
        return replace(blank, covered=covered), []
    frozen = _frozen(view, chosen)
    blank = replace(blank, frozen=frozen.at if frozen else None)
    if frozen and frozen.points is None and measure in OF_POINTS:
        return replace(blank, untold=True), []
    brought = turnout.of(db, view.id, now) if frozen is None else _stood(db, frozen)
    return _paged(db, view, replace(blank, apart=told.apart), brought, _least(told, measure), own, page)


def _frozen(view: RoundView, chosen: Staging) -> Frozen | None:
    return chosen.frozen if view.phase is Phase.OPEN else None


def _stood(db: Session, frozen: Frozen) -> Brought:
    return Brought(units.fold_counts(db, frozen.units), units.fold_counts(db, frozen.points or {}))


def _least(told: Promised, measure: Measure) -> int:
    """So many of a unit must have taken part: the points of a few would tell those of people whose name and
    unit no board shows."""
    if measure not in OF_POINTS:
        return 0
    return max(among.FEWEST, told.mean_least if measure is Measure.MEAN else 0)


def _paged(
    db: Session, view: RoundView, blank: UnitsPage, brought: Brought, least: int, own: str, page: int
) -> tuple[UnitsPage, list[str]]:
    sizes = units.headcounts(db, clock.local(view.closes_at).date())
    placed = ranked(Measure(blank.by), brought, sizes, view.rules.minimum_unit_size, least)
    last = max(1, -(-len(placed) // ROWS))
    page = min(page, last)
    here = placed[(page - 1) * ROWS : page * ROWS]
    names = units.names(db, [one.unit_id for one in here])
    rows = tuple(
        UnitPlace(one.rank, names[one.unit_id], *figure(one, Measure(blank.by)), own=one.unit_id == own)
        for one in here
    )
    unknown = sum(not sizes.get(unit_id) for unit_id in brought.people)
    shown = replace(blank, rows=rows, count=len(placed), page=page, pages=last)
    shown = replace(shown, min_unit=view.rules.minimum_unit_size, least=least, unknown=unknown)
    return shown, [one.unit_id for one in here]


def ranked(
    measure: Measure, brought: Brought, sizes: dict[str, int], minimum: int, least: int
) -> tuple[UnitPlaced, ...]:
    """The units in their order by one measure."""
    given = (brought.people, sizes, minimum)
    match measure:
        case Measure.NUMBER:
            return by_number(*given)
        case Measure.RATE:
            return by_rate(*given)
        case Measure.MEAN:
            return by_mean(*given, brought.points, least)
        case Measure.POINTS:
            return by_points(*given, brought.points, least)


def figure(unit: UnitPlaced, measure: Measure) -> tuple[str, str]:
    """What ranks a unit, and what that is made of, in words."""
    number, size = filters.number(unit.people), filters.number(unit.headcount)
    told = f"{number}{NBSP}người"
    match measure:
        case Measure.NUMBER:
            known = unit.rate is not None
            return told, f"{filters.share(unit.rate)} trên {size}{NBSP}người" if known else "chưa có quân số"
        case Measure.RATE:
            return filters.share(unit.rate or NOTHING), f"{number} trên {size}{NBSP}người"
        case Measure.MEAN:
            return filters.hundredths(unit.score or NOTHING), f"{told} dự thi"
        case Measure.POINTS:
            return filters.points(int(100 * (unit.score or NOTHING))), f"{told} dự thi"
