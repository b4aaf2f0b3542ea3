"""A phone that does not give up: it waits and asks again, and says what it did not expect."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from contest.simulate.chance import Chance
from contest.simulate.page import Element, parse
from contest.simulate.tally import Tally
from contest.simulate.wire import Cut, Phone, Reply

FORM = "application/x-www-form-urlencoded"
LONGEST_PAUSE = 30.0
#: With full jitter about three minutes in all: a restarted server is back long before.
MOST_TRIES = 14
BUSY = frozenset({429, 503})
IN_LINE = "/line?place="


class GaveUp(Exception):
    """This person can't go on; the tally knows why."""


def pause(tries: int, asked: float, share: float) -> float:
    """Seconds to wait before the next try: full jitter on top of what the server asked for."""
    return max(asked, 1.0) + share * (min(LONGEST_PAUSE, 2.0**tries) - 1.0)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page and the address it was found under."""

    path: str
    status: int
    page: Element


@dataclass(slots=True)
class Line:
    """One phone's pages, with retries."""

    phone: Phone
    tally: Tally
    chance: Chance

    async def open(self, path: str, *, foreseen: frozenset[int] = frozenset()) -> Seen:
        """The page at this address, redirects followed."""
        for _ in range(5):
            reply = await self._until_answered("GET", path, b"")
            if reply.status in (302, 303, 307):
                path = _path(reply.to)
                continue
            return self._seen("GET", path, reply, foreseen)
        self.tally.problem(f"vòng chuyển hướng ở {shape(path)}")
        raise GaveUp

    async def submit(
        self, path: str, fields: Mapping[str, str], *, foreseen: frozenset[int] = frozenset()
    ) -> Seen:
        """Post a form; the page it leads to."""
        reply = await self._until_answered("POST", path, urlencode(fields).encode())
        if reply.status == 303:
            return await self.open(_path(reply.to), foreseen=foreseen)
        return self._seen("POST", path, reply, foreseen)

    async def start(self, path: str, *, foreseen: frozenset[int] = frozenset()) -> Seen:
        """Press the start button; in a crowd, wait for one's turn as its page says."""
        seen = await self.submit(path, {}, foreseen=foreseen)
        turns = 0
        while IN_LINE in seen.path:
            turns += 1
            place = seen.page.first("input", name="place")
            if place is None:
                await asyncio.sleep(2 + self.chance.share("line", path, turns))
                seen = await self.open(seen.path, foreseen=foreseen)
            else:
                seen = await self.submit(path, {"place": place.attributes["value"]}, foreseen=foreseen)
        return seen

    def _seen(self, method: str, path: str, reply: Reply, foreseen: frozenset[int]) -> Seen:
        if reply.status != 200 and reply.status not in foreseen:
            self.tally.problem(f"{method} {shape(path)} trả về {reply.status}")
            raise GaveUp
        return Seen(path, reply.status, parse(reply.text))

    async def _until_answered(self, method: str, path: str, body: bytes) -> Reply:
        for tries in range(1, MOST_TRIES + 1):
            try:
                reply = await (self.phone.get(path) if method == "GET" else self.phone.post(path, body, FORM))
            except Cut:
                reply = None
            if reply is not None and reply.status not in BUSY:
                return reply
            self.tally.waits += 1
            asked = reply.retry_after if reply is not None else 0.0
            await asyncio.sleep(pause(tries, asked, self.chance.share("pause", path, tries)))
        self.tally.problem(f"{method} {shape(path)} không có trả lời sau {MOST_TRIES} lần")
        raise GaveUp


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def shape(path: str) -> str:
    """An address without its ids, so that equal problems are counted together."""
    words = path.partition("?")[0].split("/")
    return "/".join("…" if len(word) == 13 and word.isalnum() else word for word in words)
