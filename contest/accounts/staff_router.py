"""Administrators and the accounts of all: add, change, disable, a new password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import guards, second_factor, service, sessions, staff_export, staff_showing, staffing
from contest.accounts.forms import EmptyForm, MemberForm, NewStaffForm, ResetForm
from contest.accounts.guards import Admin, Now
from contest.accounts.service import Member
from contest.accounts.staff_pages import Told
from contest.accounts.sure import Sure
from contest.errors import Conflict, Invalid
from contest.lists import tables
from contest.lists.tables import Ending
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/accounts")

Id = Annotated[str, Path(alias="staff", pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=80)]
Number = Annotated[int, Query(ge=1, le=100_000)]
Step = Annotated[int, Query(ge=0, le=9)]

OWN_STEP = "Bước thứ hai của chính bạn tắt ở trang Tài khoản của tôi."
OWN = "Mật khẩu của chính bạn đổi ở trang Tài khoản của tôi."


@router.get("/staff", name="accounts.staff")
@policy(Who.ADMIN)
def staff(
    request: Request, member: Admin, db: Reading, now: Now, q: Text = "", page: Number = 1, step: Step = 0
) -> Response:
    """Everybody who works here."""
    return show(request, staff_showing.staff_page(db, member, clean(q).strip(), page, step, now))


@router.get("/staff.{ending}", name="accounts.export")
@policy(Who.ADMIN)
def export_staff(ending: Ending, member: Admin, sure: Sure, now: Now, q: Text = "") -> Response:
    """All of them, or whom a search finds, as a file; that it was taken is noted."""
    with reading() as db:
        made = tables.made(staff_export.table(db, clean(q).strip(), now), ending)
    with writing() as db:
        staff_export.note(db, member.id, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/staff/new", name="accounts.staff_new")
@policy(Who.ADMIN)
def staff_new(request: Request, member: Admin, step: Step = 0) -> Response:
    """The form for somebody new."""
    return show(request, staff_showing.new_page(member, step))


@router.post("/staff/new", name="accounts.staff_new")
@policy(Who.ADMIN)
def staff_new_posted(request: Request, member: Admin, sure: Sure, posted: Posted, now: Now) -> Response:
    """Add them, and show the password once more to tell it."""
    try:
        form = read(NewStaffForm, posted)
        made = staffing.add(member.id, form.login, form.name, form.role, form.password, now)
    except Invalid as wrong:
        _ours(wrong, {"name", "login", "role", "password"})
        page = staff_showing.new_page(member, _step(posted), posted.values, wrong.fields)
        return show(request, page, status=422)
    told = Told(made.name, made.login, form.password, is_new=True)
    return show(request, staff_showing.new_page(member, form.step, told=told))


@router.get("/staff/{staff}", name="accounts.member")
@policy(Who.ADMIN)
def member(
    request: Request,
    staff: Id,
    member: Admin,
    db: Reading,
    confirm: Text = "",
    saved: bool = False,
    reset: bool = False,
) -> Response:
    """One account."""
    found = staffing.account(db, staff)
    asked = confirm == "disabling"
    return show(request, staff_showing.member_page(member, found, confirm=asked, saved=saved, reset=reset))


@router.post("/staff/{staff}", name="accounts.member")
@policy(Who.ADMIN)
def member_posted(
    request: Request, staff: Id, member: Admin, sure: Sure, posted: Posted, now: Now
) -> Response:
    """Another name or role."""
    try:
        form = read(MemberForm, posted)
        with writing() as db:
            changed = staffing.change(db, member.id, staff, form.name, form.role, form.version, now)
            is_other = staff == member.id and changed.role is not member.role
            token = sessions.renew(db, staff, guards.token_of(request), now) if is_other else ""
    except (Invalid, Conflict) as problem:
        _ours(problem, {"name", "role"})
        return _again(request, member, staff, problem, posted)
    # Whoever has just made themselves an organiser may not look at this page any more.
    response = RedirectResponse(path_for("rounds.index") if is_other else _saved(staff), 303)
    if is_other:
        guards.remember(request, response, token)
    return response


@router.post("/staff/{staff}/disabling", name="accounts.disable")
@policy(Who.ADMIN)
def disable(request: Request, staff: Id, member: Admin, posted: Posted, now: Now) -> Response:
    """Shut somebody out from now on."""
    read(EmptyForm, posted)
    try:
        with writing() as db:
            staffing.disable(db, member.id, staff, now)
    except Conflict as problem:
        return _again(request, member, staff, problem)
    return RedirectResponse(_saved(staff), 303)


@router.post("/staff/{staff}/enabling", name="accounts.enable")
@policy(Who.ADMIN)
def enable(staff: Id, member: Admin, sure: Sure, posted: Posted, now: Now) -> Response:
    """Let somebody in again."""
    read(EmptyForm, posted)
    with writing() as db:
        staffing.enable(db, member.id, staff, now)
    return RedirectResponse(_saved(staff), 303)


@router.post("/staff/{staff}/two-step", name="accounts.reset_two_step")
@policy(Who.ADMIN)
def reset_two_step(
    request: Request, staff: Id, member: Admin, sure: Sure, posted: Posted, now: Now
) -> Response:
    """Somebody lost phone and paper: from now on their password alone lets them in, until they set it up."""
    read(EmptyForm, posted)
    if staff == member.id:
        return _again(request, member, staff, Conflict(OWN_STEP))
    with writing() as db:
        done = second_factor.reset(db, member.id, staff, now)
    return RedirectResponse(path_for("accounts.member", staff=staff) + ("?reset=1" if done else ""), 303)


@router.get("/staff/{staff}/password", name="accounts.password")
@policy(Who.ADMIN)
def password(staff: Id, member: Admin) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    del member
    return RedirectResponse(path_for("accounts.member", staff=staff), 303)


@router.post("/staff/{staff}/password", name="accounts.password")
@policy(Who.ADMIN)
def password_posted(
    request: Request, staff: Id, member: Admin, sure: Sure, posted: Posted, now: Now
) -> Response:
    """Give somebody a new password, end their sessions, and show it once to tell it."""
    with reading() as db:
        found = staffing.account(db, staff)
    try:
        form = read(ResetForm, posted)
        if staff == member.id:
            raise Conflict(OWN)
        password_hash = service.hashed(form.password, found.login)
        with writing() as db:
            service.set_password(db, member.id, staff, password_hash, now)
    except (Invalid, Conflict) as problem:
        _ours(problem, {"password"})
        return _again(request, member, staff, problem, posted)
    told = Told(found.name, found.login, form.password, is_new=False)
    return show(request, staff_showing.member_page(member, found, told=told))


def _again(
    request: Request,
    member: Member,
    staff_id: str,
    problem: Invalid | Conflict,
    posted: PostedForm | None = None,
) -> Response:
    with reading() as db:
        found = staffing.account(db, staff_id)
    errors = problem.fields if isinstance(problem, Invalid) else {}
    said = problem.message if isinstance(problem, Conflict) else ""
    typed = posted.values if posted else {}
    page = staff_showing.member_page(member, found, typed, errors=errors, problem=said)
    return show(request, page, status=problem.status)


def _ours(problem: Invalid | Conflict, shown: set[str]) -> None:
    """A wrong field that the page has no place for is a form that is not ours."""
    if isinstance(problem, Invalid) and (not problem.fields or problem.fields.keys() - shown):
        raise problem


def _saved(staff_id: str) -> str:
    return path_for("accounts.member", staff=staff_id) + "?saved=1"


def _step(posted: PostedForm) -> int:
    text = posted.text("step")
    return int(text) if len(text) == 1 and text in "123456789" else 0
