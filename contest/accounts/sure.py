"""The guard before what is worst in strangers' hands: the password was typed just now, or is asked for.

A link leads to a page that comes back to it. A form that was sent comes back as it was typed, with a field
for the password, and goes to where it was going.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, Request

from contest.accounts import confirming, guards
from contest.accounts.guards import CurrentAccount, NeedsLogin, Now
from contest.accounts.pages import ConfirmPage
from contest.accounts.service import Member
from contest.errors import Invalid
from contest.web.admission import SAFE
from contest.web.forms import Posted, PostedForm
from contest.web.pages import path_for

#: Beside the fields of any form; no form of ours has one of this name.
FIELD = "confirm_password"
ASKED = "Việc này cần bạn nhập lại mật khẩu."


@dataclass
class NeedsPassword(NeedsLogin):
    """Logged in, but the password was typed too long ago for this."""

    message: str = ASKED


def sure(request: Request, member: CurrentAccount, posted: Posted, now: Now) -> None:
    """Who sits here knows the password; taken after the guard that says whether they may at all."""
    typed = posted.values.pop(FIELD, "")
    posted.lists.pop(FIELD, None)
    if request.method in SAFE:
        return ask(request, now)
    token, problem = guards.token_of(request), ""
    if confirming.is_confirmed(token, now):
        return None
    if typed:
        try:
            return confirming.confirm(member, token, typed, now)
        except Invalid as wrong:
            problem = wrong.fields.get("password", wrong.message)
    raise _with_form(request, member, posted, problem)


Sure = Annotated[None, Depends(sure)]


def ask(request: Request, now: Now) -> None:
    """The same for a page that asks in some states only."""
    if not confirming.is_confirmed(guards.token_of(request), now):
        raise NeedsPassword(login_at=address(request))


def address(request: Request) -> str:
    """The page that asks, and comes back to this one."""
    asked = {"next": guards.here(request), "back": _came_from(request)}
    told = {name: value for name, value in asked.items() if value}
    return f"{path_for('accounts.confirm')}?{urlencode(told)}"


def _came_from(request: Request) -> str:
    """The page of ours that the link stood on; "" when it can't be told."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    ours = parts.netloc == request.headers.get("host")
    return (guards.local_path(request.app.routes, path) or "") if ours else ""


def _with_form(request: Request, member: Member, posted: PostedForm, problem: str) -> NeedsPassword:
    error = NeedsPassword()
    fields = tuple((name, value) for name, values in posted.lists.items() for value in values)
    error.page = ConfirmPage(
        guards.view(member), guards.here(request), member.login, fields=fields, is_form=True, problem=problem
    )
    return error
