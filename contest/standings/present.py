"""What boards show, made of what is stored; here for phones, in `hall` for the big screen.

While the ruleset keeps the board closed nothing here depends on anybody's answers: no names, no
counts, no ids (invariants I6 and I7).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import clock
from contest.campaigns import prizes
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.rules import Phase, clock_of, phase
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.ruleset import wording
from contest.ruleset.rules import board_channel, ranks_by_time
from contest.standings import among, published, service, sheets, staging, turnout, written
from contest.standings.pages import BoardPage, BoardRow, UnitPlace
from contest.standings.service import Placed
from contest.standings.staging import Staging
from contest.standings.units import UnitPlaced, by_number, by_rate
from contest.units import service as units
from contest.web import filters

ROWS = 50
UNITS_ON_PHONE = 20
#: How long what everybody sees alike is kept; a board is made at most once in it.
KEPT = timedelta(seconds=1)
#: How long when nobody told of a change: another name of a unit comes without a word.
REFRESH = timedelta(seconds=10)


@dataclass(frozen=True)
class Shared:
    """What everybody sees alike of one board, as of ``at``, made ``of`` what is told of changes."""

    view: RoundView
    at: datetime
    of: Hashable = None
    rows: tuple[BoardRow, ...] = ()
    entries: tuple[str, ...] = ()
    units: tuple[UnitPlaced, ...] = ()
    unit_names: dict[str, str] | None = None
    units_apart: str = ""
    people: int = 0
    covered: int = 0
    frozen_at: datetime | None = None
    digest: str = ""
    honours: bool = False
    audiences: tuple[Audience, ...] = ()


def is_shown(view: RoundView) -> bool:
    """Whether names, counts and places may be public now."""
    return view.phase is Phase.CLOSED or (view.phase is Phase.OPEN and board_channel(view.rules))


def rows(db: Session, view: RoundView, placed: Sequence[Placed], own: str, now: datetime) -> list[BoardRow]:
    """Rows with the names that may be public; the time only where it ranks."""
    timed = ranks_by_time(view.rules)
    masked = view.rules.show_minors_masked
    names = people.public_names(db, [one.entry_id for one in placed], now, minors_masked=masked)
    return [
        BoardRow(
            one.rank,
            names[one.entry_id].name,
            names[one.entry_id].unit_name,
            text,
            one.seconds if timed else None,
            one.entry_id == own,
        )
        for one, text in zip(placed, written.scores(db, view, placed), strict=True)
    ]


@dataclass(frozen=True)
class Stand:
    """What a public board is made of now: the running one, or the one that stands still."""

    placed: tuple[Placed, ...]
    total: int
    covered: int = 0
    frozen_at: datetime | None = None
    units: dict[str, int] | None = None


def stand(db: Session, view: RoundView, chosen: Staging, limit: int) -> Stand:
    """The first rows that are public. Covered places are not among them."""
    frozen = chosen.frozen if view.phase is Phase.OPEN else None
    if frozen is not None:
        # Who was barred or lost the attempt since then stands on no board, not even on one that stands still.
        gone = service.gone(db, view.id, [one.entry_id for one in frozen.placed])
        placed = tuple(one for one in frozen.placed if one.entry_id not in gone)
        return Stand(placed[:limit], frozen.total, 0, frozen.at, units.fold_counts(db, frozen.units))
    covered = staging.covered_now(db, view, chosen)
    placed = service.top(db, view.id, limit + covered)[covered:]
    return Stand(tuple(placed), service.total(db, view.id), covered)


def may_tell(db: Session, view: RoundView, rank: int) -> bool:
    """Whether somebody may be told their own rank: not while the board stands still, nor a covered place."""
    chosen = staging.of(db, view.id)
    if view.phase is not Phase.CLOSED and (chosen.frozen is not None or chosen.size):
        return False
    return rank > staging.covered_now(db, view, chosen)


def shown_units(db: Session, view: RoundView, found: Stand, now: datetime) -> tuple[UnitPlaced, ...]:
    """The units of a public board, by how many took part when it was counted last."""
    return unit_board(db, view, turnout.of(db, view.id, now).people if found.units is None else found.units)


def unit_board(
    db: Session, view: RoundView, taken: Mapping[str, int] | None = None
) -> tuple[UnitPlaced, ...]:
    """Units by the part of their people that took part; by number where nobody has told their sizes."""
    taking_part = service.participation(db, view.id) if taken is None else taken
    sizes = units.headcounts(db, clock.local(view.closes_at).date())
    minimum = view.rules.minimum_unit_size
    return by_rate(taking_part, sizes, minimum) or by_number(taking_part, sizes, minimum)


_kept: dict[str, Shared] = {}
_making = threading.Lock()
#: How often everything was forgotten: what was read before a forgetting is not kept after it.
_forgettings = 0


def forget_boards() -> None:
    """Make every board anew: somebody is forgotten, or took a name back; and between tests."""
    global _forgettings
    _forgettings += 1
    _kept.clear()
    turnout.forget()
    written.forget()
    sheets.forget()
    among.forget()


def shared(db: Session, round_id: str, now: datetime) -> Shared:
    """What everybody sees alike: unchanged, or at most a second old; one thread makes it, others wait."""
    begun = _forgettings
    view = campaigns.public_view(db, round_id, now)
    of = (service.version(db, view.id), units.marker(db)) if is_shown(view) else None
    with _making:
        kept = _kept.get(round_id)
        if kept is None or kept.view != view or not _stands(kept, of, now):
            kept = _made(db, view, of, now) if is_shown(view) else Shared(view, now)
            _kept[round_id] = kept
            if begun != _forgettings:  # no lock: whoever forgets has just committed, and waits for nobody
                _kept.pop(round_id, None)
    return kept


def _stands(kept: Shared, of: Hashable, now: datetime) -> bool:
    return kept.at <= now < kept.at + (REFRESH if kept.of == of else KEPT)


def is_kept(common: Shared) -> bool:
    """Whether this is still what the process has of a board."""
    return _kept.get(common.view.id) is common


def is_phase(view: RoundView, now: datetime) -> bool:
    """Whether a round is still in the phase in which it was read, as far as the clock tells."""
    return phase(view.state, view.opens_at, view.closes_at, clock_of(view.paused_at, now)) is view.phase


def _made(db: Session, view: RoundView, of: Hashable, now: datetime) -> Shared:
    found = stand(db, view, staging.of(db, view.id), ROWS)
    # The units' order tells who leads: it is announced with the last place.
    ranked = () if found.covered else shown_units(db, view, found, now)[:UNITS_ON_PHONE]
    return Shared(
        view,
        now,
        of,
        rows=tuple(rows(db, view, found.placed, "", now)),
        entries=tuple(one.entry_id for one in found.placed),
        units=ranked,
        unit_names=units.names(db, [unit.unit_id for unit in ranked]),
        units_apart=prizes.promised(db, view).apart if ranked else "",
        people=found.total,
        covered=found.covered,
        frozen_at=found.frozen_at,
        digest=published.digest(db, view.id) if view.phase is Phase.CLOSED else "",
        honours=view.phase is Phase.CLOSED and published.has_honours(db, view.id),
        # Places among a few would tell whose the covered ones are; a board that stands still has no others.
        audiences=() if found.covered or found.frozen_at else among.audiences_of(db, view),
    )


@dataclass(frozen=True)
class Mine:
    """One's own part of a board: the entry and its unit, to be marked where they are shown, and the rows
    around one's own where it is not among the first."""

    entry_id: str = ""
    unit_id: str | None = None
    around: tuple[BoardRow, ...] = ()


