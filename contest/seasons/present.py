"""From the sums over all rounds to what pages show.

Nothing of a round that is not closed is here, and nothing at all while a hall is being told the places of
one that is: the whole would tell the part.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head, lines
from contest.errors import NotFound
from contest.people import service as people
from contest.ruleset import season
from contest.ruleset.season import SeasonRung
from contest.seasons import service
from contest.seasons.pages import BoardPage, HallPage, TablePage, TableRow
from contest.seasons.service import Placed, SeasonView
from contest.standings import published, scores
from contest.standings.hall_pages import Leader
from contest.standings.pages import BoardRow, UnitPlace
from contest.standings.rules import rank
from contest.units import service as units
from contest.web import filters

ROWS = 50
#: Two columns of the hall's screen.
LEADERS = 20
UNITS = 20
#: The sums by unit go over everybody, so they are made at most once in it.
KEPT = timedelta(seconds=1)
NO_SEASON = "Cuộc thi này xếp hạng từng vòng, không cộng các vòng lại."
NOT_YET = "Chưa có vòng nào đóng. Bảng có sau khi vòng đầu tiên đóng và máy xếp hạng xong."
ADDING = "Máy đang cộng kết quả của {names}, thường chưa đến một phút. Tải lại trang để xem."
ANNOUNCED = "Ban Tổ chức đang công bố kết quả {names} tại hội trường. Bảng có lại khi công bố xong."


def of_slug(db: Session, slug: str, now: datetime) -> tuple[RoundView, SeasonView]:
    """A contest's board as visitors reach it; NotFound when its rounds are not added up."""
    view = campaigns.current(db, slug, now)
    found = service.of(db, view, now)
    if found is None:
        raise NotFound(NO_SEASON)
    return view, found


def held(db: Session, found: SeasonView) -> str:
    """Why nobody sees the table now; "" when everybody may."""
    if not found.rounds:
        return NOT_YET
    if found.adding:
        return ADDING.format(names=_names(each for each in found.rounds if each.id in found.adding))
    if covered := scores.announcing(db, found.rounds):
        return ANNOUNCED.format(names=_names(covered))
    return ""


def _names(rounds: Iterable[RoundView]) -> str:
    return ", ".join(filters.inner(each.name) for each in rounds)


def board(db: Session, slug: str, entries: Collection[str], page: int, now: datetime) -> BoardPage:
    """The board for a phone that holds these entries."""
    view, found = of_slug(db, slug, now)
    empty = BoardPage(
        slug=slug,
        title=lines(view.title),
        rounds=_rounds(found),
        held=held(db, found),
        order=season.order(found.season),
        updated=found.updated_at,
        honours=view.campaign_id if published.has_honours(db, view.campaign_id) else "",
    )
    if empty.held:
        return empty
    total = service.total_ranked(db, view.campaign_id)
    last = max(1, -(-total // ROWS))
    page = min(page, last)
    placed = service.table(db, view.campaign_id, (page - 1) * ROWS, ROWS)
    own = people.entry_of(db, view.campaign_id, entries) or ""
    mine = service.own(db, view.campaign_id, own) if own else None
    own_page = mine[0] // ROWS + 1 if mine else 0
    return replace(
        empty,
        rows=_public(db, view, found, placed, own, now),
        units=_units(db, view, people.units_of(db, [own]).get(own) if own else None, now),
        people=total,
        page=page,
        pages=last,
        own_page=own_page if own_page != page else 0,
        own_rank=mine[1].rank if mine else 0,
    )


def _rounds(found: SeasonView) -> tuple[tuple[str, str], ...]:
    return tuple((each.id, each.name) for each in found.rounds)


def _public(
    db: Session, view: RoundView, found: SeasonView, placed: Sequence[Placed], own: str, now: datetime
) -> tuple[BoardRow, ...]:
    """Rows with the names that may be public: masked as soon as one of the rounds masks."""
    timed = SeasonRung.SECONDS in found.season.rungs
    masked = any(each.rules.show_minors_masked for each in (view, *found.rounds))
    names = people.public_names(db, [one.entry_id for one in placed], now, minors_masked=masked)
    return tuple(
        BoardRow(
            one.rank,
            names[one.entry_id].name,
            names[one.entry_id].unit_name,
            filters.points(one.points),
            one.seconds if timed else None,
            one.entry_id == own,
        )
        for one in placed
    )


_kept: dict[str, tuple[datetime, dict[str, int]]] = {}
_making = threading.Lock()


def forget_units() -> None:
    """Count by unit anew; between tests."""
    _kept.clear()


def _taken(db: Session, campaign_id: str, now: datetime) -> dict[str, int]:
    with _making:
        kept = _kept.get(campaign_id)
        if kept is None or not kept[0] <= now < kept[0] + KEPT:
            kept = _kept[campaign_id] = now, service.units(db, campaign_id)
    return kept[1]


def unit_places(taken: dict[str, int]) -> list[tuple[int, str, int]]:
    """(rank, unit, how often its people took part), the most first; equal ones share a place."""
    ranks = rank([-count for count in taken.values()])
    return sorted((place, unit, count) for place, (unit, count) in zip(ranks, taken.items(), strict=True))


def _units(db: Session, view: RoundView, own: str | None, now: datetime) -> tuple[UnitPlace, ...]:
    placed = unit_places(_taken(db, view.campaign_id, now))[:UNITS]
    names = units.names(db, [unit for _, unit, _ in placed])
    return tuple(
        UnitPlace(place, names[unit], filters.number(count), "lượt người dự thi", own=unit == own)
        for place, unit, count in placed
    )


def hall(db: Session, slug: str, now: datetime) -> HallPage:
    """The first places for a hall."""
    view, found = of_slug(db, slug, now)
    why = held(db, found)
    placed = [] if why else service.table(db, view.campaign_id, 0, LEADERS)
    rows = _public(db, view, found, placed, "", now)
    return HallPage(
        slug=slug,
        title=" ".join(lines(view.title)),
        organiser=" · ".join(lines(view.organiser)),
        rounds=len(found.rounds),
        held=why,
        leaders=tuple(Leader(row.rank, row.name, row.unit, row.score, row.seconds) for row in rows),
    )


def table(db: Session, who: Member, round_id: str, page: int, now: datetime) -> TablePage:
    """The places with whole names, for staff."""
    view = campaigns.view(db, round_id, now)
    found = service.of(db, view, now)
    shown = TablePage(
        staff_view(who, view.campaign_id), head(view), view.slug, view.campaign_id, on=found is not None
    )
    if found is None:
        return shown
    total = service.total_ranked(db, view.campaign_id)
    last = max(1, -(-total // ROWS))
    page = min(page, last)
    return replace(
        shown,
        rounds=_rounds(found),
        adding=bool(found.adding),
        covered=tuple(each.name for each in scores.announcing(db, found.rounds)),
        rows=named(db, service.table(db, view.campaign_id, (page - 1) * ROWS, ROWS)),
        people=total,
        order=season.order(found.season),
        page=page,
        pages=last,
    )


def named(db: Session, placed: Sequence[Placed]) -> tuple[TableRow, ...]:
    """Places with whole names."""
    persons = people.full_names(db, [one.entry_id for one in placed])
    return tuple(
        TableRow(
            one.entry_id,
            one.rank,
            persons[one.entry_id].name,
            persons[one.entry_id].unit_name,
            one.points,
            one.rounds,
            one.seconds,
            one.submitted_at,
        )
        for one in placed
    )
