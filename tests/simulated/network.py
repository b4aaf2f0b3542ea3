"""What lies between phones and the server: it delays, doubles, reorders and loses what it carries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from contest.simulate.chance import Chance
from contest.simulate.line import BUSY, pause
from contest.simulate.wire import PATIENCE, Cut, Reply
from tests.simulated.house import House

FORM, JSON = b"application/x-www-form-urlencoded", b"application/json"
ORIGIN = (b"origin", b"http://testserver")


@dataclass
class Network:
    """``badness`` from 0 to 1: how much of what it carries meets with something."""

    house: House
    chance: Chance
    badness: float
    carried: int = 0
    lost: int = 0
    doubled: int = 0
    echoes: set[asyncio.Task[None]] = field(default_factory=set)

    async def carry(self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> Reply:
        """The answer; Cut where there is none within a phone's patience."""
        self.carried += 1
        chance = self.chance.of(self.carried)
        await asyncio.sleep(self._lag(chance, "there"))
        if chance.happens(0.2 * self.badness, "lost"):
            if chance.happens(0.5, "held back"):
                # It arrives after all, behind what was sent since.
                self._echo(chance, method, path, headers, body)
            await self._nothing()
        if chance.happens(0.15 * self.badness, "doubled"):
            self.doubled += 1
            self._echo(chance, method, path, headers, body)
        reply = await self.house.ask(method, path, headers, body)
        if chance.happens(0.15 * self.badness, "unheard"):
            await self._nothing()
        await asyncio.sleep(self._lag(chance, "back"))
        return reply

    def _lag(self, chance: Chance, way: str) -> float:
        """Quarters of a second, so that people meet in one batch; seldom many seconds."""
        if chance.happens(0.1 * self.badness, way, "slow"):
            return float(chance.number(3, 15, way, "slow"))
        return chance.number(0, 2, way) / 4

    async def _nothing(self) -> None:
        self.lost += 1
        await asyncio.sleep(PATIENCE)
        raise Cut("no answer")

    def _echo(self, chance: Chance, *request: object) -> None:
        """The same once more, at the same moment or long after."""
        wait = 0 if chance.happens(0.5, "at once") else chance.number(1, 40, "echo")

        async def again() -> None:
            await asyncio.sleep(wait)
            try:
                await self.house.ask(*request)  # ty: ignore[invalid-argument-type]
            except Cut:
                return

        task = asyncio.ensure_future(again())
        self.echoes.add(task)
        task.add_done_callback(self.echoes.discard)


@dataclass
class Device:
    """A browser: cookies, and patience with a server that is busy or away."""

    network: Network
    chance: Chance
    cookies: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    async def once(self, method: str, path: str, body: bytes = b"", kind: bytes = FORM) -> Reply:
        """One try."""
        headers = [(b"content-type", kind), ORIGIN] if method == "POST" else []
        if self.cookies:
            told = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers.append((b"cookie", told.encode()))
        reply = await self.network.carry(method, path, headers, body)
        for line in filter(None, reply.headers["set-cookie"].split("\n")):
            self._keep(line)
        return reply

    async def until(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> Reply:
        """Try until somebody answers."""
        body = urlencode(fields or {}).encode()
        self.asked += 1
        tries = 0
        while True:
            tries += 1
            try:
                reply = await self.once(method, path, body)
                if reply.status not in BUSY:
                    return reply
                asked = reply.retry_after
            except Cut:
                asked = 0.0
            await self.wait(tries, asked, self.asked)

    async def wait(self, tries: int, asked: float, *words: int | str) -> None:
        """As phones do: full jitter, never less than the server asked for."""
        await asyncio.sleep(pause(tries, asked, self.chance.share("pause", tries, *words)))

    def _keep(self, line: str) -> None:
        for name, morsel in SimpleCookie(line).items():
            self.cookies.pop(name, None)
            if morsel["max-age"] != "0" and morsel.value:
                self.cookies[name] = morsel.coded_value


def as_json(lease: int, ops: list[list[object]]) -> bytes:
    """The body of an outbox."""
    return json.dumps({"lease": lease, "ops": ops}, ensure_ascii=False).encode()
