"""Logging in and out, and the first set-up."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import guards, service, signing_in
from contest.accounts.forms import LoginForm, SetupForm
from contest.accounts.guards import STEP_COOKIE, CurrentAccount, Now
from contest.accounts.pages import LoginPage, SetupPage
from contest.accounts.rules import HALF_WAY
from contest.errors import Invalid, NotFound
from contest.web.database import Reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, path_if, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/accounts")

BOTH = "Điền tên đăng nhập và mật khẩu."
DIFFERENT = "Hai lần nhập chưa giống nhau. Nhập lại mật khẩu."
SHOWN_AGAIN = ("code", "name", "login")


@router.get("/login", name="accounts.login")
@policy(Who.ANYONE)
def login(request: Request, db: Reading, next: str = "") -> Response:
    """The log-in page; before the first set-up it leads there."""
    if service.needs_setup(db):
        return RedirectResponse(path_for("accounts.setup"), 303)
    return show(request, LoginPage(next=guards.local_path(request.app.routes, next) or ""))


@router.post("/login", name="accounts.login")
@policy(Who.ANYONE, load=Load.PASSWORD)
def login_posted(request: Request, posted: Posted, now: Now) -> Response:
    """Begin a session and go on to where the visitor wanted."""
    try:
        form = read(LoginForm, posted)
        known, device = guards.knows(request, form.login), guards.device_of(request)
        passed = signing_in.authenticate(form.login, form.password, now, known, device)
    except Invalid as wrong:
        return _login_again(request, posted, BOTH if wrong.fields else wrong.message)
    wanted = guards.local_path(request.app.routes, form.next) or ""
    if passed.is_half:
        address = path_for("accounts.second_step") + (f"?{urlencode({'next': wanted})}" if wanted else "")
        response = RedirectResponse(address, 303)
        guards.put_cookie(request, response, STEP_COOKIE, passed.token, HALF_WAY)
        return response
    response = RedirectResponse(wanted or path_for("rounds.index"), 303)
    guards.enter(request, response, form.login, passed.token, now)
    return response


def _login_again(request: Request, posted: PostedForm, problem: str) -> Response:
    wanted = guards.local_path(request.app.routes, posted.text("next")) or ""
    page = LoginPage(login=posted.text("login")[:60], problem=problem, next=wanted)
    return show(request, page, status=422)


@router.post("/logout", name="accounts.logout")
@policy(Who.STAFF)
def logout(request: Request, staff: CurrentAccount, now: Now) -> Response:
    """End the session here and in the browser, which keeps no page of it to go back to."""
    del staff  # the guard's work: only who is logged in can log out
    with writing() as db:
        service.log_out(db, guards.token_of(request), now)
    response = RedirectResponse(path_for("accounts.login"), 303)
    guards.forget(request, response)
    # Not "storage" nor "cookies": on a shared phone they hold the answers of somebody who sits a paper.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@router.get("/setup", name="accounts.setup")
@policy(Who.ANYONE, state="no staff yet")
def setup(request: Request, db: Reading) -> Response:
    """The form of the first administrator; afterwards there is no such page."""
    if not service.needs_setup(db):
        raise NotFound
    return show(request, SetupPage())


@router.post("/setup", name="accounts.setup")
@policy(Who.ANYONE, state="no staff yet", load=Load.PASSWORD)
def setup_posted(request: Request, posted: Posted, now: Now) -> Response:
    """Make the first administrator and log them in."""
    try:
        form = read(SetupForm, posted)
        if not form.is_repeated:
            raise Invalid(fields={"again": DIFFERENT})
        token = service.set_up(
            form.code, form.login, form.name, form.password, now, guards.device_of(request)
        )
    except Invalid as wrong:
        if wrong.fields.keys() - SetupForm.model_fields.keys():
            raise  # a field we never sent: there is no place on the page to say it
        kept = {name: posted.text(name) for name in SHOWN_AGAIN}
        return show(request, SetupPage(values=kept, errors=wrong.fields), status=422)
    first_run = path_if("office.identity")
    response = RedirectResponse(f"{first_run}?step=1" if first_run else path_for("rounds.index"), 303)
    guards.enter(request, response, form.login, token, now)
    return response
