"""Whose attempts a phone may complain about: those of its entries, and those whose receipt was typed here.

A receipt's code says no name and opens nothing else, so it is enough for this: the phone that somebody sat on
may be lost, a school's, or a friend's. What was typed is remembered for an hour, signed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from contest.people import guards
from contest.people.guards import NotEntered
from contest.web.pages import path_for
from contest.web.policy import Who, grants
from contest.web.signed import sign, verified

RECEIPT_COOKIE = "hoithi_receipt"
MAX_AGE = 3600
MOST = 6

_PURPOSE = b"receipt cookie "
_ATTEMPTS = re.compile(r"[0-9a-z]{13}(?:\.[0-9a-z]{13}){0,5}")


@dataclass(frozen=True, slots=True)
class Claimant:
    """This phone: the entries that it holds, the attempts whose receipt it showed."""

    entries: tuple[str, ...]
    attempts: tuple[str, ...] = ()


def of(request: Request) -> Claimant:
    """What a phone may complain about; nothing at all for a stranger's."""
    entrant = guards.of(request)
    shown = verified(_PURPOSE, request.cookies.get(RECEIPT_COOKIE, ""), _ATTEMPTS)
    return Claimant(entrant.entries if entrant else (), tuple(shown.split(".")) if shown else ())


@grants(Who.ENTRANT)
async def claimant(request: Request) -> Claimant:
    """The guard: a phone that holds an entry, or has shown a receipt."""
    found = of(request)
    if not (found.entries or found.attempts):
        raise NotEntered(login_at=path_for("home"))
    return found


#: ``def page(who: Claims)`` in a router.
Claims = Annotated[Claimant, Depends(claimant)]


def remember(request: Request, response: Response, attempt_id: str) -> None:
    """The right code of a receipt was typed here."""
    known = [each for each in of(request).attempts if each != attempt_id]
    value = sign(_PURPOSE, ".".join([*known, attempt_id][-MOST:]))
    secure = request.url.scheme == "https"
    response.set_cookie(
        RECEIPT_COOKIE, value, max_age=MAX_AGE, path="/", secure=secure, httponly=True, samesite="lax"
    )
