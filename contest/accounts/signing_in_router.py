"""What the installation asks of those who log in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts import second_factor, service, sessions
from contest.accounts.forms import SigningInForm
from contest.accounts.guards import Admin, Now, view
from contest.accounts.rules import SignIn
from contest.accounts.service import Member
from contest.accounts.staff_pages import SigningInPage
from contest.accounts.sure import Sure
from contest.errors import Conflict
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from contest.web.safety import is_secure

router = APIRouter(prefix="/accounts")

MUST, FREE = "must", "free"


@router.get("/signing-in", name="accounts.signing_in")
@policy(Who.ADMIN)
def signing_in(
    request: Request, member: Admin, db: Reading, saved: Annotated[bool, Query()] = False
) -> Response:
    """What is asked now."""
    return show(request, _page(request, db, member, service.sign_in(db), saved=saved))


@router.post("/signing-in", name="accounts.signing_in")
@policy(Who.ADMIN)
def signing_in_posted(request: Request, member: Admin, sure: Sure, posted: Posted, now: Now) -> Response:
    """Ask it from now on."""
    form = read(SigningInForm, posted)
    wanted = SignIn(admins_two_steps=form.admins == MUST, idle=form.idle)
    try:
        with writing() as db:
            sessions.ask(db, member.id, wanted, now)
    except Conflict as problem:
        with reading() as db:
            page = _page(request, db, member, wanted, problem=problem.message)
        return show(request, page, status=problem.status)
    return RedirectResponse(path_for("accounts.signing_in") + "?saved=1", 303)


def _page(
    request: Request, db: Session, member: Member, asked: SignIn, *, problem: str = "", saved: bool = False
) -> SigningInPage:
    having = second_factor.having(db)
    without = tuple(each.name for each in service.active(db) if each.admin and each.id not in having)
    values = {"admins": MUST if asked.admins_two_steps else FREE, "idle": asked.idle.value}
    return SigningInPage(
        view(member), values, member.id in having, is_secure(request), without, problem, saved
    )
