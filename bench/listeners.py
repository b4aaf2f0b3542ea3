"""``python -m bench.listeners PORT PID COUNT EVENTS``: many who listen to one stream, in one process.

For each event it takes how long after its making the last one had it. One line of JSON: those times, how many
arrivals are missing, and by how much the server (PID) grew for each connection.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from contest import sockets

REQUEST = (
    b"GET /standings/aaaaaaaaaaaaa/stream HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n\r\n"
)
#: Seconds for everybody to be there, and for an event to reach the last one.
PATIENCE = 30.0
PAGE_KB = 4


@dataclass(slots=True)
class Events:
    """What has arrived: for each event who is still without it, and when the last one had it."""

    people: int
    came: dict[int, int] = field(default_factory=dict)
    last_ms: dict[int, float] = field(default_factory=dict)
    tails: dict[int, bytes] = field(default_factory=dict)

    def take(self, who: int, data: bytes) -> None:
        """A piece of somebody's stream."""
        left = self.tails.get(who, b"") + data
        while (begin := left.find(b"id: ")) >= 0 and (end := left.find(b"\n\n", begin)) >= 0:
            made = int(left[begin + 4 : left.index(b"\n", begin)])
            self.came[made] = self.came.get(made, 0) + 1
            self.last_ms[made] = (time.monotonic_ns() - made) / 1e6
            left = left[end + 2 :]
        self.tails[who] = left if begin >= 0 else left[-3:]

    def whole(self, since: int) -> list[int]:
        """Events made since then that everybody has."""
        return [made for made, count in self.came.items() if 0 < since <= made and count == self.people]

    def missing(self, since: int) -> int:
        """Arrivals of such events, the newest left out, that did not come."""
        made = sorted(one for one in self.came if one >= since)
        return sum(self.people - self.came[one] for one in made[:-1])


def connected(port: int, count: int) -> list[socket.socket]:
    """So many connections that have asked."""
    found = []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), PATIENCE)
        one.sendall(REQUEST % port)
        one.setblocking(False)
        found.append(one)
    return found


def size_kb(pid: int) -> int:
    """How much memory a process has; 0 where the system does not say."""
    try:
        return PAGE_KB * int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0


def listen(port: int, count: int, wanted: int, grown: Callable[[], float]) -> tuple[list[float], int, float]:
    """Until so many events have reached everybody: their times, what is missing, and what ``grown`` says
    while all are connected."""
    events, since, gone = Events(count), 0, 0
    opened = connected(port, count)
    with selectors.DefaultSelector() as selector:
        for who, one in enumerate(opened):
            selector.register(one, selectors.EVENT_READ, who)
        end = time.monotonic() + PATIENCE + 2 * wanted
        while time.monotonic() < end and len(events.whole(since)) < wanted and not gone:
            for key, _ in selector.select(1.0):
                data = received(key.fileobj)
                gone += not data
                events.take(key.data, data)
            if not since and len(events.tails) == count:
                since = time.monotonic_ns()  # everybody listens: what is made from now on counts
    each = grown()
    for one in opened:
        one.close()
    found = events.whole(since) if since else []
    missing = events.missing(since) if since else count
    return [events.last_ms[made] for made in found], gone + missing + count * (wanted - len(found)), each


def received(one: socket.socket) -> bytes:
    """What came; nothing when the server hung up."""
    try:
        return one.recv(65_536)
    except ConnectionError:
        return b""


def main(words: list[str]) -> None:
    """The command line."""
    port, pid, count, wanted = map(int, words)
    sockets.room()
    before = size_kb(pid)
    times, missing, each = listen(port, count, wanted, lambda: (size_kb(pid) - before) / count)
    print(json.dumps({"ms": times, "missing": missing, "kb_each": each}))


if __name__ == "__main__":
    main(sys.argv[1:])
