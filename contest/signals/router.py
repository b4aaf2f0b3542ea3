"""What looked odd in a closed round: looking for it, and saying what it was."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns.guards import Approves
from contest.errors import Conflict, Invalid
from contest.lists import tables
from contest.lists.tables import Ending
from contest.rounds.deeds import Order
from contest.rounds.form_state import again, fresh
from contest.signals import export, service, showing
from contest.signals.forms import VerdictForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/signals")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]


@router.get("/{round}", name="signals.index")
@policy(Who.APPROVES)
def index(request: Request, round: Id, staff: Approves, db: Reading, now: Now) -> Response:
    """What looked odd, with what to look at."""
    return show(request, showing.index(db, staff, round, fresh(), now))


@router.get("/{round}/signals.{ending}", name="signals.export")
@policy(Who.APPROVES)
def export_signals(round: Id, ending: Ending, staff: Approves, sure: Sure, now: Now) -> Response:
    """The same as a file; that it was taken is noted, since it carries names."""
    with reading() as db:
        made = tables.made(export.table(db, staff, round, now), ending)
    with writing() as db:
        export.note(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.post("/{round}/search", name="signals.search")
@policy(Who.APPROVES, state="closed")
def search(request: Request, round: Id, staff: Approves, now: Now) -> Response:
    """Begin to look."""
    try:
        with writing() as db:
            service.search(db, staff.id, round, now)
    except Conflict as problem:
        with reading() as db:
            page = showing.index(db, staff, round, fresh(), now, problem=problem.message)
        return show(request, page, status=409)
    return RedirectResponse(path_for("signals.index", round=round), 303)


@router.post("/{round}/{signal}/verdict", name="signals.decide")
@policy(Who.APPROVES)
def decide(request: Request, round: Id, signal: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """What somebody found when they looked."""
    try:
        form = read(VerdictForm, posted)
        with writing() as db:
            service.decide(db, Order(form.once, staff.id, form.reason), round, signal, form.verdict, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = showing.index(db, staff, round, again(posted, problem), now, asked=signal)
        return show(request, page, status=problem.status)
    return RedirectResponse(path_for("signals.index", round=round), 303)
