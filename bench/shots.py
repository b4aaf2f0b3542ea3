"""Requests that are made ready before, each with the answer that is right: p2, p3 and p4.

``python -m bench.shots KIND PORT FILE FIRST COUNT SECONDS`` sends COUNT of them from the first one on, each
once; or, where SECONDS is not 0, all of them again and again for so long. 64 kept connections (as many as
there are requests, where those are fewer), one request in flight on each. ``ceiling`` sends the same cookies
to the bare endpoint. It prints one line of JSON, with the share of its core that it took: near 1 the load is
what was measured.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import cast

from bench.load import CONNECTIONS, Load, percentile, pinned
from bench.servers import ROOT
from bench.servers import run as on_loop

FILE = "shots.jsonl"
FORM = "application/x-www-form-urlencoded"
#: Seconds that nothing takes: a server that stopped answering must not stop the measurement.
LONGEST = 120.0


@dataclass(frozen=True, slots=True)
class Shot:
    """A request and its right answer: the status, and something that only the right one has in it."""

    method: str
    path: str
    cookie: str
    body: str
    status: int
    holds: str = ""

    def encoded(self, port: int) -> bytes:
        """As a browser's form sends it."""
        host = f"127.0.0.1:{port}"
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            f"Host: {host}",
            f"Cookie: hoithi_entry={self.cookie}",
        ]
        if self.method == "POST":
            lines += [f"Origin: http://{host}", f"Content-Type: {FORM}", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*lines, "", self.body]).encode()


def write(data: Path, shots: Sequence[Shot]) -> None:
    """Lay them beside the database."""
    text = "".join(json.dumps(astuple(shot)) + "\n" for shot in shots)
    (data / FILE).write_text(text, encoding="utf-8")


def read(file: Path) -> list[Shot]:
    """Those of a file."""
    return [Shot(*json.loads(line)) for line in file.read_text("utf-8").splitlines()]


def drive(
    kind: str, port: int, data: Path, core: int, *, first: int = 0, count: int = 0, seconds: float = 0.0
) -> Load:
    """One run of the load in a process of its own."""
    words = [kind, str(port), str(data / FILE), str(first), str(count), str(seconds)]
    command = pinned([sys.executable, "-m", "bench.shots", *words], core)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Load(**json.loads(done.stdout.strip().splitlines()[-1]))


# --- the load's own process ---------------------------------------------------------------------

#: A request's bytes, and what its answer begins with and holds when it is right.
Ready = tuple[bytes, bytes, bytes]


@dataclass(slots=True)
class Seen:
    """What the connections saw together."""

    times: list[float] = field(default_factory=list)
    bad: int = 0
    open: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)


def ready(shots: Sequence[Shot], kind: str, port: int) -> list[Ready]:
    """The very bytes: nothing is made while the clock runs."""
    if kind == "ceiling":
        shots = [replace(shot, path="/cookie", body="", status=204, holds="") for shot in shots]
    return [(shot.encoded(port), b"HTTP/1.1 %d " % shot.status, shot.holds.encode()) for shot in shots]


class Connection(asyncio.Protocol):
    """Sends the next request when the answer is whole, until there is none."""

    transport: asyncio.Transport

    def __init__(self, following: Iterator[Ready], seen: Seen) -> None:
        self.following, self.seen = following, seen
        self.came, self.size, self.sent = b"", 0, 0.0
        self.begins = self.holds = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready; it begins with the others."""
        self.transport = cast(asyncio.Transport, transport)
        self.seen.open += 1

    def go_on(self) -> None:
        """Send the next one."""
        request = next(self.following, None)
        if request is None:
            self.transport.close()
            return
        data, self.begins, self.holds = request
        self.came, self.size = b"", 0
        self.sent = time.perf_counter()
        self.transport.write(data)

    def data_received(self, data: bytes) -> None:
        """A piece of an answer."""
        self.came += data
        if not self.size:
            if (end := self.came.find(b"\r\n\r\n")) < 0:
                return
            self.size = end + 4 + length(self.came[: end + 2])
        if len(self.came) < self.size:
            return
        self.seen.times.append(time.perf_counter() - self.sent)
        self.seen.bad += not self.came.startswith(self.begins) or self.holds not in self.came
        self.sent = 0.0
        self.go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        """At the end; before that an answer is missing."""
        self.seen.bad += self.sent > 0
        self.seen.open -= 1
        if not self.seen.open:
            self.seen.done.set()


def length(head: bytes) -> int:
    """How many bytes follow a header."""
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def until(shots: list[Ready], seconds: float) -> Iterator[Ready]:
    """Again and again for so long; from the first one that is asked for."""
    end = time.perf_counter() + seconds
    for shot in cycle(shots):
        if time.perf_counter() >= end:
            return
        yield shot


async def run(port: int, shots: list[Ready], seconds: float) -> dict[str, float | int]:
    """The load, and what it saw."""
    seen, loop = Seen(), asyncio.get_running_loop()
    following = until(shots, seconds) if seconds else iter(shots)
    opened = [
        await loop.create_connection(lambda: Connection(following, seen), "127.0.0.1", port)
        for _ in range(min(CONNECTIONS, len(shots)))
    ]
    began, worked = time.perf_counter(), time.process_time()
    for _, connection in opened:
        connection.go_on()
    try:
        async with asyncio.timeout(LONGEST):
            await seen.done.wait()
    except TimeoutError:
        seen.bad += seen.open
    spent = time.perf_counter() - began
    p50, p99 = (1000 * percentile(seen.times, share) for share in (0.5, 0.99))
    busy = (time.process_time() - worked) / spent
    sent = len(seen.times)
    return {"requests": sent, "seconds": spent, "p50_ms": p50, "p99_ms": p99, "bad": seen.bad, "busy": busy}


def main(words: list[str]) -> None:
    """The command line."""
    kind, port, file, first, count, seconds = words
    shots = read(Path(file))[int(first) :][: int(count) or None]
    made = ready(shots, kind, int(port))
    print(json.dumps(on_loop(run(int(port), made, float(seconds)))))


if __name__ == "__main__":
    main(sys.argv[1:])
