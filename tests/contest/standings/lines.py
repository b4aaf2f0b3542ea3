"""Connections to the hub without a network, and a source whose content the test sets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from contest.standings.channel import Pace, Rendered, Sources, frame
from contest.standings.hub import Hub

QUICK = Pace(interval=0.05, refresh=5.0, heartbeat=60.0, send_limit=0.2, linger=0.1)


def version(text: str) -> str:
    """A version as the boards have them: ASCII."""
    return text.encode().hex()


class Board:
    """A source whose content the test sets; counts how often it was rendered."""

    def __init__(self) -> None:
        self.text: str | None = "một"
        self.calls = 0
        self.mark = 0
        self.fault: Exception | None = None

    def render(self, name: str) -> Rendered | None:
        self.calls += 1
        if self.fault:
            raise self.fault
        return None if self.text is None else Rendered(version(self.text), self.text)

    def marker(self, name: str) -> int:
        return self.mark


class Client:
    """One connection to the hub without a network."""

    def __init__(self, hub: Hub, name: str = "r", method: str = "GET", seen: str = "") -> None:
        self.sent: list[bytes] = []
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.done = False
        self.stuck: asyncio.Event | None = None
        self.fault: OSError | None = None
        self._gone = asyncio.Event()
        headers = [(b"last-event-id", seen.encode())] if seen else []
        scope = {"type": "http", "method": method, "headers": headers}
        self.task = asyncio.ensure_future(hub.serve(name, scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            return
        if self.fault is not None:
            raise self.fault
        if self.stuck is not None:
            await self.stuck.wait()
        self.done = not message["more_body"]
        if message["body"]:
            self.sent.append(message["body"])

    def leave(self) -> None:
        self._gone.set()

    @property
    def frames(self) -> list[bytes]:
        """What was sent after the first line."""
        return self.sent[1:]


def body(text: str) -> bytes:
    return frame(Rendered(version(text), text))


def run(story: Callable[[Hub, Board], Awaitable[None]], pace: Pace = QUICK, limit: int = 100) -> None:
    board = Board()

    async def play() -> None:
        hub = Hub(Sources(board.render, board.marker), pace, limit)
        hub.start(asyncio.get_running_loop())
        async with asyncio.timeout(10):
            await story(hub, board)
        hub.stop()
        await asyncio.sleep(0.02)
        assert hub.connections == 0
        assert hub.channels == {}

    asyncio.run(play())


async def turns(seconds: float = 0.15) -> None:
    await asyncio.sleep(seconds)
