"""A network that damages what it carries: between phones' sockets and the server's, one request at a time.

It reads HTTP only as far as it must to find where a request ends: the head, and as many bytes as it says.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

LIMIT = 1 << 20
#: Longer than phones' first pause, so that a repeat overtakes what was held back.
HELD = 1.5


class Cut(Exception):
    """The connection ends here."""


@dataclass
class Proxy:
    """What it did is counted by name. ``share`` of all requests to ``where`` meet with something."""

    port: int
    seed: int
    share: float = 0.3
    where: str = "/ops"
    did: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    listening: int = 0
    _carried: int = 0
    _late: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where phones go."""
        return f"http://127.0.0.1:{self.listening}"

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[Proxy]:
        """While it carries."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LIMIT)
        self.listening = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in self._late:
                task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError, Cut, asyncio.LimitOverrunError, ValueError):
            while True:
                await self._one(await _message(reader), writer)
        writer.close()

    async def _one(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        self._carried += 1
        chance = random.Random(f"{self.seed}:{self._carried}")
        damaged = (
            self.where in request.split(b"\r\n", 1)[0].decode("latin-1") and chance.random() < self.share
        )
        deed = chance.choice(sorted(DEEDS)) if damaged else "carried"
        self.did[deed] += 1
        match deed:
            case "lost":
                raise Cut
            case "cut inside the request":
                await self._send(request[: chance.randrange(1, len(request))], answered=False)
                raise Cut
            case "held back":
                # The phone gives up on this connection; the request arrives behind its repeat.
                self._behind(request)
                raise Cut
            case "unheard":
                await self._send(request)
                raise Cut
            case "twice at once":
                _, answer = await asyncio.gather(self._send(request), self._send(request))
            case "slow":
                await asyncio.sleep(chance.uniform(0.05, 0.5))
                answer = await self._send(request)
            case _:
                answer = await self._send(request)
        if deed == "cut inside the answer":
            writer.write(answer[: chance.randrange(1, len(answer))])
            await writer.drain()
            raise Cut
        writer.write(answer)
        await writer.drain()

    def _behind(self, request: bytes) -> None:
        async def later() -> None:
            await asyncio.sleep(HELD)
            with contextlib.suppress(OSError, EOFError):
                await self._send(request)

        task = asyncio.ensure_future(later())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _send(self, request: bytes, *, answered: bool = True) -> bytes:
        """The server's answer over a connection of its own; without ``answered`` it is left in the middle."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=LIMIT)
        try:
            writer.write(request)
            await writer.drain()
            if not answered:
                return b""
            answer = await _message(reader)
            self.statuses[int(answer.split(b" ", 2)[1])] += 1
            return answer
        finally:
            writer.close()


DEEDS = frozenset(
    {
        *("lost", "cut inside the request", "held back", "unheard", "twice at once", "slow"),
        "cut inside the answer",
    }
)


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One request or answer, whole."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    if fields.get(b"transfer-encoding") == b"chunked":
        body = b""
        while not body.endswith(b"0\r\n\r\n"):
            body += await reader.readuntil(b"\r\n")
        return head + body
    return head + await reader.readexactly(int(fields.get(b"content-length", b"0")))
