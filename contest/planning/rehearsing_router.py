"""Rehearsing a contest, taking the rehearsal away, deleting a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.campaigns.guards import Runs
from contest.errors import Conflict
from contest.planning import rehearsing, removal_views, views
from contest.planning.states import Group
from contest.web.database import Reading, reading, writing
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/planning")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]


@router.post("/{round}/rehearsal", name="planning.rehearse")
@policy(Who.RUNS)
def rehearse(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """Make a rehearsal and go to its page."""
    try:
        with writing() as db:
            made = rehearsing.rehearse(db, staff.id, round, now)
    except Conflict as problem:
        return _refused(request, staff, round, problem, now)
    return RedirectResponse(path_for("rounds.show", round=made), 303)


def _refused(request: Request, staff: Member, round_id: str, problem: Conflict, now: Now) -> Response:
    with reading() as db:
        page = views.settings_page(db, staff, round_id, Group.PAPER, now)
    return show(request, replace(page, problem=problem.message), status=409)


@router.get("/{round}/rehearsal/removal", name="planning.unrehearse")
@policy(Who.RUNS)
def unrehearse(request: Request, round: Id, staff: Runs, db: Reading, now: Now) -> Response:
    """What goes when the rehearsal goes."""
    return show(request, removal_views.unrehearse_page(db, staff, round, now))


@router.post("/{round}/rehearsal/removal", name="planning.unrehearse_posted")
@policy(Who.RUNS, state="a rehearsal is there")
def unrehearse_posted(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """Take the rehearsal away with everybody in it."""
    try:
        with writing() as db:
            real = rehearsing.unrehearse(db, staff.id, round, now)
    except Conflict as problem:
        with reading() as db:
            page = removal_views.unrehearse_page(db, staff, round, now)
        return show(request, replace(page, problem=problem.message), status=409)
    return RedirectResponse(path_for("rounds.show", round=real), 303)


@router.get("/{round}/removal", name="planning.discard")
@policy(Who.RUNS)
def discard(request: Request, round: Id, staff: Runs, db: Reading, now: Now) -> Response:
    """What goes when a draft is deleted."""
    return show(request, removal_views.discard_page(db, staff, round, now))


@router.post("/{round}/removal", name="planning.discard_posted")
@policy(Who.RUNS, state="draft, nobody entered")
def discard_posted(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """Delete a draft contest."""
    try:
        with writing() as db:
            rehearsing.discard(db, staff.id, round, now)
    except Conflict as problem:
        with reading() as db:
            page = removal_views.discard_page(db, staff, round, now)
        return show(request, replace(page, problem=problem.message), status=409)
    return RedirectResponse(path_for("rounds.index"), 303)
