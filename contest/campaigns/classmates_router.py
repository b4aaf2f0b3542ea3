"""Coming with the code of a class: pick one's name, tell what the list knows of it, agree, and be in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from contest import entropy
from contest.campaigns import agreeing, class_showing, service
from contest.campaigns.class_pages import PupilPage
from contest.campaigns.classmates import Classmates, NotYou, Picked, Taken, desk
from contest.campaigns.entering_router import ENTERABLE, Now, come_back, guesser, remember, to
from contest.campaigns.forms import BESIDE_PUPIL, ClassForm, PupilForm
from contest.campaigns.listed_showing import NOT_YOU, pupil_notice, pupil_page
from contest.campaigns.service import RoundView
from contest.errors import Invalid
from contest.office import service as office
from contest.office.rules import Notice
from contest.people import guards, guessing
from contest.people.guessing import guesses
from contest.people.service import Joined
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/campaigns")


@router.get("/{slug}/entries/class", name="campaigns.classmates")
@policy(Who.ANYONE)
def classmates(slug: str) -> Response:
    """The page stands under this address only as the answer to a form; a reload begins anew."""
    return to("campaigns.comeback", slug)


@router.post("/{slug}/entries/class", name="campaigns.classmates")
@policy(Who.ANYONE, state="waiting or open; else leads to the landing page", load=Load.LOGIN)
def classmates_posted(request: Request, slug: str, db: Reading, posted: Posted, now: Now) -> Response:
    """The name that was picked: is it you, and what is asked; or the names again."""
    form = read(ClassForm, posted)
    view = service.current(db, slug, now)
    if not _may_try(request, view, now):
        return come_back(request, db, view, form.code, now)
    found = desk().pick(db, view, form.code, form.member, now)
    if isinstance(found, Picked):
        page = pupil_page(view, found, form.code, {}, {}, office.current(db).notice, now)
        return with_device(request, show(request, page))
    problem = class_showing.taken(found, now) if isinstance(found, Taken) else ""
    return names(request, db, view, form.code, now, problem)


@router.get("/{slug}/entries/pupil", name="campaigns.pupil")
@policy(Who.ANYONE)
def pupil(slug: str) -> Response:
    """As above."""
    return to("campaigns.comeback", slug)


@router.post("/{slug}/entries/pupil", name="campaigns.pupil")
@policy(Who.ANYONE, state="waiting or open; else leads to the landing page", load=Load.LOGIN)
def pupil_posted(request: Request, slug: str, posted: Posted, now: Now) -> Response:
    """Enter as this one of the class, and go on to the code card; or the page again with its messages."""
    code, member, device = posted.text("code"), posted.text("member"), guards.device_of(request)
    with reading() as db:
        rounds = service.shown(db, slug, now)
        view = service.must_pick(rounds)
        if not _may_try(request, view, now):
            return come_back(request, db, view, code, now)
        told = desk().tell(db, view, code, member, posted.text("proof"), device, now)
        is_slow = not guessing.names.allowed(member, now) and not isinstance(told, Joined)
        if is_slow:
            # Right and wrong get one answer, so that nobody tries out all that a name's proof may be.
            told = desk().pick(db, view, code, member, now)
        if told is None or isinstance(told, Taken):
            if isinstance(told, Taken) and posted.text("proof") and not is_slow:
                guessing.names.wrong(member, now)  # a namesake's may have been meant
            problem = class_showing.taken(told, now) if isinstance(told, Taken) else ""
            return names(request, db, view, code, now, problem)
    if isinstance(told, Joined):
        return _in(request, slug, told, device)
    if isinstance(told, NotYou):
        guessing.names.wrong(member, now)
        return _again(request, view, told.picked, posted, {"proof": NOT_YOU}, now)
    if is_slow:
        return _again(request, view, told, posted, {"proof": class_showing.SLOW_NAME}, now)
    return _enter(request, rounds, told, posted, device or entropy.new_id(), now)


def _enter(
    request: Request, rounds: tuple[RoundView, ...], told: Picked, posted: PostedForm, device: str, now: Now
) -> Response:
    code, view = posted.text("code"), service.must_pick(rounds)
    try:
        form = agreeing.told(rounds, told, read(PupilForm, posted), now)
        with writing() as db:
            text = pupil_notice(view, told, office.current(db).notice).text
            joined = desk().come(db, view, code, told.id, device, replace(form, text=text), now)
    except Invalid as wrong:
        if not wrong.fields or not BESIDE_PUPIL.issuperset(wrong.fields):
            raise
        return _again(request, view, told, posted, wrong.fields, now)
    if isinstance(joined, Joined):
        return _in(request, view.slug, joined, device)
    problem = class_showing.taken(joined, now) if isinstance(joined, Taken) else ""
    with reading() as db:
        return names(request, db, view, code, now, problem)


def _in(request: Request, slug: str, joined: Joined, device: str) -> Response:
    response = to("campaigns.code", slug)
    remember(request, response, joined, device)
    return response


def _may_try(request: Request, view: RoundView, now: Now) -> bool:
    return view.phase in ENTERABLE and guesses.allowed(view.campaign_id, guesser(request), now)


def names(request: Request, db: Session, view: RoundView, code: str, now: Now, problem: str = "") -> Response:
    """The names behind a class code; what any other code leads to, where it is none that works."""
    found = desk().look(db, view, code, now)
    if not isinstance(found, Classmates):
        return come_back(request, db, view, code, now)
    page = class_showing.classmates_page(view, found, code, now, problem)
    return with_device(request, show(request, page, status=409 if problem else 200))


def with_device(request: Request, response: Response) -> Response:
    """The phone gets its device id before it enters, so that a form sent twice is one entry."""
    if not guards.device_of(request):
        guards.keep(request, response, guards.ENTRY_COOKIE, guards.issue((), entropy.new_id()))
    return response


def _again(
    request: Request,
    view: RoundView,
    picked: Picked,
    posted: PostedForm,
    errors: Mapping[str, str],
    now: Now,
) -> Response:
    def page(values: Mapping[str, str], errors: Mapping[str, str], notice: Notice) -> PupilPage:
        return pupil_page(view, picked, posted.text("code"), values, errors, notice, now)

    return agreeing.again(request, posted, errors, page)
