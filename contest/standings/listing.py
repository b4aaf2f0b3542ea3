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
from contest.standings import present, service, staging
from contest.standings.pages import EmbedPage, PlacesPage
from contest.standings.present import Mine

ROWS = 50


def places(
    db: Session, round_id: str, entries: Collection[str], page: int, query: str, now: datetime
) -> PlacesPage:
    """The page for a phone that holds these entries; beyond the last one it is the last."""
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
        return empty
    chosen = staging.of(db, view.id)
    if view.phase is Phase.OPEN and chosen.frozen is not None:
        return replace(empty, frozen=chosen.frozen.at, people=chosen.frozen.total)
    covered = staging.covered_now(db, view, chosen)
    own = people.entry_of(db, view.campaign_id, entries) or ""
    whole = replace(empty, people=service.total(db, view.id), covered=covered)
    return _called(db, view, whole, own, now) if query else _paged(db, view, whole, own, page, now)


def _paged(db: Session, view: RoundView, whole: PlacesPage, own: str, page: int, now: datetime) -> PlacesPage:
    pages = max(1, -(-(whole.people - whole.covered) // ROWS))
    page = min(page, pages)
    placed = service.table(db, view.id, whole.covered + (page - 1) * ROWS, ROWS)
    return replace(whole, rows=tuple(present.rows(db, view, placed, own, now)), page=page, pages=pages)


def _called(db: Session, view: RoundView, whole: PlacesPage, own: str, now: datetime) -> PlacesPage:
    masked = view.rules.show_minors_masked
    found = public_search.publicly_called(db, view.campaign_id, whole.q, now, minors_masked=masked)
    # Covered places come first: so many more are asked for, and left out again.
    placed = service.places(db, view.id, found.entries, ROWS + whole.covered + 1)
    told = [one for one in placed if one.rank > whole.covered]
    more = found.more or len(told) > ROWS
    return replace(whole, rows=tuple(present.rows(db, view, told[:ROWS], own, now)), more=more)


def embedded(db: Session, round_id: str, rows: int, now: datetime) -> EmbedPage:
    """The board's first rows, the same for everybody: no cookie comes with it."""
    board = present.page(present.shared(db, round_id, now), Mine())
    return EmbedPage(replace(board, rows=board.rows[:rows], units=()))
