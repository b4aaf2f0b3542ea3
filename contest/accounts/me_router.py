"""One's own account: another password, and the end of sessions on other machines."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import guards, staffing
from contest.accounts.forms import EmptyForm, OwnPasswordForm
from contest.accounts.guards import COOKIE, CurrentStaff, Now, view
from contest.accounts.staff_pages import MePage
from contest.errors import Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/accounts")

DIFFERENT = "Hai lần nhập chưa giống nhau. Nhập lại mật khẩu mới."
DONE = {
    "password": "Đã đổi mật khẩu. Những máy khác phải đăng nhập lại.",
    "sessions": "Đã đăng xuất khỏi những máy khác.",
}


@router.get("/me", name="accounts.me")
@policy(Who.STAFF)
def me(request: Request, member: CurrentStaff, db: Reading, now: Now, done: str = "") -> Response:
    """One's own account."""
    others = staffing.other_sessions(db, member.id, request.cookies.get(COOKIE, ""), now)
    return show(request, MePage(view(member), member.login, others, done=DONE.get(done, "")))


@router.post("/me", name="accounts.me")
@policy(Who.STAFF)
def me_posted(request: Request, member: CurrentStaff, posted: Posted, now: Now) -> Response:
    """Another password. Only this browser stays logged in."""
    try:
        form = read(OwnPasswordForm, posted)
        if not form.is_repeated:
            raise Invalid(fields={"again": DIFFERENT})
        token = staffing.change_own(member, form.old, form.new, now)
    except Invalid as wrong:
        # Whoever must wait is told so where the old password goes; a strange field has no place here.
        errors = wrong.fields or {"old": wrong.message}
        if errors.keys() - OwnPasswordForm.model_fields.keys():
            raise
        with reading() as db:
            others = staffing.other_sessions(db, member.id, request.cookies.get(COOKIE, ""), now)
        return show(request, MePage(view(member), member.login, others, errors), status=422)
    response = RedirectResponse(path_for("accounts.me") + "?done=password", 303)
    guards.remember(request, response, token)
    return response


@router.post("/me/sessions", name="accounts.end_others")
@policy(Who.STAFF)
def end_others(request: Request, member: CurrentStaff, posted: Posted, now: Now) -> Response:
    """End every session but this one."""
    read(EmptyForm, posted)
    with writing() as db:
        staffing.end_others(db, member.id, request.cookies.get(COOKIE, ""), now)
    return RedirectResponse(path_for("accounts.me") + "?done=sessions", 303)
