"""Leaving the contest, and coming back into it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from contest.accounts.guards import Now
from contest.campaigns import notice
from contest.campaigns.showing import lines
from contest.errors import Conflict, Invalid
from contest.people.guards import Entered
from contest.privacy import own as service
from contest.privacy import own_rules
from contest.privacy.own import Mine
from contest.privacy.own_forms import RejoinForm, WithdrawForm
from contest.privacy.own_pages import RejoinPage, WithdrawPage
from contest.privacy.router import NotHere, Own, Slug, again, back, elsewhere, held
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/privacy")

QUIET = "any but draft; nobody answers, nothing is being closed"


@router.get("/mine/{slug}/withdrawal", name="privacy.withdraw")
@policy(Who.ENTRANT, state="any but draft")
def withdraw(request: Request, slug: Slug, mine: Own) -> Response:
    """What follows from leaving the contest, before it is done."""
    return elsewhere(slug) if mine is None else show(request, _withdraw_page(mine))


def _withdraw_page(mine: Mine, error: str = "") -> WithdrawPage:
    waits = own_rules.waits_for(mine.facts)
    return WithdrawPage(mine.view.slug, lines(mine.view.title), waits, error)


@router.post("/mine/{slug}/withdrawal", name="privacy.withdraw")
@policy(Who.ENTRANT, state=QUIET, load=Load.DEED)
def withdraw_posted(request: Request, slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """Leave the contest: off every board."""
    form = read(WithdrawForm, posted)
    if form.sure != "1":
        with reading() as db:
            mine = service.mine(db, slug, who.entries, now)
        page = _withdraw_page(mine, "Đánh dấu ô này để rút.") if mine else None
        return show(request, page, status=422) if page else elsewhere(slug)
    try:
        with writing() as db:
            mine = held(db, slug, who, now)
            service.withdraw(db, mine, now)
    except NotHere:
        return elsewhere(slug)
    except Conflict as problem:
        return again(request, slug, who, now, problem.message, 409)
    return back(slug, "withdrawn")


@router.get("/mine/{slug}/return", name="privacy.rejoin")
@policy(Who.ENTRANT, state="any but draft")
def rejoin(request: Request, slug: Slug, db: Reading, mine: Own) -> Response:
    """What is read before agreeing anew."""
    return elsewhere(slug) if mine is None else show(request, _rejoin_page(db, mine))


def _rejoin_page(db: Session, mine: Mine, error: str = "") -> RejoinPage:
    text, waits = service.terms(db, mine), own_rules.waits_for(mine.facts)
    title = lines(mine.view.title)
    return RejoinPage(mine.view.slug, title, text.parts, notice.JOIN, text.mark, waits, error)


@router.post("/mine/{slug}/return", name="privacy.rejoin")
@policy(Who.ENTRANT, state=QUIET, load=Load.DEED)
def rejoin_posted(request: Request, slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """Take part anew."""
    form = read(RejoinForm, posted)
    try:
        if form.sure != "1":
            raise Invalid(fields={"sure": "Đánh dấu ô này để dự thi lại."})
        with writing() as db:
            service.rejoin(db, held(db, slug, who, now), form.mark, now)
    except NotHere:
        return elsewhere(slug)
    except Invalid as wrong:
        with reading() as db:
            mine = service.mine(db, slug, who.entries, now)
            page = _rejoin_page(db, mine, wrong.fields["sure"]) if mine else None
        return show(request, page, status=422) if page else elsewhere(slug)
    except Conflict as problem:
        return again(request, slug, who, now, problem.message, 409)
    return back(slug, "rejoined")
