"""A route that does not say who may call it stops the start; so does one whose guards don't keep its word."""

from __future__ import annotations

from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from contest.web.policy import (
    Policy,
    Undeclared,
    Who,
    covers,
    declared,
    enforced,
    flat,
    grants,
    policy,
    prove,
)


@grants(Who.ENTRANT)
def entrant() -> str:
    return "entrant"


@grants(Who.STAFF)
def staff() -> str:
    return "staff"


@grants(Who.ORGANISER)
def organiser(member: Annotated[str, Depends(staff)]) -> str:
    return member


def anything() -> str:
    return "x"


def nested(member: Annotated[str, Depends(organiser)]) -> str:
    return member


def sees(member: Annotated[str, Depends(staff)]) -> str:
    return member


grants(Who.SEES)(sees)
GUARDS = {
    "none": anything,
    "entrant": entrant,
    "staff": staff,
    "organiser": organiser,
    "nested": nested,
    "sees": sees,
}


def app_with(who: Who | None, guard: str) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    def endpoint(found: str = Depends(GUARDS[guard])) -> str:
        return found

    app.get("/x", name="f.x")(endpoint if who is None else policy(who)(endpoint))
    return app


KEPT = {
    Who.ANYONE: set(GUARDS),
    Who.ENTRANT: {"entrant"},
    Who.STAFF: {"staff", "organiser", "nested", "sees"},
    Who.ORGANISER: {"organiser", "nested"},
    # A part in one contest is no right over all, and a right over all is none in a contest.
    Who.ADMIN: set(),
    Who.SEES: {"sees"},
    Who.HELPS: set(),
    Who.WRITES: set(),
    Who.APPROVES: set(),
    Who.RUNS: set(),
    Who.READS_BANK: set(),
    Who.WRITES_BANK: set(),
    Who.APPROVES_BANK: set(),
}


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("who", Who)
def test_a_declared_route_is_guarded(who: Who, guard: str) -> None:
    routes = app_with(who, guard).router.routes
    if guard in KEPT[who]:
        prove(routes)
    else:
        with pytest.raises(Undeclared, match=rf"f\.x declares {who.name}"):
            prove(routes)


@pytest.mark.parametrize("guard", GUARDS)
def test_an_undeclared_route_stops_the_start(guard: str) -> None:
    with pytest.raises(Undeclared, match=r"f\.x declares no policy"):
        prove(app_with(None, guard).router.routes)


def test_one_undeclared_among_many_is_found_in_nested_routers() -> None:
    inner, outer, app = APIRouter(prefix="/b"), APIRouter(prefix="/a"), FastAPI(openapi_url=None)
    inner.add_api_route("/good", policy(Who.ANYONE)(lambda: "x"), name="good")
    outer.include_router(inner)
    app.include_router(outer)
    prove(app.router.routes)
    assert [getattr(route, "name", "") for route in flat(app.router.routes)] == ["good"]
    inner.add_api_route("/bad", lambda: "x", name="bad")
    with pytest.raises(Undeclared, match="bad"):
        prove(app.router.routes)


class Raw:
    """An ASGI endpoint, as the hot paths have."""

    def __init__(self, guard: object) -> None:
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("x")(scope, receive, send)


def test_a_raw_endpoint_is_held_to_its_guard() -> None:
    prove([Route("/ops", policy(Who.ENTRANT)(Raw(entrant)), name="ops")])
    for guard in (None, staff, anything):
        with pytest.raises(Undeclared, match="ops declares ENTRANT"):
            prove([Route("/ops", policy(Who.ENTRANT)(Raw(guard)), name="ops")])
    with pytest.raises(Undeclared, match="ops declares no policy"):
        prove([Route("/ops", Raw(entrant), name="ops")])


def test_a_mounted_application_cannot_slip_in() -> None:
    with pytest.raises(Undeclared):
        prove([Mount("/inner", FastAPI(), name="inner")])


def test_the_framework_own_pages_would_be_undeclared() -> None:
    with pytest.raises(Undeclared):
        prove(FastAPI().router.routes)


def test_a_state_is_kept_beside_who() -> None:
    (route,) = flat([Route("/x", policy(Who.STAFF, state="round open")(staff), name="x")])
    assert declared(route) == Policy(Who.STAFF, "round open")
    assert declared(Route("/y", anything)) is None


def test_enforced_lists_all_guards() -> None:
    (route,) = app_with(Who.ANYONE, "nested").router.routes
    assert enforced(route) == {Who.STAFF, Who.ORGANISER}


@pytest.mark.parametrize("who", Who)
def test_nothing_granted_covers_only_anyone(who: Who) -> None:
    assert covers(set(), who) is (who is Who.ANYONE)
    assert covers(set(Who), who)


def test_no_two_rights_are_one() -> None:
    assert len(Who) == len(Who.__members__)
