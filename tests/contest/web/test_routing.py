"""Addresses by a table: whatever is asked for is answered by the route that a walk over all would find."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Match, Mount, Route, WebSocketRoute

from contest import app as application
from contest import settings
from contest.settings import Settings
from contest.web.database import Database
from contest.web.routing import Table, shape, shape_of, table

SEED = 20261127
METHODS = ("GET", "POST", "HEAD", "PUT")


def first(routes: Iterable[BaseRoute], method: str, path: str) -> BaseRoute | None:
    """The first of these routes that takes this whole."""
    scope = {"type": "http", "method": method, "path": path, "root_path": ""}
    return next((route for route in routes if route.matches(scope)[0] is Match.FULL), None)


def addresses(routes: Iterable[BaseRoute], chance: random.Random) -> Iterable[str]:
    """An address of each route, and what people make of it."""
    words = sorted({word for route in routes for word in str(getattr(route, "path", "")).split("/")})
    for route in routes:
        parts = str(getattr(route, "path", "")).split("/")
        made = [chance.choice([*words, "7", "0" * 13]) if "{" in part else part for part in parts]
        yield "/".join(made)
        yield "/".join([*made, chance.choice(words)])
        yield "/".join(made[:-1])
        made[chance.randrange(len(made))] = chance.choice(["", " ", "\n", "new", *words])
        yield "/".join(made)


@pytest.fixture
def routes(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[BaseRoute]:
    """Those of the whole application."""
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", bytes(32)))
    return application.create_app(settings.current()).router.routes


def test_each_address_finds_the_route_that_a_walk_finds(routes: list[BaseRoute]) -> None:
    chance, found = random.Random(SEED), table(routes)
    taken = 0
    for path in addresses(routes, chance):
        for method in METHODS:
            wanted = first(routes, method, path)
            assert first(found.get(shape(path), ()), method, path) is wanted, (method, path)
            taken += wanted is not None
    assert taken > len(routes)


def test_few_are_asked(routes: list[BaseRoute]) -> None:
    """The longest list is that of one feature's short addresses, not of the application."""
    assert max(len(some) for some in table(routes).values()) * 10 < len(routes)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", ("", 1)),
        ("/t/x", ("t", 2)),
        ("/t/x/", ("t", 3)),
        ("", ("", 0)),
        ("*", ("", 0)),
        ("//x", ("", 2)),
    ],
)
def test_the_shape_of_an_address(path: str, found: tuple[str, int]) -> None:
    assert shape(path) == found


async def said(request: Any) -> PlainTextResponse:
    return PlainTextResponse(f"{request.scope['endpoint'].__name__} {request.path_params}")


async def other(request: Any) -> PlainTextResponse:
    return await said(request)


#: Of many shapes are: a part with slashes, a first word of any kind, another application, a socket.
ODD: list[BaseRoute] = [
    Route("/files/{rest:path}", said),
    Route("/{word}/any", said),
    Mount("/below", routes=[Route("/x", said)]),
    WebSocketRoute("/files/x", lambda socket: None),
]


@pytest.mark.parametrize("route", ODD, ids=["path", "word", "mount", "socket"])
def test_what_has_no_one_shape_stands_in_every_list(route: BaseRoute) -> None:
    plain = Route("/files/{name}", other)
    assert shape_of(route) is None
    assert table([route, plain]) == {("files", 2): [route, plain]}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/files/any"),
        ("GET", "/files/a/b"),
        ("GET", "/x/any"),
        ("GET", "/below/x"),
        ("POST", "/files/any"),
        ("PUT", "/plain/7"),
        ("GET", "/plain/7"),
        ("GET", "/plain/seven"),
        ("GET", "/plain/7/"),
        ("GET", "/nowhere"),
    ],
)
@pytest.mark.parametrize("root", ["", "/plain"])
def test_both_answer_alike(method: str, path: str, root: str) -> None:
    """Wrong methods, slashes too many and strangers are the router's to answer; so is a path before ours."""
    plain = [Route("/plain/{number:int}", other), Route("/files/{name}", other, methods=["POST"])]
    told = []
    for has_table in (False, True):
        app = Starlette(routes=[plain[0], *ODD, plain[1]])
        if has_table:
            app.router.middleware_stack = Table(app.router)
        answer = TestClient(app, root_path=root, follow_redirects=False).request(method, path)
        told.append((answer.status_code, answer.text, answer.headers))
    assert told[0] == told[1]
