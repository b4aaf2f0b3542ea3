"""Coming with a code that was printed for somebody: who they are is known, what they agree to is asked."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from contest import entropy
from contest.campaigns import agreeing, inviting, service
from contest.campaigns.entering_router import ENTERABLE, Now, come_back, guesser, remember, to
from contest.campaigns.forms import BESIDE_INVITED, InvitedForm
from contest.campaigns.listed_showing import invited_notice, invited_page
from contest.campaigns.states import Way
from contest.errors import Invalid
from contest.office import service as office
from contest.people import guards
from contest.people.guessing import guesses
from contest.web.database import reading, writing
from contest.web.forms import Posted, read
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/campaigns")


@router.get("/{slug}/entries/invited", name="campaigns.invited")
@policy(Who.ANYONE)
def invited(slug: str) -> Response:
    """The page stands under this address only as the answer to a form; a reload begins anew."""
    return to("campaigns.comeback", slug)


@router.post("/{slug}/entries/invited", name="campaigns.invited")
@policy(Who.ANYONE, state="waiting or open; else leads to the landing page", load=Load.LOGIN)
def invited_posted(request: Request, slug: str, posted: Posted, now: Now) -> Response:
    """Enter with the code of a slip, and go on to the code card; or the page again with its messages."""
    typed = posted.text("code")
    with reading() as db:
        rounds = service.shown(db, slug, now)
        view = service.must_pick(rounds)
        is_free = guesses.allowed(view.campaign_id, guesser(request), now)
        known = inviting.invited(db, view.campaign_id, typed) if is_free else None
        if known is None or view.phase not in ENTERABLE or Way.CODE not in view.ways:
            return come_back(request, db, view, typed, now)
    try:
        form = agreeing.told(rounds, known, read(InvitedForm, posted), now)
        with writing() as db:
            text = invited_notice(view, known, office.current(db).notice).text
            joined = inviting.come(db, view.campaign_id, typed, replace(form, text=text), now)
    except Invalid as wrong:
        if not wrong.fields or not BESIDE_INVITED.issuperset(wrong.fields):
            raise
        return agreeing.again(
            request,
            posted,
            wrong.fields,
            lambda values, errors, notice: invited_page(view, known, typed, values, errors, notice, now),
        )
    if joined is None:  # entered meanwhile on another phone, or the code was made anew
        with reading() as db:
            return come_back(request, db, view, typed, now)
    response = to("campaigns.code", slug)
    remember(request, response, joined, guards.device_of(request) or entropy.new_id())
    return response
