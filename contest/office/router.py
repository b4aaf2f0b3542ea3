"""The settings: who we are, the privacy notice, where phones reach us; and the first run through them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from contest.accounts.guards import Admin, Now, view
from contest.errors import Conflict, Invalid
from contest.office import logos, service, showing, steps
from contest.office.forms import IdentityForm, PhonesForm, PrivacyForm, ProofsForm
from contest.office.pages import UnitsStepPage
from contest.office.showing import Again
from contest.web.database import Reading, reading, writing
from contest.web.forms import Form, Posted, PostedForm, content, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from contest.web.safety import is_secure
from contest.web.static import FOR_EVER

router = APIRouter(prefix="/office")

Step = Annotated[int, Query(ge=0, le=9)]
Saved = Annotated[bool, Query()]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]


@router.get("", name="office.index")
@policy(Who.ADMIN)
def index(request: Request, staff: Admin, db: Reading) -> Response:
    """Everything that can be set, and what it says now."""
    return show(request, showing.index(db, view(staff)))


@router.get("/logo/{digest}.png", name="office.logo")
@policy(Who.ANYONE)
def logo(digest: Digest, db: Reading) -> Response:
    """The logo. Its address changes with its bytes, so it may be kept for ever."""
    return Response(service.logo(db, digest), media_type="image/png", headers={"Cache-Control": FOR_EVER})


# --- who we are -----------------------------------------------------------------------------------


@router.get("/identity", name="office.identity")
@policy(Who.ADMIN)
def identity(request: Request, staff: Admin, db: Reading, step: Step = 0, saved: Saved = False) -> Response:
    """Who holds the contests."""
    return show(request, showing.identity(db, view(staff), step, saved=saved))


@router.get("/identity/upload", name="office.identity_upload")
@policy(Who.ADMIN)
def identity_upload(staff: Admin) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    del staff
    return RedirectResponse(path_for("office.identity"), 303)


@router.post("/identity/upload", name="office.identity_upload")
@policy(Who.ADMIN)
def identity_upload_posted(request: Request, staff: Admin, posted: Posted, now: Now) -> Response:
    """Store it, with the picture that came beside it."""
    try:
        form = read(IdentityForm, posted)
        png = _picture(posted)
        with writing() as db:
            service.save_identity(db, staff.id, form.identity(), now, png=png, unlogo=form.unlogo)
    except (Invalid, Conflict) as problem:
        again = _again(posted, problem, IdentityForm, also="logo")
        with reading() as db:
            page = showing.identity(db, view(staff), _step(posted), saved=False, again=again)
        return show(request, page, status=problem.status)
    return _on("office.identity", form.step)


def _picture(posted: PostedForm) -> bytes:
    """The new logo, drawn anew; b"" when none was chosen."""
    file: UploadFile | None = posted.files.get("logo")
    if file is None or not (file.filename or file.size):
        return b""
    try:
        return logos.shrunk(content(file, logos.MOST_BYTES + 1))
    except Invalid as wrong:
        raise Invalid(fields={"logo": wrong.message}) from wrong


# --- the units, one step of the first run ---------------------------------------------------------


@router.get("/units-step", name="office.units_step")
@policy(Who.ADMIN)
def units_step(request: Request, staff: Admin) -> Response:
    """The three ways to a list of units."""
    return show(request, UnitsStepPage(view(staff)))


# --- the privacy notice ---------------------------------------------------------------------------


@router.get("/privacy", name="office.privacy")
@policy(Who.ADMIN)
def privacy(request: Request, staff: Admin, db: Reading, step: Step = 0, saved: Saved = False) -> Response:
    """What people read before they agree."""
    return show(request, showing.privacy(db, view(staff), step, saved=saved))


@router.post("/privacy", name="office.privacy")
@policy(Who.ADMIN)
def privacy_posted(request: Request, staff: Admin, posted: Posted, now: Now) -> Response:
    """Store it as the next version."""
    try:
        form = read(PrivacyForm, posted)
        with writing() as db:
            service.save_notice(db, staff.id, form.notice(), now)
    except (Invalid, Conflict) as problem:
        again = _again(posted, problem, PrivacyForm)
        with reading() as db:
            page = showing.privacy(db, view(staff), _step(posted), saved=False, again=again)
        return show(request, page, status=problem.status)
    return _on("office.privacy", form.step)


# --- where phones reach us ------------------------------------------------------------------------


@router.get("/phones", name="office.phones")
@policy(Who.ADMIN)
def phones(request: Request, staff: Admin, db: Reading, step: Step = 0, saved: Saved = False) -> Response:
    """The address that posters and QR codes carry."""
    return show(request, showing.phones(db, view(staff), _found(request), step, saved=saved))


@router.post("/phones", name="office.phones")
@policy(Who.ADMIN)
def phones_posted(request: Request, staff: Admin, posted: Posted, now: Now) -> Response:
    """Store the choice."""
    try:
        form = read(PhonesForm, posted)
        with writing() as db:
            service.save_reach(db, staff.id, form.reach(), now)
    except (Invalid, Conflict) as problem:
        again = _again(posted, problem, PhonesForm)
        with reading() as db:
            page = showing.phones(db, view(staff), _found(request), _step(posted), saved=False, again=again)
        return show(request, page, status=problem.status)
    # The picture to try it with is on this page: also the first run stays here once.
    return RedirectResponse(f"{path_for('office.phones')}?saved=1&step={form.step}", 303)


def _found(request: Request) -> str:
    return service.guess(request.url.scheme, request.headers.get("host", ""))


# --- a little work before registering -------------------------------------------------------------


@router.get("/proofs", name="office.proofs")
@policy(Who.ADMIN)
def proofs(request: Request, staff: Admin, db: Reading, saved: Saved = False) -> Response:
    """Whether phones do a little work before they register, and what that is good for."""
    return show(request, showing.proofs(db, view(staff), secure=is_secure(request), saved=saved))


@router.post("/proofs", name="office.proofs")
@policy(Who.ADMIN)
def proofs_posted(request: Request, staff: Admin, posted: Posted, now: Now) -> Response:
    """Switch it on or off."""
    secure = is_secure(request)
    try:
        form = read(ProofsForm, posted)
        with writing() as db:
            service.save_proofs(db, staff.id, form.proofs(is_secure=secure), now)
    except (Invalid, Conflict) as problem:
        again = _again(posted, problem, ProofsForm)
        with reading() as db:
            page = showing.proofs(db, view(staff), secure=secure, saved=False, again=again)
        return show(request, page, status=problem.status)
    return RedirectResponse(f"{path_for('office.proofs')}?saved=1", 303)


@router.get("/ready", name="office.ready")
@policy(Who.ADMIN)
def ready(request: Request, staff: Admin, db: Reading) -> Response:
    """The first run is over: what to do now."""
    return show(request, showing.ready(db, view(staff)))


# --- all of them ----------------------------------------------------------------------------------


def _again(posted: PostedForm, problem: Invalid | Conflict, form: type[Form], also: str = "") -> Again:
    """The form as typed. A wrong field that the page has no place for is a form that is not ours."""
    errors = problem.fields if isinstance(problem, Invalid) else {}
    shown = (form.model_fields.keys() | {also}) - {"version", "step", "unlogo"}
    if errors.keys() - shown or (isinstance(problem, Invalid) and not errors):
        raise problem
    return Again(posted.values, errors, isinstance(problem, Conflict))


def _step(posted: PostedForm) -> int:
    text = posted.text("step")
    return int(text) if text in "123456789" and text else 0


def _on(name: str, step: int) -> RedirectResponse:
    """In the first run the next step, else the page again, which says that it is stored."""
    if not step:
        return RedirectResponse(f"{path_for(name)}?saved=1", 303)
    following, number = steps.after(step)
    return RedirectResponse(path_for(following) + (f"?step={number}" if number else ""), 303)
