"""``python -m bench.contest_crowd PORT DATA SECONDS STREAMS SEED``: the people of a whole contest.

When somebody starts, taps and hands in is drawn beforehand and does not wait for the server (open loop): two
of five start in the first tenth of the time, two of five hand in in the last tenth. A save's time runs from
the tap until it is acknowledged, whatever was retried or waited for in between. In a process of its own, so
that it and the server don't share an interpreter. Writes ``seen.json`` and ``acknowledged.jsonl`` beside the
data.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

from bench import shots
from bench.servers import run as on_loop
from contest import sockets
from contest.people.guards import ENTRY_COOKIE
from contest.simulate.line import BUSY, FORM, IN_LINE, pause
from contest.simulate.outbox import JSON
from contest.simulate.wire import Cut, Phone, Reply

SEEN, ACKNOWLEDGED = "seen.json", "acknowledged.jsonl"
#: Of the whole time: how long the spikes last, and the share of people in each.
SPIKE, IN_SPIKE = 0.1, 0.4
#: The least seconds that somebody takes for a paper, as a share of the time.
SHORTEST = 0.15
#: The share of those who look at the board once they have handed in.
LOOK = 0.3
MOST_TRIES = 20
SLOT = re.compile(r'data-slot="(\d+)" data-kind')
OPTION = re.compile(r'type="radio" name="answer" value="([^"]+)"')
PLACE = re.compile(r'name="place" value="([^"]+)"')
PATIENCE = 60.0


class Lost(Exception):
    """This person can't go on; it is counted."""


@dataclass(slots=True)
class Seen:
    """What everybody saw: kind → (second, milliseconds) of what went well; waits and faults by words."""

    began: float = 0.0
    times: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    waits: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    late: list[float] = field(default_factory=list)
    handed_in: int = 0
    events: int = 0

    def took(self, kind: str, since: float) -> None:
        """Something came to its good end."""
        now = time.perf_counter()
        self.times.setdefault(kind, []).append((round(now - self.began, 2), round(1000 * (now - since), 1)))

    def waited(self, kind: str) -> None:
        """The server asked to come back, or the line broke: nobody sees more than a moment."""
        self.waits[kind] = self.waits.get(kind, 0) + 1

    def fault(self, what: str) -> None:
        """What a participant would see as an error."""
        self.faults[what] = self.faults.get(what, 0) + 1


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the beginning: when somebody starts and hands in."""

    start: float
    end: float


def drawn(chance: random.Random, seconds: float) -> Times:
    """Somebody's two moments."""
    spike = SPIKE * seconds
    latest = seconds * (1 - SPIKE - SHORTEST)
    start = chance.uniform(0, spike) if chance.random() < IN_SPIKE else chance.uniform(spike, latest)
    if chance.random() < IN_SPIKE:
        return Times(start, chance.uniform(seconds - spike, seconds))
    return Times(start, chance.uniform(start + SHORTEST * seconds, seconds - spike))


