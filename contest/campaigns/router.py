"""The contest's front page and thể lệ, and leaving; entering is in ``entering_router.py``."""

from __future__ import annotations

import re
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.campaigns import (
    amending,
    audience_router,
    audience_showing,
    choosing,
    classmates_router,
    editing,
    prizes,
    progress,
    service,
    showing,
)
from contest.campaigns import entering_router as entering
from contest.campaigns import invited_router as invited
from contest.campaigns.entering_router import Now
from contest.campaigns.forms import LeaveForm
from contest.campaigns.pages import Prize, WarmUpPage
from contest.people import guards
from contest.people import service as people
from contest.people.guards import Entered
from contest.units import service as finder
from contest.web.database import Reading
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter()

UNIT = re.compile(r"[0-9a-z]{13}")


@router.get("/t/{slug}", name="shortcut")
@policy(Who.ANYONE)
def shortcut(slug: str) -> Response:
    """The address on a poster, short enough to type."""
    return RedirectResponse(path_for("campaigns.landing", slug=slug), 303)


@router.get("/campaigns/{slug}", name="campaigns.landing")
@policy(Who.ANYONE, state="any but draft")
def landing(request: Request, slug: str, db: Reading, now: Now) -> Response:
    """What the contest is, and what this phone can do now."""
    found = guards.of(request)
    mine = choosing.mine(db, slug, found.entries if found else (), now)
    view = mine.view
    done = progress.of(db, view, mine.entry_id, now) if mine.entry_id else None

    def prizes_of(of: service.RoundView) -> tuple[Prize, ...]:
        return prizes.promised(db, of).prizes

    shown = showing.landing(view, done, now, editing.origin_name(db, view, now))
    page = audience_showing.landing(shown, mine, prizes_of)
    return show(request, page if page.audiences else replace(page, prizes=prizes_of(view)))


@router.get("/campaigns/{slug}/rules", name="campaigns.rules")
@policy(Who.ANYONE, state="any but draft")
def rules(request: Request, slug: str, db: Reading, now: Now, audience: str = "") -> Response:
    """The thể lệ; of a contest with audiences that of one of them, with the way to the others'."""
    found = guards.of(request)
    mine = choosing.mine(db, slug, found.entries if found else (), now)
    whose, view = audience_showing.of_audience(mine, audience)
    origin, rounds = editing.origin_name(db, view, now), editing.rounds_of(db, view.campaign_id, now)
    page = showing.rules_page(view, amending.amendments(db, view.id), origin, rounds)
    page = audience_showing.rules(page, mine, whose)
    return show(request, prizes.with_article(page, prizes.promised(db, view)))


@router.get("/campaigns/{slug}/warm-up", name="campaigns.warm_up")
@policy(Who.ANYONE, state="any but draft")
def warm_up(request: Request, slug: str, db: Reading, now: Now) -> Response:
    """Try this phone before the contest."""
    view = service.current(db, slug, now)
    return show(request, WarmUpPage(view.slug, showing.lines(view.title)))


@router.get("/campaigns/{slug}/units", name="campaigns.units")
@policy(Who.ANYONE, state="any but draft")
def units(request: Request, slug: str, db: Reading, now: Now, q: str = "", unit: str = "") -> Response:
    """The finder's rows, as a fragment; ``unit`` was picked before and stays among them."""
    service.current(db, slug, now)
    query, picked = entering.short(q), unit if UNIT.fullmatch(unit) else ""
    chosen = finder.resolve(db, [picked])[picked]
    return show(request, showing.units_page(query, finder.find(db, query, keep=chosen), chosen))


@router.post("/campaigns/{slug}/leaving", name="campaigns.leave")
@policy(Who.ENTRANT, state="any but draft", load=Load.LOGIN)
def leave(request: Request, slug: str, db: Reading, posted: Posted, who: Entered, now: Now) -> Response:
    """Forget this contest on this phone; what was handed in stays."""
    read(LeaveForm, posted)
    view = service.current(db, slug, now)
    gone = people.entries_in(db, view.campaign_id, who.entries)
    response = RedirectResponse(path_for("campaigns.landing", slug=slug), 303)
    entering.forget(request, response, who, gone)
    return response


router.include_router(entering.router)
router.include_router(audience_router.router)
router.include_router(invited.router)
router.include_router(classmates_router.router)
