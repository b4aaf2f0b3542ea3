"""The whole public board: a page at a time, by name, or its beginning within somebody else's page.

The rules of `present` hold here too: nothing while the board is closed, nothing of covered places, nothing
behind the rows of a board that stands still.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.people import public_search
from contest.people import service as people
from contest.standings import present, service, sheets, staging
from contest.standings.pages import EmbedPage, PlacesPage
from contest.standings.present import Mine
from contest.units import service as units
from contest.web import pages
from contest.web.pages import Sheet

ROWS = 50


def sheet(
    db: Session, round_id: str, entries: Collection[str], page: int, query: str, now: datetime
) -> Sheet:
    """The same as bytes: made for everybody once, but for who searches and whose own row is on it."""
    if query:
        return pages.sheet(places(db, round_id, entries, page, query, now))
    begun, view = sheets.begun(), campaigns.public_view(db, round_id, now)
    key, of = ("places", round_id, str(page)), (view, service.version(db, view.id), units.marker(db))
    own = people.entry_of(db, view.campaign_id, entries) if entries else None
    if kept := sheets.found(key, of, own or "", now):
        return kept
    shown, ids = _read(db, round_id, entries, page, "", now)
    made = pages.sheet(shown)
    if own not in ids:
        sheets.keep(key, of, ids, made, now, begun)
    return made


def places(
    db: Session, round_id: str, entries: Collection[str], page: int, query: str, now: datetime
) -> PlacesPage:
    """The page for a phone that holds these entries; beyond the last one it is the last."""
    return _read(db, round_id, entries, page, query, now)[0]


def _read(
    db: Session, round_id: str, entries: Collection[str], page: int, query: str, now: datetime
) -> tuple[PlacesPage, list[str]]:
    """The page, and the entries of its rows."""
    view = campaigns.public_view(db, round_id, now)
    empty = PlacesPage(
        slug=view.slug,
        round=view.id,
        round_name=view.name,
        title=tuple(view.title.splitlines()),
        shown=present.is_shown(view),
        provisional=view.phase is not Phase.CLOSED,
        q=query,
    )
    if not empty.shown:
        return empty, []
    chosen = staging.of(db, view.id)
    if view.phase is Phase.OPEN and chosen.frozen is not None:
        return replace(empty, frozen=chosen.frozen.at, people=chosen.frozen.total), []
    covered = staging.covered_now(db, view, chosen)
    own = people.entry_of(db, view.campaign_id, entries) or ""
    whole = replace(empty, people=service.total(db, view.id), covered=covered)
    return _called(db, view, whole, own, now) if query else _paged(db, view, whole, own, page, now)


def _paged(
    db: Session, view: RoundView, whole: PlacesPage, own: str, page: int, now: datetime
) -> tuple[PlacesPage, list[str]]:
    last = max(1, -(-(whole.people - whole.covered) // ROWS))
    page = min(page, last)
    placed = service.table(db, view.id, whole.covered + (page - 1) * ROWS, ROWS)
    rows = tuple(present.rows(db, view, placed, own, now))
    return replace(whole, rows=rows, page=page, pages=last), [one.entry_id for one in placed]


def _called(
    db: Session, view: RoundView, whole: PlacesPage, own: str, now: datetime
) -> tuple[PlacesPage, list[str]]:
    masked = view.rules.show_minors_masked
    found = public_search.publicly_called(db, view.campaign_id, whole.q, now, minors_masked=masked)
    # Covered places come first: so many more are asked for, and left out again.
    placed = service.places(db, view.id, found.entries, ROWS + whole.covered + 1)
    told = [one for one in placed if one.rank > whole.covered]
    more = found.more or len(told) > ROWS
    rows = tuple(present.rows(db, view, told[:ROWS], own, now))
    return replace(whole, rows=rows, more=more), [one.entry_id for one in told[:ROWS]]


def embedded(db: Session, round_id: str, rows: int, now: datetime) -> EmbedPage:
    """The board's first rows, the same for everybody: no cookie comes with it."""
    board = present.page(present.shared(db, round_id, now), Mine())
    return EmbedPage(replace(board, rows=board.rows[:rows], units=()))
