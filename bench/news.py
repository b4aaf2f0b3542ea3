"""An event of 2 KB a second that carries the moment it was made (p5): through the app's hub, or by hand.

The moment is the system's monotonic clock, which all processes of a machine share.
"""

from __future__ import annotations

import asyncio
import socket
import time
from typing import cast

from contest import sockets
from contest.standings import channel, hall
from contest.standings.channel import Rendered

SIZE = 2_048
LINE = "<li>Người Thứ Nhất, Trường THCS Nguyễn Du, 20/20</li>\n"
EVERY = 1.0
HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    b"cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n"
)


def event(name: str = "") -> Rendered:
    """A new one."""
    text = LINE * (1 + SIZE // len(LINE.encode()))
    return Rendered(str(time.monotonic_ns()), text.encode()[:SIZE].decode(errors="ignore"))


def install() -> None:
    """The hall of this process shows such events: each look of the hub finds news."""
    hall.render = event
    hall.marker = lambda name: time.monotonic_ns()


class Listener(asyncio.Protocol):
    """A connection that was asked for the stream."""

    def __init__(self, listeners: set[asyncio.Transport]) -> None:
        self.listeners = listeners

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Not asked yet."""
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """The request: any."""
        self.transport.write(HEAD)
        self.listeners.add(self.transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone."""
        self.listeners.discard(self.transport)


async def by_hand(listener: socket.socket) -> None:
    """The ceiling: the same bytes to each transport, nothing else."""
    sockets.room()
    listeners: set[asyncio.Transport] = set()
    await asyncio.get_running_loop().create_server(lambda: Listener(listeners), sock=listener, backlog=2048)
    while True:
        await asyncio.sleep(EVERY)
        frame = channel.frame(event())
        chunk = b"%x\r\n%s\r\n" % (len(frame), frame)
        for transport in tuple(listeners):
            transport.write(chunk)
