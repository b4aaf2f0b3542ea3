"""The second step of a log-in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import guards, signing_in
from contest.accounts.forms import SecondStepForm
from contest.accounts.guards import STEP_COOKIE, Now
from contest.accounts.pages import LoginPage, SecondStepPage
from contest.errors import Invalid, Unauthenticated
from contest.web.database import Reading, reading
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/accounts")

EMPTY = "Gõ mã 6 số trong ứng dụng, hoặc một mã dự phòng."


@router.get("/second-step", name="accounts.second_step")
@policy(Who.ANYONE, state="password given")
def second_step(request: Request, db: Reading, now: Now, next: str = "") -> Response:
    """The field for the code; whoever gave no password yet is led to where it is asked."""
    login = signing_in.half_way(db, guards.cookie_of(request, STEP_COOKIE), now)
    if login is None:
        return RedirectResponse(path_for("accounts.login"), 303)
    wanted = guards.local_path(request.app.routes, next) or ""
    return show(request, SecondStepPage(login, next=wanted))


@router.post("/second-step", name="accounts.second_step")
@policy(Who.ANYONE, state="password given", load=Load.LOGIN)
def second_step_posted(request: Request, posted: Posted, now: Now) -> Response:
    """Begin the session and go on to where the visitor wanted."""
    token = guards.cookie_of(request, STEP_COOKIE)
    with reading() as db:
        login = signing_in.half_way(db, token, now)
    if login is None:
        return _from_the_beginning(request, posted, signing_in.BEGIN_AGAIN)
    try:
        form = read(SecondStepForm, posted)
        known = guards.knows(request, login)
        opened = signing_in.finish(token, form.code, now, known, guards.device_of(request))
    except Invalid as wrong:
        problem = wrong.fields.get("code", wrong.message) if len(posted.text("code")) else EMPTY
        page = SecondStepPage(login, problem, _wanted(request, posted))
        return show(request, page, status=422)
    except Unauthenticated as late:
        return _from_the_beginning(request, posted, late.message)
    response = RedirectResponse(_wanted(request, posted) or path_for("rounds.index"), 303)
    guards.forget(request, response, STEP_COOKIE)
    guards.enter(request, response, login, opened, now)
    return response


def _from_the_beginning(request: Request, posted: PostedForm, problem: str) -> Response:
    return show(request, LoginPage(problem=problem, next=_wanted(request, posted)), status=401)


def _wanted(request: Request, posted: PostedForm) -> str:
    return guards.local_path(request.app.routes, posted.text("next")) or ""
