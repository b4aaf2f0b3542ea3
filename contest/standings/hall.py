"""What the big screen in the hall shows, and what its stream sends."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2s
from typing import Any

from sqlmodel import Session

from contest import clock
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.ruleset.rules import board_channel
from contest.standings import ceremony, door, present, service, staging
from contest.standings.channel import Rendered
from contest.standings.hall_pages import HallLive, Item, Leader, Live, Share
from contest.standings.staging import Staging
from contest.standings.states import HallView
from contest.standings.units import by_number
from contest.units import service as units
from contest.web import database, pages

LEADERS = 10
UNITS = 8
#: On a screen of their own there is room for twice as many.
ALONE = 2
#: Counts of a round whose board is closed change without telling; the screen looks again so often.
LOOK_AGAIN = 5

PartOf = Callable[[Session, str], Mapping[str | None, int]]


def _nobody(db: Session, round_id: str) -> Mapping[str | None, int]:
    return {}


_taking_part: PartOf = _nobody


def use_taking_part(source: PartOf | None) -> None:
    """Attempts is a higher feature, so it puts in here how many of each unit take part in a round."""
    global _taking_part
    _taking_part = source or _nobody


def live(db: Session, round_id: str, now: datetime, root: str, *, drafts: bool = False) -> Live:
    """Everything on the big screen. ``root`` is where phones reach this server.

    ``drafts``: staff may look at the screen of a round that visitors don't know of yet.
    """
    find = campaigns.view if drafts else campaigns.public_view
    view = find(db, round_id, now)
    chosen = staging.of(db, view.id)
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
        programme=_programme(view, chosen),
        view=chosen.view,
        counted=may_count(view),
        size=chosen.size,
        paused_at=view.paused_at,
        in_percent=view.rules.predicts_percent,
    )
    if calm.screen == "part":
        return _with_counts(db, view, calm)
    return _with_places(db, view, chosen, calm) if present.is_shown(view) else calm


def may_count(view: RoundView) -> bool:
    """Whether the hall may show how many take part: never while a prediction is open, which it would tell."""
    if view.phase is Phase.CLOSED:
        return True
    return view.phase is Phase.OPEN and view.rules.prediction is None


def _programme(view: RoundView, chosen: Staging) -> tuple[Item, ...]:
    usual = ((view.opens_at, "Mở vòng thi"), (view.closes_at, "Đóng vòng thi"))
    return tuple(Item(at, text) for at, text in chosen.programme or usual)


def _with_counts(db: Session, view: RoundView, calm: Live) -> Live:
    taken = _taking_part(db, view.id)
    known = {unit_id: people for unit_id, people in taken.items() if unit_id is not None}
    sizes = units.headcounts(db, clock.local(view.closes_at).date())
    best = by_number(known, sizes, 1)[: UNITS * ALONE]
    names = units.names(db, [unit.unit_id for unit in best])
    shares = (Share(unit.people, unit.headcount or None, names[unit.unit_id]) for unit in best)
    return replace(calm, units=tuple(shares), total=Share(sum(taken.values())))


def _with_places(db: Session, view: RoundView, chosen: Staging, calm: Live) -> Live:
    alone = ALONE if calm.screen in ("people", "units") else 1
    found = present.stand(db, view, chosen, LEADERS * alone)
    if calm.screen == "reveal":
        return _with_announced(db, view, chosen, calm)
    shown = present.rows(db, view, found.placed, "", calm.now)
    best = [unit for unit in present.shown_units(db, view, found, calm.now) if unit.headcount][
        : UNITS * alone
    ]
    names = units.names(db, [unit.unit_id for unit in best])
    return replace(
        calm,
        leaders=_leaders(shown, found.placed),
        units=tuple(Share(unit.people, unit.headcount, names[unit.unit_id]) for unit in best),
        total=Share(found.total),
        truth=view.prediction_truth if view.phase is Phase.CLOSED else None,
        frozen_at=found.frozen_at,
    )


def _leaders(shown: list[Any], placed: Any) -> tuple[Leader, ...]:
    return tuple(
        Leader(row.rank, row.name, row.unit, row.score, row.seconds, one.prediction_error)
        for row, one in zip(shown, placed, strict=True)
    )


def _with_announced(db: Session, view: RoundView, chosen: Staging, calm: Live) -> Live:
    ranks = staging.ranks(db, view.id)
    covered = staging.covered_now(db, view, chosen)
    whole = ceremony.cover(ranks, chosen.size)
    placed = service.top(db, view.id, whole)[covered:]
    return replace(
        calm,
        size=max(1, whole),
        covered=covered,
        leaders=_leaders(present.rows(db, view, placed, "", calm.now), placed),
        fresh=tuple(ceremony.announced(ranks, covered, chosen.size)),
        truth=view.prediction_truth if covered == 0 else None,
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
    """The hub's cheap look: phase, choices, merged units, and what any process placed."""
    round_id = name.partition("@")[0]
    now = clock.now()
    with database.reading() as db:
        view = campaigns.view(db, round_id, now)
        chosen = staging.of(db, view.id)
        counting = chosen.view is HallView.PART and view.phase is Phase.OPEN
        tick = int(now.timestamp()) // LOOK_AGAIN if counting else 0
        if not present.is_shown(view):
            return (view.phase, view.paused_at, chosen.version, tick, None, None)
        board = service.version(db, round_id)
        return (view.phase, view.paused_at, chosen.version, tick, board, units.marker(db))
