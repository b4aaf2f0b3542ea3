"""What stands before a route: the whole request first, then a place; nothing before saves."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.routing import Route

from contest.web import admission, policy
from contest.web.admission import Admission, Budget
from contest.web.policy import Load, Who
from tests.contest.web.test_admission import WAITS, silent


def application(load: Load | None, budgets: dict[Load, Budget] | None = None) -> tuple[FastAPI, list[bytes]]:
    """An application with one route, and the bodies that reached it."""
    app, seen = FastAPI(), []

    async def endpoint(scope: Any, receive: Any, send: Any) -> None:
        _, body = await admission.whole(receive)
        seen.append(body)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    class Endpoint:
        __call__ = staticmethod(endpoint)

    declared = policy.policy(Who.ANYONE, load=load)(Endpoint)
    app.router.routes.append(Route("/", declared(), methods=["GET", "POST"], name="it"))
    app.state.admission = Admission(budgets or {Load.LOGIN: WAITS, Load.PASSWORD: WAITS, Load.UPLOAD: WAITS})
    return app, seen


async def request(app: FastAPI, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One POST, whose messages come one by one; what was answered."""
    sent: list[dict[str, Any]] = []
    coming = iter(messages)

    async def receive() -> dict[str, Any]:
        message = next(coming, None)
        return message if message is not None else await silent()

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "raw_path": b"/", "query_string": b""}
    await app({**scope, "headers": [], "root_path": ""}, receive, send)  # ty: ignore[invalid-argument-type]
    return sent


def part(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def test_who_sends_slowly_holds_no_place() -> None:
    """The body is read before a place is asked for, and is there for the route all the same."""
    app, seen = application(Load.LOGIN)
    admission.install(app.router.routes)
    door: Admission = app.state.admission

    async def scene() -> None:
        slow = asyncio.create_task(request(app, [part(b"half", more=True)]))
        await asyncio.sleep(0.02)
        assert door.queues[Load.LOGIN].served == 0
        sent = await request(app, [part(b"a=", more=True), part(b"1")])
        assert sent[0]["status"] == 204
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)

    asyncio.run(scene())
    assert seen == [b"a=1"]
    assert door.queues[Load.LOGIN].served == 0


def test_a_route_is_guarded_once_and_its_place_comes_back_after_a_fault() -> None:
    app, seen = application(Load.LOGIN)
    admission.install(app.router.routes)
    admission.install(app.router.routes)
    handle = app.router.routes[-1].handle
    assert isinstance(handle, admission.Guarded)
    assert not isinstance(handle.handle, admission.Guarded)

    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    handle.handle = broken
    with pytest.raises(ZeroDivisionError):
        asyncio.run(request(app, [part(b"")]))
    assert app.state.admission.queues[Load.LOGIN].served == 0
    assert seen == []


@pytest.mark.parametrize("load", [Load.SAVE, Load.FREE])
def test_nothing_stands_before_the_raw_route_of_saves(load: Load) -> None:
    app, _ = application(load)
    admission.install(app.router.routes)
    assert not isinstance(app.router.routes[-1].handle, admission.Guarded)


def test_an_application_with_a_route_of_no_class_does_not_start() -> None:
    app, _ = application(None)
    with pytest.raises(policy.Undeclared, match="it is of no class"):
        admission.prove(app.router.routes[-1:])
