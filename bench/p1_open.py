"""p1-open: the same saves at a pace that does not wait for the server, so that no slow moment hides others.

``python -m bench.p1_open PORT SECONDS KIND FILE TURN RATE``. A request is due by the clock, at random with
this many a second; its time runs from then on, also while it waits for a free connection. A closed loop sends
less while the server stands still, and reports one slow request where hundreds would have been.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from statistics import median
from typing import cast

from bench import world
from bench.client import Connection, Requests
from bench.figures import Figure, Measurement, Tell, decimal
from bench.load import Load, percentile, pinned
from bench.servers import ROOT, cores, python, server
from bench.servers import run as on_loop

RATE, CONNECTIONS, SEED = 1_000, 512, 20261127
#: Seconds after the end for which answers are waited for.
PATIENCE = 30.0


class Kept(Connection):
    """A connection that takes what is due, the oldest first."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool.following, [], [])
        self.pool = pool

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready for work."""
        self.transport = cast(asyncio.Transport, transport)
        self.pool.free.append(self)

    def take(self, due: float) -> None:
        """Send the next request, which was due then."""
        self.seen, self.sent = b"", due
        self.transport.write(self.following())

    def data_received(self, data: bytes) -> None:
        """The answer."""
        self.seen += data
        if b"\r\n\r\n" in self.seen:
            self.pool.done(self, self.sent, self.seen.startswith(b"HTTP/1.1 204"))


class Pool:
    """Connections, what is due, and what came of it."""

    def __init__(self, following: Requests) -> None:
        self.following = following
        self.free: list[Kept] = []
        self.due: deque[float] = deque()
        self.times: list[float] = []
        self.bad = 0

    def ask(self, due: float) -> None:
        """One more."""
        if self.free:
            self.free.pop().take(due)
        else:
            self.due.append(due)

    def done(self, one: Kept, since: float, is_right: bool) -> None:
        """An answer came; who waits longest is next."""
        self.times.append(time.perf_counter() - since)
        self.bad += not is_right
        if self.due:
            one.take(self.due.popleft())
        else:
            self.free.append(one)


async def drive(port: int, seconds: float, following: Requests, rate: float) -> dict[str, float | int]:
    """The load, and what it saw. What is not answered a while after the end is bad."""
    pool, loop, chance = Pool(following), asyncio.get_running_loop(), random.Random(SEED)
    for _ in range(CONNECTIONS):
        await loop.create_connection(lambda: Kept(pool), "127.0.0.1", port)
    began, due, asked = time.perf_counter(), 0.0, 0
    while (due := due + chance.expovariate(rate)) < seconds:
        if (left := began + due - time.perf_counter()) > 0:
            await asyncio.sleep(left)
        pool.ask(began + due)
        asked += 1
    while len(pool.times) < asked and time.perf_counter() < began + seconds + PATIENCE:
        await asyncio.sleep(0.05)
    bad = pool.bad + asked - len(pool.times)
    p50, p99 = (1000 * percentile(pool.times, share) for share in (0.5, 0.99))
    return {"requests": asked, "seconds": seconds, "p50_ms": p50, "p99_ms": p99, "bad": bad}


def paced(kind: str, port: int, data: Path, turn: int, seconds: float, core: int, rate: float = RATE) -> Load:
    """One run against the server on this port, as `load.drive` makes one, at a pace of its own."""
    words = [str(port), str(seconds), kind, str(data / "requests.txt"), str(turn), str(rate)]
    command = pinned([sys.executable, "-m", "bench.p1_open", *words], core)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Load(**json.loads(done.stdout))


def measure(
    rounds: int, seconds: float, tell: Tell, rate: float = RATE, people: int = world.PEOPLE
) -> Figure:
    """What 99 of 100 wait at this pace; `ratio` says how many times longer than at the ceiling."""
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {people} bài đang làm; {rate:.0f} lượt lưu mỗi giây")
        python("bench.make", data, people)
        with server("app", data, server_core) as ours, server("ceiling", data, server_core) as theirs:

            def run(kind: str, turn: int) -> Load:
                return paced(kind, ours if kind == "app" else theirs, data, turn, seconds, load_core, rate)

            pairs = [(run("app", turn), run("ceiling", turn)) for turn in range(rounds + 1)][1:]
            for turn, (one, beside) in enumerate(pairs, 1):
                tell(f"  lượt {turn}: p99 {one.p99_ms:.1f} ms, trần {beside.p99_ms:.1f} ms")
    value, ceiling = (round(median(pair[side].p99_ms for pair in pairs), 2) for side in (0, 1))
    ratio = round(median(one.p99_ms / beside.p99_ms if beside.p99_ms else 0.0 for one, beside in pairs), 3)
    bad = sum(one.bad for pair in pairs for one in pair)
    return Figure("p1-open", value, "ms", ceiling, ratio, value, ceiling, bad)


def told(one: Figure) -> str:
    """In words."""
    text = f"{one.name}: 99 trong 100 lượt lưu xong trong {one.value:.1f} ms, trần {one.ceiling:.1f} ms"
    return decimal(text) + (f"; HỎNG: {one.bad} lượt" if one.bad else "")


def main(words: list[str]) -> None:
    """The command line."""
    port, seconds, kind, file, turn, rate = words
    following = Requests(kind, Path(file), int(turn), int(port))
    print(json.dumps(on_loop(drive(int(port), float(seconds), following, float(rate)))))


MEASUREMENTS = (Measurement("p1-open", measure, told),)

if __name__ == "__main__":
    main(sys.argv[1:])
