"""What people wrote for open questions: reading, marking, taking it along."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns.guards import Runs
from contest.suggestions import export, service, showing
from contest.suggestions.forms import MarkForm
from contest.suggestions.rules import Sieve
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/suggestions")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Slot = Annotated[int, Path(ge=1, le=999)]
Words = Annotated[str, Query(max_length=80)]
Unit = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
Number = Annotated[str, Query(pattern=r"^[0-9]?$")]
Tick = Annotated[str, Query(pattern=r"^1?$")]
Page = Annotated[int, Query(ge=1, le=100_000)]


def sieve_of(
    q: Words = "", unit: Unit = "", number: Number = "", marked: Tick = "", nameless: Tick = ""
) -> Sieve:
    """What the address asks for."""
    return Sieve(q.strip(), unit, int(number or 0), marked == "1", nameless == "1")


Asked = Annotated[Sieve, Depends(sieve_of)]


@router.get("/{round}", name="suggestions.index")
@policy(Who.RUNS)
def index(
    request: Request, round: Id, staff: Runs, db: Reading, now: Now, sieve: Asked, page: Page = 1
) -> Response:
    """The texts, as many as match."""
    return show(request, showing.index(db, staff, round, sieve, page, now))


@router.post("/{round}/{attempt}/{slot}/mark", name="suggestions.mark")
@policy(Who.RUNS)
def mark(round: Id, attempt: Id, slot: Slot, staff: Runs, posted: Posted, now: Now) -> Response:
    """Mark a good one, or take the mark away; then the list as it was."""
    form = read(MarkForm, posted)
    with writing() as db:
        service.mark(db, staff.id, round, attempt, slot, wanted=form.wanted == "1", now=now)
    query = urlencode(form.query())
    back = path_for("suggestions.index", round=round) + (f"?{query}" if query else "")
    return RedirectResponse(f"{back}#y-{attempt}-{slot}", 303)


@router.get("/{round}/suggestions.{ending}", name="suggestions.export")
@policy(Who.RUNS)
def export_texts(
    round: Id, ending: export.Ending, staff: Runs, sure: Sure, now: Now, sieve: Asked
) -> Response:
    """The same as a file; that it was taken is noted, since it carries people's own words."""
    with reading() as db:
        made = export.made(db, round, sieve, ending, now)
    with writing() as db:
        service.note_export(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)
