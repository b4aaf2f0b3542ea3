"""Every request counted and told, with as little work as can be: one ASGI layer around all others.

It knows a request by the name of its route alone. Addresses as they were typed, forms and cookies never
leave here: they hold codes, names and answers.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Upper borders in seconds; what takes longer goes into one more.
BORDERS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
UNKNOWN = "unknown"
#: In a request's scope: how to send past our layers, for whoever has begun a response that never ends.
BARE_SEND = "hoithi.send"
#: Routes that have a class of their own; all others are one class a feature.
OWN = frozenset({"attempts.ops", "attempts.start", "attempts.hand_in", "accounts.login", "standings.stream"})


class Request(NamedTuple):
    """What is known of a request that was answered."""

    source: str
    method: str
    route: str
    status: int
    seconds: float
    staff: str
    #: When it ended, in the ticks of `time.perf_counter`: asking the clock costs more than all of this.
    at: float


@dataclass(slots=True)
class Histogram:
    """How often each span of time was met."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BORDERS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """One more."""
        self.counts[bisect_left(BORDERS, seconds)] += 1
        self.total += seconds


@dataclass(slots=True)
class Counted:
    """Since the start of the server. Written by the event loop's thread alone."""

    statuses: dict[tuple[str, int], int] = field(default_factory=dict)
    times: dict[str, Histogram] = field(default_factory=dict)

    def add(self, kind: str, status: int, seconds: float) -> None:
        """One request."""
        key = (kind, status)
        self.statuses[key] = self.statuses.get(key, 0) + 1
        times = self.times.get(kind)
        if times is None:
            times = self.times[kind] = Histogram()
        times.add(seconds)


counted = Counted()
_listener: Callable[[Request], None] | None = None


def use(listener: Callable[[Request], None] | None) -> None:
    """Tell ``listener`` of every request from now on; it must be quick."""
    global _listener
    _listener = listener


def kind(route: str) -> str:
    """The class of a route: as many as there are features, and a few more."""
    return route if route in OWN else route.partition(".")[0]


def names(routes: Iterable[BaseRoute]) -> dict[int, str]:
    """The name of each route, by its endpoint."""
    found = {}
    for route in routes:
        endpoint = getattr(route, "endpoint", None)
        if endpoint is not None:
            found[id(endpoint)] = str(getattr(route, "name", "")) or UNKNOWN
    return found


class Traffic:
    """The outermost layer. A request that no route takes is `unknown`, however many addresses are tried."""

    def __init__(self, app: ASGIApp, names: Mapping[int, str]) -> None:
        self.app, self.names = app, names
        self.kinds = {name: kind(name) for name in {*names.values(), UNKNOWN}}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        scope[BARE_SEND] = send
        began = time.perf_counter()
        # Nothing was sent: the client went away, or the layer outside of us says 500.
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            ended = time.perf_counter()
            self._note(scope, status, ended - began, ended)

    def _note(self, scope: Scope, status: int, seconds: float, at: float) -> None:
        route = self.names.get(id(scope.get("endpoint")), UNKNOWN)
        counted.add(self.kinds[route], status, seconds)
        if _listener is not None:
            source = (scope.get("client") or ("",))[0]
            _listener(Request(source, scope["method"], route, status, seconds, scope.get("staff", ""), at))
