"""Event streams without a framework: one encoded frame a channel, one light task a connection.

Rendering happens in a worker thread, at once on the first change and then at most once a second,
however many hand-ins arrive. A connection always sends the newest frame and skips those it missed;
one that takes too long to read is dropped, so that it can't keep memory for ever.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from contest.entropy import random_bytes
from contest.standings.channel import Channel, Pace, Send, Sources, Stream, body, now
from contest.web.traffic import BARE_SEND

log = logging.getLogger("hoithi.hub")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

# An event without data: browsers drop it like a comment, while htmx tells the page that the line lives.
HEARTBEAT = b"event: beat\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    # nginx would gather events until its buffer is full.
    (b"x-accel-buffering", b"no"),
]


@dataclass(eq=False)
class Hub:
    """All channels of one process, named `topic` or `topic@variant`."""

    sources: Sources
    pace: Pace = field(default_factory=Pace)
    limit: int = 10_000
    room: int = 32
    channels: dict[str, Channel] = field(default_factory=dict)
    connections: int = 0
    _loop: asyncio.AbstractEventLoop | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take connections on this loop."""
        self._loop = loop

    def stop(self) -> None:
        """End all streams at once. From any thread, or a signal handler: a server that waits for its
        connections before it tells the application to end must call this first."""
        loop, self._loop = self._loop, None
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._end)

    def changed(self, topic: str) -> None:
        """Something that the topic's channels show has changed, and is committed. From any thread."""
        loop = self._loop
        if loop is not None and self.channels and not loop.is_closed():
            loop.call_soon_threadsafe(self._due, topic)

    def has_room(self, name: str) -> bool:
        """Whether a connection may have this very channel: each one costs renderings, and its name may come
        from a header that anybody writes as they like."""
        return name in self.channels or len(self.channels) < self.room

    async def serve(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        """The raw ASGI endpoint of one connection to a channel."""
        if self._loop is None or self.connections >= self.limit:
            return await refuse(send, 503)
        channel = self._channel(name)
        stream = Stream(dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1"))
        channel.streams.add(stream)
        self.connections += 1
        gone = asyncio.ensure_future(_disconnected(receive))
        gone.add_done_callback(stream.close)
        try:
            await _attend(channel, stream, scope, send)
        except asyncio.CancelledError:
            # A dropped stream's cancel was ours and ends here; the server's own goes on.
            if not stream.closed or stream.task is None:
                raise
            stream.task.uncancel()
        finally:
            gone.cancel()
            self.connections -= 1
            channel.streams.discard(stream)
            channel.left_at = now()

    def _channel(self, name: str) -> Channel:
        if (channel := self.channels.get(name)) is None:
            channel = self.channels[name] = Channel(name, self.sources, self.pace)
            task = asyncio.ensure_future(self._keep(channel))
            self._tasks.add(task)
            task.add_done_callback(self._kept)
        return channel

    async def _keep(self, channel: Channel) -> None:
        try:
            await channel.keep()
        finally:
            # In one step with the end of its streams, so that nobody joins what has ended.
            del self.channels[channel.name]

    def _kept(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("a channel ended by a fault", exc_info=fault)

    def _due(self, topic: str) -> None:
        for name, channel in self.channels.items():
            if name.partition("@")[0] == topic:
                channel.due.set()

    def _end(self) -> None:
        for task in self._tasks:
            task.cancel()


async def _attend(channel: Channel, stream: Stream, scope: Scope, send: Send) -> None:
    await channel.newest(stream)
    if channel.content is None:
        return await refuse(send, 404 if channel.missing else 503)
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    if scope["method"] != "HEAD":
        # The layers around have had what they change; each event would pass them all for nothing.
        await _send_all(channel, stream, scope.get(BARE_SEND, send))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _send_all(channel: Channel, stream: Stream, send: Send) -> None:
    # Spread over 2 to 6 seconds, so that not everybody comes back at once after a restart.
    await _send(stream, send(body(f"retry: {2000 + 16 * random_bytes(1)[0]}\n\n".encode())))
    stream.send = send
    while not stream.closed:
        if stream.begun is not None:
            await _send(stream, stream.begun)
        elif news := _news(channel, stream):
            await _send(stream, send(body(news)))
        else:
            await stream.sleep()


async def _send(stream: Stream, sending: Awaitable[None]) -> None:
    stream.sending_since = stream.sending_since or now()
    await sending
    stream.begun = stream.sending_since = None


def _news(channel: Channel, stream: Stream) -> bytes:
    beat, stream.beat = stream.beat, False
    if channel.content is not None and channel.content.version != stream.seen:
        stream.seen = channel.content.version
        return channel.frame
    return HEARTBEAT if beat else b""


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def refuse(send: Send, status: int) -> None:
    """An empty answer with this status."""
    headers = [(b"content-length", b"0"), (b"retry-after", b"5"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


_current: Hub | None = None


def use(hub: Hub | None) -> None:
    """Make this the process's hub."""
    global _current
    _current = hub


def current() -> Hub | None:
    """The process's hub; None in commands and tests that show no streams."""
    return _current
