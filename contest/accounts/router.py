"""Logging in and out, and the first set-up."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import guards, service
from contest.accounts.forms import LoginForm, SetupForm
from contest.accounts.guards import COOKIE, CurrentStaff, Now
from contest.accounts.pages import LoginPage, SetupPage
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
        token = service.authenticate(form.login, form.password, now)
    except Invalid as wrong:
        return _login_again(request, posted, BOTH if wrong.fields else wrong.message)
    wanted = guards.local_path(request.app.routes, form.next) or path_for("rounds.index")
    return _enter(request, token, wanted, now)


def _login_again(request: Request, posted: PostedForm, problem: str) -> Response:
    wanted = guards.local_path(request.app.routes, posted.text("next")) or ""
    page = LoginPage(login=posted.text("login")[:60], problem=problem, next=wanted)
    return show(request, page, status=422)


def _enter(request: Request, token: str, address: str, now: Now) -> Response:
    if before := request.cookies.get(COOKIE):
        with writing() as db:
            service.log_out(db, before, now)
    response = RedirectResponse(address, 303)
    guards.remember(request, response, token)
    return response


@router.post("/logout", name="accounts.logout")
@policy(Who.STAFF)
def logout(request: Request, staff: CurrentStaff, now: Now) -> Response:
    """End the session here and in the browser."""
    del staff  # the guard's work: only who is logged in can log out
    with writing() as db:
        service.log_out(db, request.cookies.get(COOKIE, ""), now)
    response = RedirectResponse(path_for("accounts.login"), 303)
    guards.forget(request, response)
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
        token = service.set_up(form.code, form.login, form.name, form.password, now)
    except Invalid as wrong:
        if wrong.fields.keys() - SetupForm.model_fields.keys():
            raise  # a field we never sent: there is no place on the page to say it
        kept = {name: posted.text(name) for name in SHOWN_AGAIN}
        return show(request, SetupPage(values=kept, errors=wrong.fields), status=422)
    first_run = path_if("office.identity")
    return _enter(request, token, f"{first_run}?step=1" if first_run else path_for("rounds.index"), now)
