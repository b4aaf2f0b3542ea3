"""Who is at the desk: dependencies that let staff in and send strangers to the log-in page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import unquote, urlencode, urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.routing import BaseRoute, Match

from contest import clock
from contest.accounts import service
from contest.accounts.pages import StaffView
from contest.accounts.rules import ABSOLUTE
from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.errors import Forbidden, Unauthenticated
from contest.web.pages import path_for
from contest.web.policy import Who, grants

COOKIE = "hoithi_staff"
ROLES = {Role.ADMIN: "Quản trị", Role.ORGANISER: "Điều hành", Role.VIEWER: "Thành viên"}

#: A local path: one slash, then neither a slash nor a backslash (both would leave the site).
LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f#]{0,299}")

#: One `now` a request, however many ask for it.
Now = Annotated[datetime, Depends(clock.now)]


@dataclass
class NeedsLogin(Unauthenticated):
    """Not logged in, or no longer. A page's GET is sent to ``login_at``; all else gets a 401."""

    login_at: str = ""


@grants(Who.STAFF)
def current_staff(request: Request, now: Now) -> Member:
    """The staff member of this request."""
    member = service.who_is(request.cookies.get(COOKIE, ""), now)
    if member is None:
        raise NeedsLogin(login_at=login_address(request))
    # Whose request it is, for the log of accesses: the id, not the name.
    request.scope["staff"] = member.id
    return member


CurrentStaff = Annotated[Member, Depends(current_staff)]


@grants(Who.ORGANISER)
def current_organiser(member: CurrentStaff) -> Member:
    """The same, if they may change things."""
    if not member.organiser:
        raise Forbidden
    return member


Organiser = Annotated[Member, Depends(current_organiser)]


@grants(Who.ADMIN)
def current_admin(member: CurrentStaff) -> Member:
    """The same, if the installation is theirs."""
    if not member.admin:
        raise Forbidden
    return member


Admin = Annotated[Member, Depends(current_admin)]


def view(member: Member, campaign_id: str = "") -> StaffView:
    """A member as the desk's pages show them; on a contest's page with what they may do there."""
    may = frozenset(permission.value for permission in member.allowed(campaign_id))
    return StaffView(member.name, ROLES[member.role], member.organiser, member.admin, may)


def login_address(request: Request) -> str:
    """The log-in page that comes back here."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{path_for('accounts.login')}?{urlencode({'next': here})}"


def local_path(routes: Iterable[BaseRoute], text: str) -> str | None:
    """``text`` if it is the path of a page of ours, else None: an open redirect is impossible."""
    if LOCAL.fullmatch(text) is None:
        return None
    path = unquote(urlsplit(text).path)
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    return text if any(route.matches(scope)[0] is Match.FULL for route in routes) else None


def remember(request: Request, response: Response, token: str) -> None:
    """Give the browser its session; over HTTPS it is never sent in the clear."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(ABSOLUTE.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def forget(request: Request, response: Response) -> None:
    """Take the session away from the browser."""
    response.delete_cookie(
        COOKIE, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
