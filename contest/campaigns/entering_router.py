"""Entering, the code card, coming back: the routes that make this phone an entrant."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest import clock, entropy
from contest.campaigns import (
    audiences,
    choosing,
    class_showing,
    inviting,
    listed_showing,
    progress,
    proofs,
    qr_code,
    service,
    showing,
)
from contest.campaigns.agreeing import kept
from contest.campaigns.answers import checked
from contest.campaigns.audience_rules import by_id, chosen, suggested
from contest.campaigns.choosing import ENTERABLE
from contest.campaigns.classmates import Classmates, Shut, desk
from contest.campaigns.forms import SHOWN_BESIDE, CodeForm, EnterForm
from contest.campaigns.pages import CodePage, ComebackPage
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.states import Way
from contest.errors import Conflict, Invalid
from contest.office import service as office
from contest.people import codes, guards
from contest.people import service as people
from contest.people.guards import Entered, Entrant
from contest.people.guessing import SLOW_DOWN, guesses
from contest.units import service as units
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

Now = Annotated[datetime, Depends(clock.now)]
router = APIRouter(prefix="/campaigns")

LONGEST_QUERY = 80
YEAR = re.compile(r"[0-9]{4}")
NO_SLIPS = "Mã này đúng, nhưng cuộc thi đang không nhận mã trên phiếu. Hỏi thầy cô hoặc Ban Tổ chức."


def short(text: str) -> str:
    """What somebody typed into the finder, made safe and cut."""
    return clean(text)[:LONGEST_QUERY]


def to(name: str, slug: str) -> RedirectResponse:
    """On to one of the contest's pages."""
    return RedirectResponse(path_for(name, slug=slug), 303)


@router.get("/{slug}/entries/new", name="campaigns.enter")
@policy(Who.ANYONE, state="waiting or open; else leads to the landing page", load=Load.LOGIN)
def enter(request: Request, slug: str, db: Reading, now: Now) -> Response:
    """The entry form. The phone gets its device id now, so that a form sent twice is one entry."""
    view = service.current(db, slug, now)
    if view.phase not in ENTERABLE:
        return to("campaigns.landing", slug)
    notice = office.current(db).notice
    found = units.find(db, "")
    asked = audiences.of(db, view.campaign_id)
    page = showing.enter_page(view, found, {}, {}, notice, now, asked, proofs.posed(request, db, view, now))
    response = show(request, page)
    if not guards.device_of(request):
        guards.keep(request, response, guards.ENTRY_COOKIE, guards.issue((), entropy.new_id()))
    return response


@router.post("/{slug}/entries/new", name="campaigns.enter")
@policy(Who.ANYONE, state="waiting or open; else leads to the landing page", load=Load.LOGIN)
def enter_posted(request: Request, slug: str, posted: Posted, now: Now) -> Response:
    """Enter, and go on to the code card; or the form again, with its messages and what was typed."""
    with reading() as db:
        rounds = service.shown(db, slug, now)
        view = service.must_pick(rounds)
        asked = audiences.of(db, view.campaign_id)
        has_units = units.must_choose(db)
        needs_proof = proofs.is_asked(request, db)
    if view.phase not in ENTERABLE:
        return to("campaigns.landing", slug)
    if posted.text("find") or view.code_only:
        return _enter_again(request, view, posted, {}, now, status=409 if view.code_only else 200)
    device = guards.device_of(request) or entropy.new_id()
    wanted = posted.text("audience")
    youngest = service.must_pick(rounds, wanted if by_id(asked, wanted) else None).rules.youngest

    def belongs(year: int | None) -> object:
        return chosen(asked, wanted, year, now)

    try:
        form = read(EnterForm, posted)
        draft = checked(form, view.fields, now, youngest, device, has_units, belongs)
        proof = proofs.checked(view.campaign_id, posted.text("proof"), now) if needs_proof else None
        with writing() as db:
            text = showing.privacy(view, office.current(db).notice).text
            joined = people.join(db, view.campaign_id, replace(draft, text=text), now)
            proofs.spend(db, proof, joined.entry_id)
            choosing.take(db, slug, joined.entry_id, wanted, now)
    except Invalid as wrong:
        if not wrong.fields or not SHOWN_BESIDE.issuperset(wrong.fields):
            raise
        return _enter_again(request, view, posted, wrong.fields, now, status=422)
    except Conflict as twice:
        return _enter_again(request, view, posted, {"name": twice.message}, now, status=409)
    response = to("campaigns.code", slug)
    remember(request, response, joined, device)
    return response


def _enter_again(
    request: Request,
    view: RoundView,
    posted: PostedForm,
    errors: Mapping[str, str],
    now: datetime,
    status: int = 200,
) -> Response:
    values = kept(posted, errors) | {"q": short(posted.text("q"))}
    with reading() as db:
        found = units.find(db, values["q"], keep=posted.text("unit"))
        asked = audiences.of(db, view.campaign_id)
        notice = office.current(db).notice
        challenge = proofs.posed(request, db, view, now)
    year = posted.text("birth_year")
    if not values.get("audience"):  # the only one that the birth year leaves stands picked
        values["audience"] = suggested(asked, int(year) if YEAR.fullmatch(year) else None, now)
    page = showing.enter_page(view, found, values, errors, notice, now, asked, challenge)
    return show(request, page, status=status)


