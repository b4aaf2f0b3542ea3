"""The public page of winners (bảng vàng): the newest issued list, with the names that may be public.

Nothing of it stands while a hall is being told the places that the list would tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.commendations import lists, occasions, service
from contest.commendations.boards import capital, heading
from contest.commendations.content import Content
from contest.commendations.honours_pages import HonoursPage, Roll, Winner
from contest.commendations.ladders import prize_name
from contest.commendations.occasions import Occasion
from contest.commendations.states import Board
from contest.errors import NotFound
from contest.people import service as people
from contest.people.rules import PublicName
from contest.standings import scores, sheets
from contest.standings import service as standings
from contest.units import service as units
from contest.web import pages
from contest.web.pages import Sheet

NO_LIST = "Cuộc thi này chưa phát hành danh sách trao giải. Bảng vàng có sau khi Ban Tổ chức phát hành."

#: Board and group of an order of prizes.
Lane = tuple[Board, str]


def sheet(db: Session, id: str, now: datetime) -> Sheet:
    """The winners of a round, or of a contest as a whole, as bytes for a hall full of phones: made once until
    something of it changed. NotFound before a list was issued."""
    begun, occasion = sheets.begun(), occasions.of(db, id, now)
    view = campaigns.public_view(db, occasion.view.id, now)
    boards = tuple(standings.version(db, one.id) for one in _views(occasion))
    key, of = ("honours", id), (view, occasion.phase, boards, lists.issued_number(db, id), units.marker(db))
    if kept := sheets.found(key, of, "", now):
        return kept
    made = pages.sheet(_page(db, occasion, view, now))
    sheets.keep(key, of, (), made, now, begun)
    return made


def _page(db: Session, occasion: Occasion, view: RoundView, now: datetime) -> HonoursPage:
    issued = service.newest(db, [occasion.id])
    if not issued:
        raise NotFound(NO_LIST)
    (newest,) = issued
    shown = HonoursPage(
        slug=view.slug,
        title=tuple(view.title.splitlines()),
        organiser=tuple(view.organiser.splitlines()),
        name=occasion.name,
        issued_at=newest.issued_at,
        number=newest.number,
        is_announcing=_is_announcing(db, occasion),
    )
    return shown if shown.is_announcing else shown.with_rolls(_rolls(db, newest.content, now))


def is_there(db: Session, id: str) -> bool:
    """Whether a list was issued: boards lead to its winners then."""
    return service.is_issued(db, id)


def _is_announcing(db: Session, occasion: Occasion) -> bool:
    return bool(scores.announcing(db, _views(occasion)))


def _views(occasion: Occasion) -> tuple[RoundView, ...]:
    return (occasion.view,) if occasion.whole is None else occasion.whole.rounds


def _rolls(db: Session, made: Content, now: datetime) -> tuple[Roll, ...]:
    """Order by order, its prizes from the first on. A child's name is never whole here."""
    names = people.public_names(db, [one.entry for one in made.people], now)
    told: dict[Lane, list[Winner]] = {}
    for lane, winner in (*_people(made, names), *_units(made)):
        told.setdefault(lane, []).append(winner)
    return tuple(Roll(heading(*lane), tuple(winners)) for lane, winners in told.items())


def _people(made: Content, names: Mapping[str, PublicName]) -> Iterable[tuple[Lane, Winner]]:
    for one in made.people:
        shown = names[one.entry]
        yield (one.board, one.group), Winner(_prize(one.prize), shown.name, shown.unit_name)


def _units(made: Content) -> Iterable[tuple[Lane, Winner]]:
    for one in made.units:
        yield (one.board, one.group), Winner(_prize(one.prize), one.unit)


def _prize(name: str) -> str:
    return capital(prize_name(name))
