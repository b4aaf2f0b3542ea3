"""One's own data: seeing it, a copy of it, what was agreed to, putting right, leaving, being forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts.guards import Now
from contest.campaigns import entering_router as entering
from contest.campaigns import service as campaigns
from contest.campaigns.showing import lines
from contest.errors import Conflict, Invalid
from contest.people import consents
from contest.people import service as people
from contest.people.guards import Entered
from contest.people.states import Consent
from contest.privacy import own as service
from contest.privacy import own_export, own_rules, own_showing, requests
from contest.privacy.own import Mine, copies
from contest.privacy.own_forms import AgreeForm, AskForm, CopyForm, EraseForm
from contest.privacy.own_pages import ErasedPage, ErasePage, OwnTextPage
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/privacy")

Slug = Annotated[str, Path(max_length=80)]
NOTICES = {
    "agreed": "Đã lưu lựa chọn của bạn. Bảng kết quả đổi theo ngay.",
    "corrected": "Đã sửa.",
    "asked": "Đã gửi yêu cầu. Ban Tổ chức trả lời ở trang này.",
    "rejoined": "Bạn dự thi lại. Cho công bố tên hay không, bạn chọn ở dưới.",
    "withdrawn": "Bạn đã rút khỏi cuộc thi. Bài của bạn không còn trên bảng xếp hạng.",
}


class NotHere(Exception):
    """This phone holds no entry of the contest that is still remembered."""


def own(slug: Slug, db: Reading, who: Entered, now: Now) -> Mine | None:
    """The dependency: one's own part in the contest; None where this phone has none."""
    return service.mine(db, slug, who.entries, now)


Own = Annotated[Mine | None, Depends(own)]


def elsewhere(slug: str) -> Response:
    """Where a code is typed: another phone's entry is read with it."""
    return RedirectResponse(path_for("campaigns.comeback", slug=slug), 303)


def back(slug: str, done: str) -> Response:
    """To the page, which says what was done."""
    return RedirectResponse(path_for("privacy.own", slug=slug) + f"?done={done}", 303)


def held(db: Session, slug: str, who: Entered, now: Now) -> Mine:
    """The same, held for a change: a form that comes twice finds what the first has done."""
    people.hold(db, who.entries)
    found = service.mine(db, slug, who.entries, now)
    if found is None:
        raise NotHere
    return found


@router.get("/mine/{slug}", name="privacy.own")
@policy(Who.ENTRANT, state="any but draft")
def own_page(request: Request, slug: Slug, db: Reading, mine: Own, now: Now, done: str = "") -> Response:
    """Everything that is kept of somebody, and what they can do about it."""
    if mine is None:
        return elsewhere(slug)
    return show(request, own_showing.page(db, mine, now, notice=NOTICES.get(done, "")))


def again(request: Request, slug: str, who: Entered, now: Now, problem: str, status: int) -> Response:
    """The page once more, with what is wrong."""
    with reading() as db:
        mine = service.mine(db, slug, who.entries, now)
        if mine is None:
            return elsewhere(slug)
        page = own_showing.page(db, mine, now, problem=problem)
    return show(request, page, status=status)


@router.get("/mine/{slug}/agreed", name="privacy.own_text")
@policy(Who.ENTRANT, state="any but draft")
def own_text(request: Request, slug: Slug, db: Reading, mine: Own) -> Response:
    """The very words that were agreed to."""
    said = consents.history(db, mine.entry_id) if mine else ()
    text_id = next((one.text_id for one in reversed(said) if one.text_id), None)
    if mine is None or text_id is None:
        return elsewhere(slug)
    kept = consents.read(db, mine.view.campaign_id, text_id)
    title = lines(mine.view.title)
    page = OwnTextPage(mine.view.slug, title, kept.version, kept.at, kept.text.parts, kept.text.ticks)
    return show(request, page)


