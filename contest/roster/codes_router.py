"""Personal codes: making them with their slips, one anew, and how a contest is entered."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Runs
from contest.errors import Conflict, Invalid
from contest.lists.receiving import Id, Word
from contest.roster import codes as making
from contest.roster import codes_showing, showing
from contest.roster import slips as paper
from contest.roster.forms import DoorForm, SlipsForm, TokenForm
from contest.web.database import Reading, from_ms, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/roster")

NOTICES = {"door": "Đã đổi cách vào thi."}


@router.get("/{round}/codes", name="roster.codes")
@policy(Who.RUNS)
def codes(request: Request, round: Id, staff: Runs, db: Reading, now: Now, done: Word = "") -> Response:
    """How far the codes are, and what to do next."""
    page = codes_showing.codes_page(db, staff, campaigns.view(db, round, now), now)
    return show(request, replace(page, notice=NOTICES.get(done, "")))


@router.post("/{round}/slips", name="roster.slips")
@policy(Who.RUNS)
def slips(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Make codes and answer with their slips: nobody can print them later."""
    form = read(SlipsForm, posted)
    try:
        with writing() as db:
            view = campaigns.view(db, round, now)
            made = making.make(db, staff.id, view, form.whose, _asked(form, now, form.part))
    except Conflict as problem:
        with reading() as db:
            page = codes_showing.codes_page(db, staff, campaigns.view(db, round, now), now)
        return show(request, replace(page, problem=problem.message), status=409)
    return _sent(request, view, made, form.part)


@router.post("/{round}/members/{member}/code", name="roster.recode")
@policy(Who.RUNS)
def recode(request: Request, round: Id, member: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """One person's new code on a slip; the old one stops working."""
    form = read(TokenForm, posted)
    try:
        with writing() as db:
            view = campaigns.view(db, round, now)
            made = making.renew(db, staff.id, view, member, _asked(form, now))
    except Conflict as problem:
        with reading() as db:
            listed = showing.index_page(db, staff, campaigns.view(db, round, now), now)
        return show(request, replace(listed, problem=problem.message), status=409)
    return _sent(request, view, made)


def _asked(form: TokenForm, now: Now, part: int = 1) -> making.Asked:
    return making.Asked(form.token, from_ms(form.seen), now, part)


def _sent(
    request: Request, view: campaigns.RoundView, made: tuple[making.Issued, ...], part: int = 1
) -> Response:
    content = paper.pdf(view, made, request.url.scheme, request.headers.get("host", ""))
    which = f"-phan-{part}" if part > 1 or len(made) == making.A_PART else ""
    name = f'attachment; filename="phieu-{view.slug}{which}.pdf"'
    told = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(content, media_type=paper.MEDIA_TYPE, headers=told)


@router.post("/{round}/door", name="roster.door")
@policy(Who.RUNS)
def door(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """By the form that anybody fills in, with a code of one's own, with the code of a class."""
    form = read(DoorForm, posted)
    try:
        with writing() as db:
            making.set_door(db, staff.id, round, form.entrance, form.version, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = codes_showing.codes_page(db, staff, campaigns.view(db, round, now), now)
        shown = replace(page, problem=problem.message, entrance=form.entrance)
        return show(request, shown, status=problem.status)
    return RedirectResponse(path_for("roster.codes", round=round) + "?done=door", 303)