def mine(db: Session, common: Shared, entries: Collection[str], now: datetime) -> Mine:
    """The own part of a phone that holds these entries."""
    view = common.view
    own = people.entry_of(db, view.campaign_id, entries) if is_shown(view) else None
    if own is None:
        return Mine()
    # Own neighbours would tell what is covered or how the board goes on.
    held = common.covered > 0 or common.frozen_at is not None
    around = () if own in common.entries or held else _around(db, view, own, now)
    unit_id = people.units_of(db, [own]).get(own) if common.units else None
    return Mine(own, unit_id, around)


def marked(common: Shared, mine: Mine) -> Mine:
    """What is marked for somebody in the part that everybody sees: the same for nearly all."""
    row = mine.entry_id if mine.entry_id in common.entries else ""
    return Mine(row, mine.unit_id if any(unit.unit_id == mine.unit_id for unit in common.units) else None)


def page(common: Shared, mine: Mine) -> BoardPage:
    """The board for phones, with somebody's own row marked, or shown with its neighbours."""
    view, shown = common.view, is_shown(common.view)
    page = BoardPage(
        slug=view.slug,
        round=view.id,
        round_name=view.name,
        title=tuple(view.title.splitlines()),
        shown=shown,
        closes=view.closes_at,
        provisional=view.phase is not Phase.CLOSED,
        order=wording.order(view.rules),
        season=view.season is not None,
    )
    if not shown:
        return page
    return replace(
        page,
        rows=tuple(
            replace(row, own=entry_id == mine.entry_id)
            for row, entry_id in zip(common.rows, common.entries, strict=True)
        ),
        around=mine.around,
        units=_unit_rows(common, mine.unit_id),
        min_unit=view.rules.minimum_unit_size,
        units_apart=common.units_apart,
        people=common.people,
        updated=common.frozen_at or common.at,
        covered=common.covered,
        frozen=common.frozen_at is not None,
        digest=common.digest,
        honours=common.honours,
        audiences=tuple((one.code, one.label) for one in common.audiences),
    )


def board(db: Session, round_id: str, entries: Collection[str], now: datetime) -> BoardPage:
    """The board for a phone that holds these entries, made in one go; `kept` keeps the same as bytes."""
    common = shared(db, round_id, now)
    return page(common, mine(db, common, entries, now))


def _around(db: Session, view: RoundView, own: str, now: datetime) -> tuple[BoardRow, ...]:
    mine = service.own(db, view.id, own)
    return tuple(rows(db, view, mine.neighbours, own, now)) if mine else ()


def _unit_rows(common: Shared, own: str | None) -> tuple[UnitPlace, ...]:
    names = common.unit_names or {}
    return tuple(
        UnitPlace(unit.rank, names[unit.unit_id], *_figure(unit), own=unit.unit_id == own)
        for unit in common.units
    )


def _figure(unit: UnitPlaced) -> tuple[str, str]:
    people_text = filters.number(unit.people)
    if unit.rate is None:
        return f"{people_text} người", ""
    return filters.share(unit.rate), f"{people_text} trên {filters.number(unit.headcount)} người"