@router.get("/{slug}/entry", name="campaigns.code")
@policy(Who.ENTRANT, state="any but draft")
def code(request: Request, slug: str, db: Reading, who: Entered, now: Now) -> Response:
    """The code card; the code itself only on the phone that was told it."""
    mine = choosing.mine(db, slug, who.entries, now)
    if mine.entry_id is None:
        return to("campaigns.comeback", slug)
    if mine.is_asked:
        return to("campaigns.audience", slug)
    page = _code_page(request, db, mine.view, mine.entry_id, now)
    return show(request, page if mine.is_theirs else replace(page, round=""))


def _code_page(request: Request, db: Session, view: RoundView, entry_id: str, now: datetime) -> CodePage:
    person = people.full_names(db, (entry_id,))[entry_id]
    remembered = guards.codes_of(request).get(entry_id, "")
    # A code that was re-issued since must not be shown as if it still worked.
    code = remembered if people.by_code(db, view.campaign_id, remembered) == entry_id else ""
    done = progress.of(db, view, entry_id, now)
    base = office.public_url() or str(request.base_url).rstrip("/")
    # Behind "#" the code stays in the browser: no server's log gets it.
    address = f"{base}{path_for('campaigns.comeback', slug=view.slug)}#{code}"
    return CodePage(
        slug=view.slug,
        title=showing.lines(view.title),
        name=person.name,
        unit=person.unit_name,
        code=code,
        qr=qr_code.svg(address) if code else "",
        until=view.closes_at,
        host=base.partition("://")[2],
        contact=view.contact,
        round=view.id if view.phase is Phase.OPEN else "",
        minutes=showing.minutes(view),
        open_attempt=done.open_attempt,
        next_slot=done.next_slot,
    )


@router.get("/{slug}/entries/code", name="campaigns.comeback")
@policy(Who.ANYONE, state="any but draft", load=Load.LOGIN)
def comeback(request: Request, slug: str, db: Reading, now: Now) -> Response:
    """Where a code is typed."""
    return show(request, comeback_page(service.current(db, slug, now)))


def comeback_page(view: RoundView, code: str = "", error: str = "") -> ComebackPage:
    """Where a code is typed, with what is wrong with it."""
    return ComebackPage(
        view.slug,
        showing.lines(view.title),
        view.contact,
        code[:20],
        error,
        view.code_only,
        by_class=Way.CLASS in view.ways,
        by_slip=Way.CODE in view.ways,
    )


@router.post("/{slug}/entries/code", name="campaigns.comeback")
@policy(Who.ANYONE, state="any but draft", load=Load.LOGIN)
def comeback_posted(request: Request, slug: str, db: Reading, posted: Posted, now: Now) -> Response:
    """Come back with a code, or come with one from a slip: this phone becomes the entrant's."""
    return come_back(request, db, service.current(db, slug, now), read(CodeForm, posted).code, now)


def come_back(request: Request, db: Session, view: RoundView, typed: str, now: datetime) -> Response:
    """What a code as typed leads to: back in, to what is asked of who never came, or the field again."""
    address = guesser(request)
    if not guesses.allowed(view.campaign_id, address, now):
        return show(request, comeback_page(view, typed, SLOW_DOWN), status=422)
    entry_id = people.by_code(db, view.campaign_id, typed)
    if entry_id is not None:
        response = to("campaigns.landing", view.slug)
        joined = people.Joined(entry_id, codes.normalise(typed) or "")
        remember(request, response, joined, guards.device_of(request) or entropy.new_id())
        return response
    known = inviting.invited(db, view.campaign_id, typed) or desk().look(db, view, typed, now)
    if known is None:
        guesses.wrong(view.campaign_id, address, now)
        wrong = class_showing.WRONG_EITHER if Way.CLASS in view.ways else codes.WRONG_CODE
        return show(request, comeback_page(view, typed, wrong), status=422)
    if view.phase not in ENTERABLE:
        return to("campaigns.landing", view.slug)
    if isinstance(known, Classmates):
        return show(request, class_showing.classmates_page(view, known, typed, now))
    if isinstance(known, Shut) or Way.CODE not in view.ways:
        said = class_showing.SHUT if isinstance(known, Shut) else NO_SLIPS
        return show(request, comeback_page(view, typed, said), status=422)
    return show(
        request, listed_showing.invited_page(view, known, typed, {}, {}, office.current(db).notice, now)
    )


def guesser(request: Request) -> str:
    """Whose wrong codes are counted together."""
    return request.client.host if request.client else ""


def remember(request: Request, response: Response, joined: people.Joined, device: str) -> None:
    """Add an entry and its code to this phone; the newest is the one that pages speak to."""
    known = guards.of(request)
    others = [entry for entry in (known.entries if known else ()) if entry != joined.entry_id]
    guards.keep(request, response, guards.ENTRY_COOKIE, guards.issue((*others, joined.entry_id), device))
    kept = {entry: code for entry, code in guards.codes_of(request).items() if entry != joined.entry_id}
    guards.keep(
        request, response, guards.CODE_COOKIE, guards.issue_codes({**kept, joined.entry_id: joined.code})
    )


def forget(request: Request, response: Response, who: Entrant, gone: Collection[str]) -> None:
    """Take entries off this phone. It gets another device id with its next entry."""
    left = [entry for entry in who.entries if entry not in gone]
    kept = {entry: code for entry, code in guards.codes_of(request).items() if entry in left}
    cookie = guards.issue(left, who.device) if left else ""
    guards.keep(request, response, guards.ENTRY_COOKIE, cookie)
    guards.keep(request, response, guards.CODE_COOKIE, guards.issue_codes(kept) if kept else "")
