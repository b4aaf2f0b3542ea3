"""The whole public board: a page at a time, by name, or its beginning within somebody else's page.

The rules of `present` hold here too: nothing while the board is closed, nothing of covered places, nothing
behind the rows of a board that stands still.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.people import public_search
from contest.people import service as people
from contest.standings import among, present, service, sheets, staging
from contest.standings.pages import BoardRow, EmbedPage, PlacesPage
from contest.standings.present import Mine
from contest.units import service as units
from contest.web import pages
from contest.web.pages import Sheet

ROWS = 50
#: So many rows around one's own, on either side.
AROUND = 2
NO_AUDIENCE = "Bảng xếp hạng này không có đối tượng như vậy. Về bảng xếp hạng để chọn lại."


def sheet(
    db: Session,
    round_id: str,
    entries: Collection[str],
    page: int,
    query: str,
    now: datetime,
    audience: str = "",
) -> Sheet:
    """The same as bytes: made for everybody once, but for who searches or asks for one audience, and whose
    own row is on it."""
    if query or audience:
        return pages.sheet(places(db, round_id, entries, page, query, now, audience))
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
    db: Session,
    round_id: str,
    entries: Collection[str],
    page: int,
    query: str,
    now: datetime,
    audience: str = "",
) -> PlacesPage:
    """The page for a phone that holds these entries; beyond the last one it is the last. ``audience``: its
    code, to be told places among its people alone."""
    return _read(db, round_id, entries, page, query, now, audience)[0]


def _read(
    db: Session,
    round_id: str,
    entries: Collection[str],
    page: int,
    query: str,
    now: datetime,
    audience: str = "",
) -> tuple[PlacesPage, list[str]]:
    """The page, and the entries of its rows where it shows everybody."""
    view = campaigns.public_view(db, round_id, now)
    empty = PlacesPage(
        slug=view.slug,
        round=view.id,
        round_name=view.name,
        title=tuple(view.title.splitlines()),
        shown=present.is_shown(view),
        provisional=view.phase is not Phase.CLOSED,
        q=query,
        units=units.must_choose(db),
    )
    if not empty.shown:
        return empty, []
    chosen = staging.of(db, view.id)
    if view.phase is Phase.OPEN and chosen.frozen is not None:
        return replace(empty, frozen=chosen.frozen.at, people=chosen.frozen.total), []
    covered = staging.covered_now(db, view, chosen)
    own = people.entry_of(db, view.campaign_id, entries) or ""
    apart = among.audiences_of(db, view)
    named = tuple((one.code, one.label) for one in apart)
    whole = replace(empty, people=service.total(db, view.id), covered=covered, audiences=named)
    if audience:
        return _among(db, view, whole, _chosen(apart, audience), own, page, now), []
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


def _chosen(apart: tuple[Audience, ...], code: str) -> Audience:
    for one in apart:
        if one.code == code:
            return one
    raise NotFound(NO_AUDIENCE)


def _among(
    db: Session, view: RoundView, whole: PlacesPage, chosen: Audience, own: str, page: int, now: datetime
) -> PlacesPage:
    """The board of one audience. While places are covered there is none: its first row would tell of them."""
    shown = replace(whole, audience=chosen.code, label=chosen.label)
    if whole.covered:
        return replace(shown, people=0)
    few = among.few(view)
    theirs = among.of(db, view.id, chosen.id, now, few)
    count = len(theirs.entries)
    if count < few:
        return replace(shown, people=0, few=few)
    shown = replace(shown, people=count)
    if whole.q:
        return _called_among(db, view, shown, theirs, own, now)
    pages = -(-count // ROWS)
    page = min(page, pages)
    here = range((page - 1) * ROWS, min(page * ROWS, count))
    mine = among.positions(theirs, {own} if own else ())
    beside = range(max(0, mine[0] - AROUND), min(count, mine[0] + AROUND + 1)) if mine else range(0)
    around = () if not mine or mine[0] in here else _rows(db, view, theirs, beside, own, now)
    return replace(shown, rows=_rows(db, view, theirs, here, own, now), around=around, page=page, pages=pages)


def _called_among(
    db: Session, view: RoundView, shown: PlacesPage, theirs: among.Among, own: str, now: datetime
) -> PlacesPage:
    masked = view.rules.show_minors_masked
    found = public_search.publicly_called(db, view.campaign_id, shown.q, now, minors_masked=masked)
    at = among.positions(theirs, set(found.entries))
    rows = _rows(db, view, theirs, at[:ROWS], own, now)
    return replace(shown, rows=rows, more=found.more or len(at) > ROWS)


def _rows(
    db: Session, view: RoundView, theirs: among.Among, at: Sequence[int], own: str, now: datetime
) -> tuple[BoardRow, ...]:
    return tuple(present.rows(db, view, among.placed(db, view.id, theirs, at), own, now))


def embedded(db: Session, round_id: str, rows: int, now: datetime) -> EmbedPage:
    """The board's first rows, the same for everybody: no cookie comes with it."""
    board = present.page(present.shared(db, round_id, now), Mine())
    return EmbedPage(replace(board, rows=board.rows[:rows], units=()))
