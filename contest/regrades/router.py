"""Regrading a closed round after a key was corrected: a trial, what it changes, applying it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.accounts.sure import Sure
from contest.campaigns.guards import Approves, Sees
from contest.errors import Conflict, Invalid
from contest.lists.tables import Ending, Which
from contest.regrades import export, service, showing
from contest.regrades.forms import RegradeForm
from contest.rounds.deeds import Order
from contest.rounds.form_state import again, fresh
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/regrades")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Number = Annotated[int, Query(ge=1, le=100_000)]
Deed = Callable[[Session, str, str, str, Now], None]


@router.get("/{round}", name="regrades.index")
@policy(Who.SEES)
def index(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """Corrected keys that no grade knows, and all regrades."""
    return show(request, showing.index(db, staff, round, fresh(), now))


@router.post("/{round}", name="regrades.begin")
@policy(Who.APPROVES, state="closed, a key corrected since")
def begin(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Begin a trial."""
    try:
        form = read(RegradeForm, posted)
        with writing() as db:
            service.begin(db, Order(form.once, staff.id, form.reason), round, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = showing.index(db, staff, round, again(posted, problem), now)
        return show(request, page, status=problem.status)
    return RedirectResponse(path_for("regrades.show", round=round, regrade=form.once), 303)


@router.get("/{round}/{regrade}", name="regrades.show")
@policy(Who.SEES)
def show_regrade(
    request: Request, round: Id, regrade: Id, staff: Sees, db: Reading, now: Now, page: Number = 1
) -> Response:
    """What a regrade changes, before and after."""
    return show(request, showing.show(db, staff, round, regrade, page, now))


@router.get("/{round}/{regrade}/changes.{ending}", name="regrades.export")
@policy(Who.SEES)
def export_changes(
    request: Request,
    round: Id,
    regrade: Id,
    ending: Ending,
    staff: Sees,
    sure: Sure,
    now: Now,
    sheet: Which = 1,
) -> Response:
    """The same as a file; that it was taken is noted, since it carries names."""
    try:
        with reading() as db:
            made = export.workbook(db, round, regrade, now, ending, sheet)
    except Conflict as problem:
        return _again(request, staff, round, regrade, problem, now)
    with writing() as db:
        service.note_export(db, staff.id, round, regrade, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.post("/{round}/{regrade}/application", name="regrades.apply")
@policy(Who.APPROVES, state="ready, nothing moved since")
def apply(request: Request, round: Id, regrade: Id, staff: Approves, now: Now) -> Response:
    """Store what the trial found."""
    with reading() as db:
        looked = service.look(db, round, regrade, now)
    return _do(partial(service.apply, looked=looked), request, staff, round, regrade, now)


@router.post("/{round}/{regrade}/dropping", name="regrades.drop")
@policy(Who.APPROVES, state="trial or ready")
def drop(request: Request, round: Id, regrade: Id, staff: Approves, now: Now) -> Response:
    """Nothing of it will be applied."""
    return _do(service.drop, request, staff, round, regrade, now)


@router.post("/{round}/{regrade}/resumption", name="regrades.resume")
@policy(Who.APPROVES, state="failed")
def resume(request: Request, round: Id, regrade: Id, staff: Approves, now: Now) -> Response:
    """Let what failed go on."""
    return _do(service.resume, request, staff, round, regrade, now)


def _do(deed: Deed, request: Request, staff: Member, round_id: str, regrade_id: str, now: Now) -> Response:
    try:
        with writing() as db:
            deed(db, staff.id, round_id, regrade_id, now)
    except Conflict as problem:
        return _again(request, staff, round_id, regrade_id, problem, now)
    return RedirectResponse(path_for("regrades.show", round=round_id, regrade=regrade_id), 303)


def _again(
    request: Request, staff: Member, round_id: str, regrade_id: str, problem: Conflict, now: Now
) -> Response:
    with reading() as db:
        page = showing.show(db, staff, round_id, regrade_id, 1, now, problem.message)
    return show(request, page, status=409)
