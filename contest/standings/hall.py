"""What the big screen in the hall shows, and what its stream sends."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2s

from sqlmodel import Session

from contest import clock
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.ruleset.rules import board_channel
from contest.standings import door, present, service
from contest.standings.channel import Rendered
from contest.standings.hall_pages import HallLive, Item, Leader, Live, Share
from contest.units import service as units
from contest.web import database, pages

LEADERS = 10
UNITS = 8


def live(db: Session, round_id: str, now: datetime, root: str) -> Live:
    """Everything on the big screen. ``root`` is where phones reach this server."""
    view = campaigns.public_view(db, round_id, now)
    address, qr = door.way(root, view.slug)
    calm = Live(
        phase=view.phase,
        now=now,
        title=" ".join(view.title.splitlines()),
        organiser=" · ".join(view.organiser.splitlines()),
        opens_at=view.opens_at,
        closes_at=view.closes_at,
        address=address,
        qr=qr,
        public=board_channel(view.rules),
        min_headcount=view.rules.minimum_unit_size,
        programme=(Item(view.opens_at, "Mở vòng thi"), Item(view.closes_at, "Đóng vòng thi")),
    )
    return _with_places(db, view, calm) if present.is_shown(view) else calm


def _with_places(db: Session, view: RoundView, calm: Live) -> Live:
    placed = service.top(db, view.id, LEADERS)
    shown = present.rows(db, view, placed, "", calm.now)
    leaders = (
        Leader(row.rank, row.name, row.unit, row.score, row.seconds, one.prediction_error)
        for row, one in zip(shown, placed, strict=True)
    )
    best = [unit for unit in present.unit_board(db, view) if unit.headcount][:UNITS]
    names = units.names(db, [unit.unit_id for unit in best])
    return replace(
        calm,
        leaders=tuple(leaders),
        units=tuple(Share(unit.people, unit.headcount, names[unit.unit_id]) for unit in best),
        total=Share(service.total(db, view.id)),
        truth=view.prediction_truth if view.phase is Phase.CLOSED else None,
    )


def render(name: str) -> Rendered | None:
    """The hub's source: the hall's fragment. Its version leaves the clock out: a quiet board is sent once."""
    round_id, _, root = name.partition("@")
    with database.reading() as db:
        try:
            found = live(db, round_id, clock.now(), root)
        except NotFound:
            return None
    text = pages.render(HallLive(found))
    version = blake2s(repr(replace(found, now=found.opens_at)).encode(), digest_size=12).hexdigest()
    return Rendered(version, text)


def marker(name: str) -> Hashable:
    """The hub's cheap look: the phase, and on PostgreSQL what other processes placed; merged units."""
    round_id = name.partition("@")[0]
    with database.reading() as db:
        view = campaigns.view(db, round_id, clock.now())
        if not present.is_shown(view):
            return (view.phase, None, None)
        others = None if database.current().is_sqlite else service.marker(db, round_id)
        return (view.phase, others, units.marker(db))