@router.post("/mine/{slug}/agreement", name="privacy.agree")
@policy(Who.ENTRANT, state="any but draft", load=Load.DEED)
def agree(slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """Agree to something, or take it back: boards follow at once."""
    form = read(AgreeForm, posted)
    try:
        with writing() as db:
            mine = held(db, slug, who, now)
            service.agree(db, mine, Consent(form.what), form.given == "1", now)
    except NotHere:
        return elsewhere(slug)
    return back(slug, "agreed")


@router.post("/mine/{slug}/copy", name="privacy.copy")
@policy(Who.ENTRANT, state="any but draft", load=Load.ASIDE)
def copy(request: Request, slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """All of it to take along; that a copy was taken is noted."""
    form = read(CopyForm, posted)
    with reading() as db:
        mine = service.mine(db, slug, who.entries, now)
        if mine is None:
            return elsewhere(slug)
        if not copies.allowed(mine.entry_id, now):
            return again(request, slug, who, now, service.OFTEN, 409)
        told = own_showing.sections(db, mine, now)
    copies.wrong(mine.entry_id, now)
    made = own_export.made(mine, told, form.form, now)
    with writing() as db:
        service.note_copy(db, mine, form.form, now)
    head = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=head)


@router.post("/mine/{slug}/requests", name="privacy.ask")
@policy(Who.ENTRANT, state="any but draft", load=Load.DEED)
def ask(request: Request, slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """Ask the organisers something about one's data."""
    form = read(AskForm, posted)
    try:
        with writing() as db:
            mine = held(db, slug, who, now)
            requests.ask(db, mine.view.campaign_id, mine.entry_id, form.kind, form.words, now)
    except NotHere:
        return elsewhere(slug)
    except Conflict as problem:
        return again(request, slug, who, now, problem.message, 409)
    return back(slug, "asked")


@router.get("/mine/{slug}/deletion", name="privacy.erase")
@policy(Who.ENTRANT, state="any but draft")
def erase(request: Request, slug: Slug, mine: Own) -> Response:
    """What goes and what stays, before anything is deleted."""
    return elsewhere(slug) if mine is None else show(request, _erase_page(mine))


def _erase_page(mine: Mine) -> ErasePage:
    facts = mine.facts
    title = lines(mine.view.title)
    return ErasePage(mine.view.slug, title, own_rules.waits_for(facts), own_rules.has_to_ask(facts))


@router.post("/mine/{slug}/deletion", name="privacy.erase")
@policy(Who.ENTRANT, state="any but draft; nobody answers, nothing is being closed", load=Load.DEED)
def erase_posted(request: Request, slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """Be forgotten, once one's code was typed again; or ask for it where papers of the law name one."""
    form = read(EraseForm, posted)
    with reading() as db:
        mine = service.mine(db, slug, who.entries, now)
        if mine is None:
            return elsewhere(slug)
        errors = {} if form.sure == "1" else {"sure": service.SURE}
        try:
            if not service.is_theirs(db, mine, form.code, now):
                errors["code"] = service.WRONG_CODE
        except Invalid as slow:
            errors |= slow.fields
    if errors:
        page = replace(_erase_page(mine), errors=errors, results=form.results == "1")
        return show(request, page, status=422)
    try:
        with writing() as db:
            mine = held(db, slug, who, now)
            done = service.erase(db, mine, results=form.results == "1", now=now)
    except NotHere:
        return elsewhere(slug)
    except Conflict as problem:
        return again(request, slug, who, now, problem.message, 409)
    if not done:
        return back(slug, "asked")
    response = RedirectResponse(path_for("privacy.erased", slug=slug), 303)
    entering.forget(request, response, who, [mine.entry_id])
    return response


@router.get("/mine/{slug}/deleted", name="privacy.erased")
@policy(Who.ANYONE, state="any but draft")
def erased(request: Request, slug: Slug, db: Reading, now: Now) -> Response:
    """It is done; the same page for everybody who comes here."""
    view = campaigns.current(db, slug, now)
    return show(request, ErasedPage(view.slug, lines(view.title), view.contact))