@dataclass(slots=True)
class Person:
    """Somebody with a phone, from the start button to the board."""

    phone: Phone
    begin: str
    times: Times
    seen: Seen
    chance: random.Random
    root: str = ""
    seq: int = 0
    waiting: dict[int, tuple[list, float]] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    sending: asyncio.Task[None] | None = None

    async def take_part(self) -> None:
        """The whole way."""
        try:
            await self.until(self.times.start)
            paper = await self.start()
            span = (self.times.end - self.times.start) / (len(paper) + 1)
            for count, (slot, options) in enumerate(paper, 1):
                await self.until(self.times.start + span * count * self.chance.uniform(0.9, 1.0))
                self.tap(slot, self.chance.choice(options))
            await self.until(self.times.end)
            await self.hand_in()
        except Lost:
            pass
        finally:
            self.phone.hang_up()

    async def until(self, second: float) -> None:
        """Sleep to a moment of the plan; how late one woke says what the load's own process could not do."""
        left = self.seen.began + second - time.perf_counter()
        if left > 0:
            await asyncio.sleep(left)
            self.seen.late.append(time.perf_counter() - self.seen.began - second)

    async def start(self) -> list[tuple[int, list[str]]]:
        """The button, the line if there is one, the first question with the whole paper."""
        since, form = time.perf_counter(), b""
        while True:
            reply = await self.ask("start", "POST", self.begin, form)
            while reply.status == 303 and IN_LINE in reply.to:
                place = reply.to
                reply = await self.ask("line", "GET", place)
                if found := PLACE.search(reply.text):
                    form = f"place={found[1]}".encode()
                    break
                self.seen.waited("line")
                # As its page says, like any browser.
                await asyncio.sleep(float(reply.headers["refresh"]))
                reply = Reply(303, {"location": place}, b"")
            else:
                break
        self.seen.took("start", since)
        since = time.perf_counter()
        page = await self.ask("question", "GET", reply.to)
        self.seen.took("question", since)
        self.root = reply.to.partition("/questions/")[0]
        return self.paper(page)

    def paper(self, page: Reply) -> list[tuple[int, list[str]]]:
        """Slots and what there is to choose."""
        pieces = page.text.split("<section id=")[1:]
        found = [(SLOT.search(one), OPTION.findall(one)) for one in pieces]
        paper = [(int(slot[1]), options) for slot, options in found if slot and options]
        if not paper:
            self.seen.fault("no paper")
            raise Lost
        return paper

    def tap(self, slot: int, answer: str) -> None:
        """An answer; the outbox sends it."""
        self.seq += 1
        self.waiting[slot] = ([f"b{self.seq:02}", self.seq, slot, answer], time.perf_counter())
        if self.sending is None or self.sending.done():
            self.sending = asyncio.create_task(self.send())

    async def send(self) -> None:
        """One request in flight until nothing waits."""
        while self.waiting:
            batch = list(self.waiting.values())
            body = json.dumps({"lease": 1, "ops": [op for op, _ in batch]}).encode()
            try:
                await self.ask("save", "POST", f"{self.root}/ops", body, JSON)
            except Lost:
                return
            for op, since in batch:
                self.acknowledged[op[0]] = op[3]
                self.seen.took("save", since)
                if self.waiting[op[2]][0] is op:
                    del self.waiting[op[2]]

    async def hand_in(self) -> None:
        """What still waits travels along; then the receipt, and for some the board."""
        if self.sending is not None:
            await self.sending
        since = time.perf_counter()
        path = f"{self.root}/handing-in"
        reply = await self.ask("hand in", "POST", path, b"lease=1&ops=%5B%5D")
        self.seen.took("hand in", since)
        self.seen.handed_in += 1
        since = time.perf_counter()
        await self.ask("receipt", "GET", reply.to)
        self.seen.took("receipt", since)
        if self.chance.random() < LOOK:
            since = time.perf_counter()
            await self.ask("board", "GET", f"/standings/{self.begin.rpartition('/')[2]}")
            self.seen.took("board", since)

    async def ask(self, kind: str, method: str, path: str, body: bytes = b"", form: str = FORM) -> Reply:
        """Until there is an answer that goes on; anything else is a fault."""
        for tries in range(1, MOST_TRIES + 1):
            try:
                sent = self.phone.get(path) if method == "GET" else self.phone.post(path, body, form)
                reply = await sent
            except Cut:
                reply = None
            if reply is not None and reply.status not in BUSY:
                if reply.status in (200, 204, 303):
                    return reply
                self.seen.fault(f"{kind}: {reply.status}")
                raise Lost
            self.seen.waited(kind)
            asked = reply.retry_after if reply is not None else 0.0
            await asyncio.sleep(pause(tries, asked, self.chance.random()))
        self.seen.fault(f"{kind}: no answer")
        raise Lost


async def listen(port: int, path: str, seen: Seen, ended: asyncio.Event) -> None:
    """The board's stream until the end; a stream that breaks is a fault."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n".encode()
    )
    over = asyncio.create_task(ended.wait())
    try:
        while not over.done():
            piece = asyncio.create_task(reader.read(65_536))
            await asyncio.wait({piece, over}, return_when=asyncio.FIRST_COMPLETED)
            if not piece.done():
                piece.cancel()
            elif not piece.result():
                seen.fault("stream: ended")
                return
            else:
                seen.events += piece.result().count(b"\nid: ") + piece.result().startswith(b"id: ")
    finally:
        over.cancel()
        writer.close()


async def crowd(port: int, data: Path, seconds: float, streams: int, seed: str) -> dict[str, object]:
    """Everybody, and what they saw."""
    begun, seen, ended = shots.read(data / shots.FILE), Seen(), asyncio.Event()
    chance = random.Random(seed)
    people = [
        Person(
            Phone(f"http://127.0.0.1:{port}", {ENTRY_COOKIE: one.cookie}),
            one.path,
            drawn(chance, seconds),
            seen,
            random.Random(f"{seed} {number}"),
        )
        for number, one in enumerate(begun)
    ]
    board = f"/standings/{begun[0].path.rpartition('/')[2]}/stream"
    listening = [asyncio.create_task(listen(port, board, seen, ended)) for _ in range(streams)]
    await asyncio.sleep(min(2.0, seconds / 10))
    seen.began = time.perf_counter()
    everybody: list[Awaitable[None]] = [asyncio.create_task(one.take_part()) for one in people]
    _, left = await asyncio.wait(everybody, timeout=seconds + PATIENCE)
    for _ in left:
        seen.fault("not done a minute after the end")
    ended.set()
    await asyncio.gather(*listening)
    with (data / ACKNOWLEDGED).open("w", encoding="ascii") as file:
        for one in people:
            attempt = one.root.rpartition("/")[2]
            file.write(json.dumps([attempt, one.acknowledged]) + "\n")
    return {
        "times": seen.times,
        "waits": seen.waits,
        "faults": seen.faults,
        "handed_in": seen.handed_in,
        "events": seen.events,
        "late_ms": [round(1000 * each, 1) for each in sorted(seen.late)[:: max(1, len(seen.late) // 1000)]],
    }


def main(words: list[str]) -> None:
    """The command line."""
    port, data, seconds, streams, seed = words
    sockets.room()
    told = on_loop(crowd(int(port), Path(data), float(seconds), int(streams), seed))
    (Path(data) / SEEN).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
