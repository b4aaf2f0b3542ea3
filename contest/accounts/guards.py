"""Who is at the desk: dependencies that let staff in and send strangers to the log-in page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import unquote, urlencode, urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.routing import BaseRoute, Match

from contest import clock
from contest.accounts import devices, service
from contest.accounts.pages import StaffView
from contest.accounts.rules import ABSOLUTE, normal_login
from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.errors import Forbidden, Unauthenticated
from contest.web.database import writing
from contest.web.pages import path_for
from contest.web.policy import Who, grants
from contest.web.safety import is_secure

COOKIE = "hoithi_staff"
#: A right password that waits for its second step; and the browsers that somebody was logged in on.
STEP_COOKIE, KNOWN_COOKIE = "hoithi_step", "hoithi_known"
KNOWN_LASTS = timedelta(days=180)
TWO_STEPS_FIRST = "Quản trị viên phải đăng nhập hai bước. Lập bước thứ hai trước rồi làm tiếp."
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
    token = token_of(request)
    member = service.who_is(token, now)
    if member is None and token and service.held_back(token, now):
        raise NeedsLogin(TWO_STEPS_FIRST, login_at=path_for("accounts.two_step"))
    if member is None:
        raise NeedsLogin(login_at=login_address(request))
    # Whose request it is, for the log of accesses: the id, not the name.
    request.scope["staff"] = member.id
    return member


CurrentStaff = Annotated[Member, Depends(current_staff)]


@grants(Who.STAFF)
def current_account(request: Request, now: Now) -> Member:
    """Whoever is logged in, also who has to set up their second step before they get to the desk."""
    member = service.held_back(token_of(request), now)
    if member is None:
        raise NeedsLogin(login_at=login_address(request))
    return member


CurrentAccount = Annotated[Member, Depends(current_account)]


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


def here(request: Request) -> str:
    """The address of this request, without its host."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def login_address(request: Request) -> str:
    """The log-in page that comes back here."""
    return f"{path_for('accounts.login')}?{urlencode({'next': here(request)})}"


def local_path(routes: Iterable[BaseRoute], text: str) -> str | None:
    """``text`` if it is the path of a page of ours, else None: an open redirect is impossible."""
    if LOCAL.fullmatch(text) is None:
        return None
    path = unquote(urlsplit(text).path)
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    return text if any(route.matches(scope)[0] is Match.FULL for route in routes) else None


def cookie_name(request: Request, name: str) -> str:
    """Over HTTPS the browser itself holds a cookie of this name to this host, to HTTPS and to every path: no
    neighbour under the same domain can plant one. A LAN without HTTPS has no such cookies."""
    return f"__Host-{name}" if is_secure(request) else name


def cookie_of(request: Request, name: str) -> str:
    """What the browser sent of a cookie of ours."""
    return request.cookies.get(cookie_name(request, name), "")


def token_of(request: Request) -> str:
    """The token of this browser's session."""
    return cookie_of(request, COOKIE)


def device_of(request: Request) -> str:
    """What this browser is, in words."""
    return devices.in_words(request.headers.get("user-agent", "")[:500])


def put_cookie(request: Request, response: Response, name: str, value: str, lasts: timedelta) -> None:
    """Set a cookie of ours that no script reads and that goes over HTTPS alone where it came by it."""
    # Links in Zalo lead to the desk: with "strict" whoever follows one would be asked to log in again. What
    # changes something is refused from other sites all the same (web/safety.py).
    same_site = "lax" if name == COOKIE else "strict"
    response.set_cookie(
        cookie_name(request, name),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite=same_site,
        secure=is_secure(request),
    )


def remember(request: Request, response: Response, token: str) -> None:
    """Give the browser its session; over HTTPS it is never sent in the clear."""
    put_cookie(request, response, COOKIE, token, ABSOLUTE)


def forget(request: Request, response: Response, name: str = COOKIE) -> None:
    """Take the session away from the browser, or another of the cookies."""
    secure = is_secure(request)
    response.delete_cookie(cookie_name(request, name), path="/", httponly=True, samesite="lax", secure=secure)


def knows(request: Request, login: str) -> str:
    """This browser's id, if this name was logged in on it before; else ""."""
    return devices.known(cookie_of(request, KNOWN_COOKIE), normal_login(login))


def enter(request: Request, response: Response, login: str, token: str, now: datetime) -> None:
    """Whoever logged in has their session here, none that was here before, and a browser that knows them."""
    if before := token_of(request):
        with writing() as db:
            service.log_out(db, before, now)
    remember(request, response, token)
    known = devices.learned(cookie_of(request, KNOWN_COOKIE), normal_login(login))
    put_cookie(request, response, KNOWN_COOKIE, known, KNOWN_LASTS)
