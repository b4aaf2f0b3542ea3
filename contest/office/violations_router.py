"""Browsers report here what the content policy kept out of our pages; administrators see the counts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from contest.accounts.guards import Admin, Now, view
from contest.office import violation_rules, violation_showing, violations
from contest.web.database import Reading
from contest.web.pages import show
from contest.web.policy import Load, Who, flat, policy
from contest.web.safety import REPORTS

router = APIRouter()


async def _body(request: Request) -> bytes:
    """The whole report, which is never long."""
    read = b""
    async for part in request.stream():
        read += part
        if len(read) > violation_rules.LONGEST:
            raise HTTPException(413)
    return read


def route_of(request: Request, path: str) -> str:
    """The route of one of our pages, "other" when the path is none."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    matching = (route for route in flat(request.app.routes) if route.matches(scope)[0] is Match.FULL)
    return str(getattr(next(matching, None), "name", violation_rules.OTHER))


@router.post(REPORTS, name="office.violations")
@policy(Who.ANYONE, load=Load.ASIDE)
def violations_posted(request: Request, body: Annotated[bytes, Depends(_body)], now: Now) -> Response:
    """Count it. Whatever came, the browser is told nothing."""
    told = violation_rules.read(body)
    violations.tally.note(((route_of(request, one.path), one) for one in told), now)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.get(REPORTS, name="office.violations")
@policy(Who.ADMIN)
def violations_page(request: Request, staff: Admin, db: Reading) -> Response:
    """How often what was kept out of which page."""
    return show(request, violation_showing.page(violations.counts(db), view(staff)))
