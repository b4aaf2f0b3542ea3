"""The board of a whole contest: for phones, for the hall, for staff."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns.guards import Sees
from contest.lists.tables import Ending, Which
from contest.people import guards
from contest.seasons import export, present
from contest.web.database import Reading, reading, writing
from contest.web.pages import show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/seasons")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Number = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/{round}/table", name="seasons.table")
@policy(Who.SEES)
def table(request: Request, round: Id, staff: Sees, db: Reading, now: Now, page: Number = 1) -> Response:
    """The places over all rounds with whole names."""
    return show(request, present.table(db, staff, round, page, now))


@router.get("/{round}/table.{ending}", name="seasons.export")
@policy(Who.SEES)
def export_table(round: Id, ending: Ending, staff: Sees, sure: Sure, now: Now, sheet: Which = 1) -> Response:
    """The same as a file; that it was taken is noted, since it carries everybody's name."""
    with reading() as db:
        made = export.workbook(db, round, now, ending, sheet)
    with writing() as db:
        export.note(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/{slug}", name="seasons.board")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def board(request: Request, slug: str, db: Reading, now: Now, page: Number = 1) -> Response:
    """The board for phones."""
    who = guards.of(request)
    shown = present.board(db, slug, who.entries if who else (), page, now)
    return show(request, shown, headers={"Cache-Control": "private, no-cache", "Vary": "Cookie"})


@router.get("/{slug}/hall", name="seasons.hall")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def hall(request: Request, slug: str, db: Reading, now: Now) -> Response:
    """The first places, to be read from afar."""
    return show(request, present.hall(db, slug, now))
