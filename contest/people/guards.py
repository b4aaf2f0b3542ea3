"""The entrant's cookies. Read on every save, so: no table, no JSON, no clock, one HMAC.

``hoithi_entry`` says which entries this phone holds and which device it is. ``hoithi_code`` carries the
codes themselves, so that the card can be shown again here; the server stores only their HMAC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from contest.errors import Unauthenticated
from contest.web.pages import path_for
from contest.web.policy import Who, grants
from contest.web.signed import sign, verified

ENTRY_COOKIE = "hoithi_entry"
CODE_COOKIE = "hoithi_code"
MAX_AGE = 60 * 24 * 3600
#: A phone passed round a family; more than this is a machine for many, and the oldest goes.
MOST_ENTRIES = 6

_ENTRY_IS = ENTRY_COOKIE.encode() + b"="
_ENTRY = re.compile(r"[0-9a-z]{13}(?:\.[0-9a-z]{13}){0,6}")
_CODES = re.compile(r"[0-9a-z]{13}-[0-9A-Z]{8}(?:\.[0-9a-z]{13}-[0-9A-Z]{8}){0,5}")


@dataclass(frozen=True, slots=True)
class Entrant:
    """This phone: the entries it may act for, oldest first, and its random device id."""

    entries: tuple[str, ...]
    device: str


@dataclass
class NotEntered(Unauthenticated):
    """This phone holds no entry; ``login_at`` is where to get one."""

    message: str = "Máy này chưa vào thi. Vào lại bằng mã dự thi để làm tiếp."
    login_at: str = ""


def issue(entries: Iterable[str], device: str, key: bytes | None = None) -> str:
    """The cookie's value for these entries; the newest six stay. ``key``: instead of the server's own."""
    newest = tuple(dict.fromkeys(entries))[-MOST_ENTRIES:]
    return sign(b"entry cookie ", ".".join((device, *newest)), key)


def read(cookie: str) -> Entrant | None:
    """Who a cookie's value stands for; None when it is forged, cut or empty of entries."""
    text = verified(b"entry cookie ", cookie, _ENTRY)
    if text is None:
        return None
    device, *entries = text.split(".")
    return Entrant(tuple(entries), device) if entries else None


def issue_codes(codes: dict[str, str]) -> str:
    """The cookie's value for entry → code."""
    newest = list(codes.items())[-MOST_ENTRIES:]
    return sign(b"code cookie ", ".".join(f"{entry}-{code}" for entry, code in newest))


def read_codes(cookie: str) -> dict[str, str]:
    """Entry → code, as far as this phone remembers them."""
    text = verified(b"code cookie ", cookie, _CODES)
    return dict(pair.split("-") for pair in text.split(".")) if text else {}


def of(request: Request) -> Entrant | None:
    """The phone's entries, or None; for pages that anybody may see."""
    return read(request.cookies.get(ENTRY_COOKIE, ""))


def carried(headers: Iterable[tuple[bytes, bytes]]) -> Entrant | None:
    """The same from the bare headers of a request, for the paths that everybody takes."""
    for name, value in headers:
        if name == b"cookie":
            for part in value.split(b"; "):
                if part.startswith(_ENTRY_IS):
                    return read(part[len(_ENTRY_IS) :].decode("latin-1").strip('"'))
    return None


def device_of(request: Request) -> str:
    """The phone's device id, also before it has entered; "" when it has none yet."""
    text = verified(b"entry cookie ", request.cookies.get(ENTRY_COOKIE, ""), _ENTRY)
    return text.partition(".")[0] if text else ""


def codes_of(request: Request) -> dict[str, str]:
    """The codes this phone remembers."""
    return read_codes(request.cookies.get(CODE_COOKIE, ""))


@grants(Who.ENTRANT)
async def entrant(request: Request) -> Entrant:
    """The guard: the phone's entries, or :class:`NotEntered` with the way back in."""
    found = of(request)
    if found is None:
        slug = request.path_params.get("slug")
        target = path_for("campaigns.comeback", slug=slug) if slug else path_for("home")
        raise NotEntered(login_at=target)
    return found


#: ``def page(who: Entered)`` in a router.
Entered = Annotated[Entrant, Depends(entrant)]


def keep(request: Request, response: Response, name: str, value: str) -> None:
    """Set one of the two cookies; an empty value deletes it."""
    secure = request.url.scheme == "https"
    if value:
        response.set_cookie(
            name, value, max_age=MAX_AGE, path="/", secure=secure, httponly=True, samesite="lax"
        )
    else:
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
