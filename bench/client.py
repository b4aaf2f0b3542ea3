"""The load where wrk is missing: 64 kept connections, one request in flight on each.

``python -m bench.client PORT SECONDS KIND FILE TURN`` prints the same line of JSON as p1.lua.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.load import CONNECTIONS

SLOTS = 20
ANSWERS = ("a1", "b2", "c3", "d4")


class Requests:
    """The same requests as in p1.lua."""

    def __init__(self, kind: str, file: Path, turn: int, port: int) -> None:
        self.kind, self.turn, self.port, self.count = kind, turn, port, 0
        self.targets = [line.split() for line in file.read_text("ascii").splitlines()]

    def __call__(self) -> bytes:
        """The next one."""
        lap, who = divmod(self.count, len(self.targets))
        path, cookie = self.targets[who]
        slot, answer = lap % SLOTS + 1, ANSWERS[self.count % 4]
        self.count += 1
        if self.kind == "ceiling":
            path, sort, body = "/save", "application/x-www-form-urlencoded", f"q={slot}&a={answer}"
        else:
            seq = self.turn * 5000 + lap + 1
            op = [f"r{self.turn:02}{self.count:010}", seq, slot, answer]
            sort, body = "application/json", json.dumps({"lease": 1, "ops": [op]})
        host = f"127.0.0.1:{self.port}"
        head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: {sort}\r\n"
        return f"{head}Cookie: hoithi_entry={cookie}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


class Connection(asyncio.Protocol):
    """Sends the next request when the answer is there; both servers answer 204 without a body."""

    def __init__(self, following: Callable[[], bytes], times: list[float], bad: list[int]) -> None:
        self.following, self.times, self.bad = following, times, bad
        self.seen, self.sent = b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def _send(self) -> None:
        self.sent = time.perf_counter()
        self.transport.write(self.following())

    def data_received(self, data: bytes) -> None:
        self.seen += data
        if b"\r\n\r\n" not in self.seen:
            return
        self.times.append(time.perf_counter() - self.sent)
        if not self.seen.startswith(b"HTTP/1.1 204"):
            self.bad.append(1)
            self.transport.close()
            return
        self.seen = b""
        self._send()


async def drive(port: int, seconds: float, following: Callable[[], bytes]) -> dict[str, float | int]:
    """The load, and what it saw."""
    times: list[float] = []
    bad: list[int] = []
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    opened = [
        await loop.create_connection(lambda: Connection(following, times, bad), "127.0.0.1", port)
        for _ in range(CONNECTIONS)
    ]
    await asyncio.sleep(seconds)
    spent = time.perf_counter() - began
    for transport, _ in opened:
        transport.abort()
    ranked = sorted(times) or [0.0]
    p50, p99 = (1000 * ranked[int(len(ranked) * share)] for share in (0.5, 0.99))
    return {"requests": len(times), "seconds": spent, "p50_ms": p50, "p99_ms": p99, "bad": len(bad)}


def main(words: list[str]) -> None:
    """The command line."""
    port, seconds, kind, file, turn = words
    following = Requests(kind, Path(file), int(turn), int(port))
    print(json.dumps(asyncio.run(drive(int(port), float(seconds), following))))


if __name__ == "__main__":
    main(sys.argv[1:])
