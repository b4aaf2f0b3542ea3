"""Steering the big screen from the desk or from a phone beside the stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.guards import RoundId, Runs, Sees
from contest.errors import Conflict, Invalid
from contest.standings import control, door, present, staging
from contest.standings.control_pages import ControlPage
from contest.standings.forms import CoverForm, ProgrammeForm, UncoverForm, ViewForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/standings")


@router.get("/{round}/control", name="standings.control")
@policy(Who.SEES)
def control_screen(request: Request, round_id: RoundId, staff: Sees, db: Reading, now: Now) -> Response:
    """What the screen shows, and the buttons that change it."""
    return show(request, _page(request, db, round_id, staff, now))


def _page(request: Request, db: Session, round_id: str, staff: Member, now: Now) -> ControlPage:
    found = campaigns.view(db, round_id, now)
    root = door.base(request.url.scheme, request.headers.get("host", ""))
    return control.page(db, found, view(staff, found.campaign_id), root, now)


def _back(round_id: str) -> Response:
    return RedirectResponse(path_for("standings.control", round=round_id), 303)


def _again(
    request: Request,
    round_id: str,
    staff: Member,
    now: Now,
    status: int,
    problem: str = "",
    errors: Mapping[str, str] | None = None,
    typed: str | None = None,
) -> Response:
    with reading() as db:
        page = replace(_page(request, db, round_id, staff, now), problem=problem, errors=errors or {})
    return show(request, page if typed is None else replace(page, programme=typed), status=status)


@router.post("/{round}/view", name="standings.choose_view")
@policy(Who.RUNS)
def choose_view(request: Request, round_id: RoundId, staff: Runs, posted: Posted, now: Now) -> Response:
    """Show people, units, how many take part, or all."""
    form = read(ViewForm, posted)
    with writing() as db:
        staging.choose_view(db, staff.id, campaigns.view(db, round_id, now), form.view, now)
    return _back(round_id)


@router.post("/{round}/freezing", name="standings.freeze")
@policy(Who.RUNS, state="open, with a public board")
def freeze(request: Request, round_id: RoundId, staff: Runs, now: Now) -> Response:
    """Let the public boards stand still."""
    try:
        with writing() as db:
            found = campaigns.view(db, round_id, now)
            staging.freeze(db, staff.id, found, now, is_public=present.is_shown(found))
    except Conflict as problem:
        return _again(request, round_id, staff, now, 409, problem.message)
    return _back(round_id)


@router.post("/{round}/thawing", name="standings.thaw")
@policy(Who.RUNS)
def thaw(round_id: RoundId, staff: Runs, now: Now) -> Response:
    """Let them run again."""
    with writing() as db:
        staging.thaw(db, staff.id, campaigns.view(db, round_id, now), now)
    return _back(round_id)


@router.post("/{round}/covering", name="standings.cover")
@policy(Who.RUNS)
def cover(request: Request, round_id: RoundId, staff: Runs, posted: Posted, now: Now) -> Response:
    """Keep the first places for an announcement, or end it."""
    try:
        form = read(CoverForm, posted)
    except Invalid as wrong:
        return _again(request, round_id, staff, now, 422, errors=wrong.fields)
    with writing() as db:
        staging.cover(db, staff.id, campaigns.view(db, round_id, now), form.size, now)
    return _back(round_id)


@router.post("/{round}/announcing", name="standings.uncover")
@policy(Who.RUNS, state="closed")
def uncover(request: Request, round_id: RoundId, staff: Runs, posted: Posted, now: Now) -> Response:
    """Announce the next place up, or all that are left."""
    form = read(UncoverForm, posted)
    try:
        with writing() as db:
            found = campaigns.view(db, round_id, now)
            staging.uncover(db, staff.id, found, form.covered, now, whole=form.whole)
    except Conflict as problem:
        return _again(request, round_id, staff, now, 409, problem.message)
    return _back(round_id)


@router.post("/{round}/programme", name="standings.programme")
@policy(Who.RUNS)
def programme(request: Request, round_id: RoundId, staff: Runs, posted: Posted, now: Now) -> Response:
    """Keep the day's programme."""
    typed = posted.text("programme")
    try:
        form = read(ProgrammeForm, posted)
        with writing() as db:
            found = campaigns.view(db, round_id, now)
            staging.set_programme(db, staff.id, found, form.programme, form.version, now)
    except Invalid as wrong:
        return _again(request, round_id, staff, now, 422, errors=wrong.fields, typed=typed)
    except Conflict as problem:
        return _again(request, round_id, staff, now, 409, problem.message, typed=typed)
    return _back(round_id)
