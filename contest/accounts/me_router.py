"""One's own account: another password, and the end of sessions on other machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import guards, me_showing, sessions, staffing
from contest.accounts.forms import EmptyForm, OwnPasswordForm
from contest.accounts.guards import CurrentStaff, Now
from contest.errors import Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/accounts")

SessionId = Annotated[str, Path(pattern=r"^[0-9a-f]{13}$")]

DIFFERENT = "Hai lần nhập chưa giống nhau. Nhập lại mật khẩu mới."
DONE = {
    "password": "Đã đổi mật khẩu. Những máy khác phải đăng nhập lại.",
    "session": "Đã đăng xuất khỏi máy đó.",
    "sessions": "Đã đăng xuất khỏi những máy khác.",
    "two_step_off": "Đã tắt đăng nhập hai bước. Từ giờ chỉ cần mật khẩu.",
}
NONE: Mapping[str, str] = {}


@router.get("/me", name="accounts.me")
@policy(Who.STAFF)
def me(request: Request, member: CurrentStaff, db: Reading, now: Now, done: str = "") -> Response:
    """One's own account."""
    return show(request, me_showing.me_page(request, db, member, now, NONE, DONE.get(done, "")))


@router.post("/me", name="accounts.me")
@policy(Who.STAFF)
def me_posted(request: Request, member: CurrentStaff, posted: Posted, now: Now) -> Response:
    """Another password. Only this browser stays logged in."""
    try:
        form = read(OwnPasswordForm, posted)
        if not form.is_repeated:
            raise Invalid(fields={"again": DIFFERENT})
        token = staffing.change_own(member, form.old, form.new, now, guards.device_of(request))
    except Invalid as wrong:
        # Whoever must wait is told so where the old password goes; a strange field has no place here.
        errors = wrong.fields or {"old": wrong.message}
        if errors.keys() - OwnPasswordForm.model_fields.keys():
            raise
        with reading() as db:
            page = me_showing.me_page(request, db, member, now, errors, "")
        return show(request, page, status=422)
    response = RedirectResponse(path_for("accounts.me") + "?done=password", 303)
    guards.remember(request, response, token)
    return response


@router.post("/me/sessions", name="accounts.end_others")
@policy(Who.STAFF)
def end_others(request: Request, member: CurrentStaff, posted: Posted, now: Now) -> Response:
    """End every session but this one."""
    read(EmptyForm, posted)
    with writing() as db:
        sessions.end_others(db, member.id, guards.token_of(request), now)
    return RedirectResponse(path_for("accounts.me") + "?done=sessions", 303)


@router.post("/me/sessions/{session}", name="accounts.end_session")
@policy(Who.STAFF)
def end_session(
    request: Request, session: SessionId, member: CurrentStaff, posted: Posted, now: Now
) -> Response:
    """End one other session."""
    read(EmptyForm, posted)
    with writing() as db:
        sessions.end(db, member.id, session, guards.token_of(request), now)
    return RedirectResponse(path_for("accounts.me") + "?done=session", 303)
