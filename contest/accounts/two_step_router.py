"""One's own second step: set up, new recovery codes, off."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts import guards, me_showing, second_factor, service, sessions, signing_in
from contest.accounts.forms import AgainForm, TwoStepForm
from contest.accounts.guards import CurrentAccount, CurrentStaff, Now
from contest.accounts.service import Member
from contest.accounts.sure import Sure, ask
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/accounts")

T = TypeVar("T")

MUST = "Nơi này đòi quản trị viên đăng nhập hai bước, nên không tắt được. Đổi ở Cài đặt, mục Đăng nhập."
IS_OFF = "Đăng nhập hai bước đang tắt nên chưa có gì để đổi. Bật hai bước trước."
SEED = re.compile(r"[0-9a-f]{32}")


@router.get("/me/two-step", name="accounts.two_step")
@policy(Who.STAFF)
def two_step(request: Request, member: CurrentAccount, db: Reading, now: Now) -> Response:
    """Set it up, or look after it. Before the code is shown that an app scans: its code lasts a minute, so
    nobody can be asked for a password between."""
    if not second_factor.is_on(db, member.id):
        ask(request, now)
    return show(request, me_showing.two_step_page(request, db, member))


@router.post("/me/two-step", name="accounts.two_step")
@policy(Who.STAFF)
def two_step_posted(
    request: Request, member: CurrentAccount, sure: Sure, posted: Posted, now: Now
) -> Response:
    """Turn it on; the recovery codes are told this once, and the session gets another token."""
    try:
        form = read(TwoStepForm, posted)
        with writing() as db:
            codes = second_factor.turn_on(db, member.id, form.seed, form.code, now)
            token = sessions.renew(db, member.id, guards.token_of(request), now, guards.device_of(request))
    except (Invalid, Conflict) as problem:
        return _again(request, member, posted, problem, "")
    with reading() as db:
        response = show(request, me_showing.two_step_page(request, db, member, codes=codes))
    guards.remember(request, response, token)
    return response


@router.get("/me/two-step/codes", name="accounts.recovery")
@policy(Who.STAFF)
def recovery(member: CurrentStaff) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    del member
    return RedirectResponse(path_for("accounts.two_step"), 303)


@router.post("/me/two-step/codes", name="accounts.recovery")
@policy(Who.STAFF)
def recovery_posted(request: Request, member: CurrentStaff, posted: Posted, now: Now) -> Response:
    """Other recovery codes, told this once; those before are void."""
    try:
        codes = _proven(member, posted, now, second_factor.new_codes)
    except (Invalid, Conflict) as problem:
        return _again(request, member, posted, problem, "codes")
    with reading() as db:
        return show(request, me_showing.two_step_page(request, db, member, codes=codes))


@router.get("/me/two-step/off", name="accounts.two_step_off")
@policy(Who.STAFF)
def two_step_off(member: CurrentStaff) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    del member
    return RedirectResponse(path_for("accounts.two_step"), 303)


@router.post("/me/two-step/off", name="accounts.two_step_off")
@policy(Who.STAFF)
def two_step_off_posted(request: Request, member: CurrentStaff, posted: Posted, now: Now) -> Response:
    """Turn it off, unless the installation asks for it."""
    try:
        with reading() as db:
            if service.sign_in(db).asks_two_steps(member.role):
                raise Conflict(MUST)
        _proven(member, posted, now, second_factor.turn_off)
    except (Invalid, Conflict) as problem:
        return _again(request, member, posted, problem, "off")
    return RedirectResponse(path_for("accounts.me") + "?done=two_step_off", 303)


def _proven(
    member: Member, posted: PostedForm, now: datetime, deed: Callable[[Session, str, datetime], T]
) -> T:
    form = read(AgainForm, posted)
    signing_in.prove(member, form.password, now)
    with writing() as db:
        signing_in.prove_code(db, member, form.code, now)
        signing_in.forget_tries(db, member)
        return deed(db, member.id, now)


def _again(
    request: Request, member: Member, posted: PostedForm, problem: Invalid | Conflict, open: str
) -> Response:
    errors = problem.fields if isinstance(problem, Invalid) else {}
    if errors.keys() - {"code", "password"}:
        raise problem  # a field that is not on our page
    seed = posted.text("seed")
    with reading() as db:
        if open and not second_factor.is_on(db, member.id):
            # The forms of the other state are not on the page, so no message can stand beside their fields.
            errors, problem = {}, Conflict(IS_OFF)
        page = me_showing.two_step_page(
            request,
            db,
            member,
            seed=seed if SEED.fullmatch(seed) else "",
            errors=errors,
            problem="" if errors else problem.message,
            open=open,
        )
    return show(request, page, status=problem.status)
