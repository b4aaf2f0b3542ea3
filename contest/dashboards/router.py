"""How a contest goes: who entered, began, handed in, by day, by hour, by unit; what it aims at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.campaigns.guards import Sees, Writes
from contest.dashboards import aiming, choosing, export, forms, showing, targets
from contest.dashboards.pages import FiguresPage
from contest.errors import Invalid
from contest.lists import tables
from contest.lists.tables import Ending, Which
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/dashboards")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Unit = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
Text = Annotated[str, Query(max_length=20)]


@router.get("/{round}", name="dashboards.show")
@policy(Who.SEES, load=Load.EXPORT)
def show_dashboard(
    request: Request,
    round: Id,
    staff: Sees,
    db: Reading,
    now: Now,
    of: Text = "",
    unit: Unit = "",
    day: Text = "",
) -> Response:
    """The whole page."""
    scope = choosing.scope(db, round, of, unit, now)
    return show(request, showing.show(db, staff, scope, day, now))


@router.get("/{round}/figures", name="dashboards.figures")
@policy(Who.SEES, load=Load.EXPORT)
def figures(
    request: Request,
    round: Id,
    staff: Sees,
    db: Reading,
    now: Now,
    of: Text = "",
    unit: Unit = "",
    day: Text = "",
) -> Response:
    """The numbers alone, for the page that asks every half minute."""
    del staff
    scope = choosing.scope(db, round, of, unit, now)
    return show(request, FiguresPage(showing.figures(db, scope, day, now)))


@router.get("/{round}/figures.{ending}", name="dashboards.export")
@policy(Who.SEES, load=Load.EXPORT)
def export_figures(
    round: Id,
    ending: Ending,
    staff: Sees,
    db: Reading,
    now: Now,
    of: Text = "",
    unit: Unit = "",
    day: Text = "",
    sheet: Which = 1,
) -> Response:
    """The tables as a file; there is no name in it."""
    del staff
    scope = choosing.scope(db, round, of, unit, now)
    made = tables.made(export.table(scope, showing.figures(db, scope, day, now)), ending, sheet)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/{round}/targets", name="dashboards.targets")
@policy(Who.WRITES)
def targets_page(
    request: Request, round: Id, staff: Writes, db: Reading, now: Now, unit: Unit = "", saved: bool = False
) -> Response:
    """The form of targets."""
    return show(request, aiming.page(db, staff, round, unit, now, saved=saved))


@router.post("/{round}/targets", name="dashboards.targets")
@policy(Who.WRITES)
def targets_posted(request: Request, round: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Aim at this."""
    try:
        form, own = forms.targets(posted)
        with writing() as db:
            targets.change(db, staff.id, round, form.people, form.share, own, now)
    except Invalid as wrong:
        with reading() as db:
            page = aiming.page(db, staff, round, _unit(posted.text("unit")), now, posted, wrong.fields)
        return show(request, page, status=422)
    query = f"?unit={form.unit}&saved=1" if form.unit else "?saved=1"
    return RedirectResponse(path_for("dashboards.targets", round=round) + query, 303)


def _unit(text: str) -> str:
    """What was typed, where it can be an id at all."""
    return text if len(text) == 13 and text.isascii() and text.isalnum() else ""
