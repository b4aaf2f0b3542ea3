"""Saying which audience one belongs to, for whoever entered in a way that did not ask."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.campaigns import audience_rules, choosing, showing
from contest.campaigns.audience_pages import AudiencePage
from contest.campaigns.choosing import Mine
from contest.campaigns.entering_router import Now, to
from contest.campaigns.forms import AudienceForm
from contest.errors import Invalid
from contest.people import service as people
from contest.people.guards import Entered
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/campaigns")


@router.get("/{slug}/entry/audience", name="campaigns.audience")
@policy(Who.ENTRANT, state="nothing said yet; else leads to the landing page", load=Load.LOGIN)
def audience(request: Request, slug: str, db: Reading, who: Entered, now: Now) -> Response:
    """Which audience somebody belongs to who has entered."""
    mine = choosing.mine(db, slug, who.entries, now)
    if elsewhere := _elsewhere(mine, slug):
        return elsewhere
    return show(request, _page(db, mine, now))


@router.post("/{slug}/entry/audience", name="campaigns.audience")
@policy(Who.ENTRANT, state="nothing said yet; the same again changes nothing", load=Load.LOGIN)
def audience_posted(request: Request, slug: str, who: Entered, posted: Posted, now: Now) -> Response:
    """Say it, once, and go on to the code card."""
    with reading() as db:
        mine = choosing.mine(db, slug, who.entries, now)
    if mine.entry_id is None or not mine.audiences:
        return _elsewhere(mine, slug) or to("campaigns.landing", slug)
    wanted = ""
    try:
        wanted = read(AudienceForm, posted).audience
        with writing() as db:
            choosing.take(db, slug, mine.entry_id, wanted, now)
    except Invalid as wrong:
        if wrong.fields.keys() != {"audience"}:
            raise
        with reading() as db:
            page = _page(db, mine, now, wanted, wrong.fields["audience"])
        return show(request, page, status=422)
    return to("campaigns.code", slug)


def _elsewhere(mine: Mine, slug: str) -> RedirectResponse | None:
    if mine.entry_id is None:
        return to("campaigns.comeback", slug)
    return None if mine.is_asked else to("campaigns.landing", slug)


def _page(db: Session, mine: Mine, now: datetime, wanted: str = "", error: str = "") -> AudiencePage:
    assert mine.entry_id is not None
    person = people.full_names(db, [mine.entry_id])[mine.entry_id]
    chosen = wanted or audience_rules.suggested(mine.audiences, person.birth_year, now)
    return AudiencePage(
        slug=mine.view.slug,
        title=showing.lines(mine.view.title),
        name=person.name,
        audiences=showing.choices(mine.audiences),
        contact=mine.view.contact,
        chosen=chosen,
        error=error,
    )
