"""What the listeners of one event stream share: the newest frame, and the task that keeps it new."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Generator, Hashable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from contest.errors import UserError

log = logging.getLogger("hoithi.hub")

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

NEVER = float("-inf")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A channel's present content. Equal versions mean that nothing worth sending has changed."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between two renderings, until one without a change, between comments, for one send, and
    how long a channel is kept without listeners (so that joining and leaving can't make it render more)."""

    interval: float = 1.0
    refresh: float = 5.0
    heartbeat: float = 15.0
    send_limit: float = 10.0
    linger: float = 10.0


def frame(content: Rendered) -> bytes:
    """The content as one message of an event stream."""
    lines = "".join(f"data: {line}\n" for line in _LINE_ENDS.split(content.text))
    return f"id: {content.version}\n{lines}\n".encode()


def body(data: bytes) -> Message:
    """A piece of a response that goes on."""
    return {"type": "http.response.body", "body": data, "more_body": True}


def now() -> float:
    """The loop's monotonic time."""
    return asyncio.get_running_loop().time()


class Begun:
    """A send that was begun outside of the task that ends it, and waits for something."""

    __slots__ = ("rest", "waits_for")

    def __init__(self, waits_for: Any, rest: Iterator[Any]) -> None:
        self.waits_for, self.rest = waits_for, rest

    def __await__(self) -> Generator[Any, None, None]:
        yield self.waits_for
        yield from self.rest


class Stream:
    """One connection: what it has seen, what wakes it, and how it sends once its response has begun."""

    __slots__ = ("beat", "begun", "closed", "seen", "send", "sending_since", "task", "woken")

    def __init__(self, seen: str) -> None:
        self.seen = seen
        # An event of asyncio does the same for any number who wait, at three times the price.
        self.woken = asyncio.get_running_loop().create_future()
        self.task = asyncio.current_task()
        self.send: Send | None = None
        self.begun: Begun | None = None
        self.sending_since: float | None = None
        self.beat = False
        self.closed = False

    def close(self, *_: object) -> None:
        """End it at its next step."""
        self.closed = True
        self.wake()

    def wake(self) -> None:
        """End its sleep, or the next one."""
        if not self.woken.done():
            self.woken.set_result(None)

    async def sleep(self) -> None:
        """Until somebody wakes it, or has since it last slept."""
        await self.woken
        self.woken = self.woken.get_loop().create_future()

    def tell(self, version: str, message: Message) -> None:
        """Send this without waking the task, unless it is sending or its client is slow: then the task does.

        Between two writes of a loop that writes to everybody nothing else runs, so that those who listen on
        this machine or behind one proxy stay awake; to be woken for each write costs more than the write.
        """
        if self.send is None or self.sending_since is not None or self.closed:
            return self.wake()
        self.seen = version
        sending = iter(self.send(message).__await__())
        try:
            waits_for = next(sending)
        except StopIteration:
            return
        except OSError:  # the client is gone, as ASGI says it
            return self.close()
        self.begun, self.sending_since = Begun(waits_for, sending), now()
        self.wake()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where content comes from; both are called in worker threads.

    ``render`` answers None for a name that does not exist. ``marker`` is a cheap read that differs when
    another process changed something, or when a phase begins.
    """

    render: Callable[[str], Rendered | None]
    marker: Callable[[str], Hashable] | None = None


@dataclass(eq=False, slots=True)
class Channel:
    """One name, its newest content and its listeners."""

    name: str
    sources: Sources
    pace: Pace
    streams: set[Stream] = field(default_factory=set)
    newcomers: list[Stream] = field(default_factory=list)
    due: asyncio.Event = field(default_factory=asyncio.Event)
    content: Rendered | None = None
    frame: bytes = b""
    missing: bool = False
    rendered_at: float = NEVER
    beaten_at: float = field(default_factory=now)
    left_at: float = field(default_factory=now)
    polled_at: float = NEVER
    poll_cost: float = 0.0
    marker: Hashable = None

    async def keep(self) -> None:
        """Render when due, for as long as somebody listens; then end what is left."""
        try:
            while not self.missing and (self.streams or now() - self.left_at < self.pace.linger):
                await self._pause()
                self._drop_slow()
                self._beat()
                if await self._is_due():
                    await self._render()
        finally:
            for stream in self.streams:
                stream.close()

    async def newest(self, stream: Stream) -> None:
        """Wait until the content is at most one interval old, so that a joining clock is right."""
        joined = now()
        while self.rendered_at < joined - self.pace.interval and not stream.closed:
            self.newcomers.append(stream)
            self.due.set()
            await stream.sleep()

    async def _pause(self) -> None:
        """Until something is due, at most one interval; and never two renderings within one."""
        if not self.due.is_set():
            try:
                async with asyncio.timeout(self.pace.interval):
                    await self.due.wait()
            except TimeoutError:
                return
        await asyncio.sleep(max(0.0, self.rendered_at + self.pace.interval - now()))

    async def _is_due(self) -> bool:
        asked = now()
        must = self.due.is_set() or asked - self.rendered_at >= self.pace.refresh
        # A slow look is taken more rarely, so that it never takes more than a twentieth of the time.
        if self.sources.marker is None or asked - self.polled_at < 20 * self.poll_cost:
            return must
        # Looked at before rendering: what comes between the two is then found the next time.
        marker = await self._read(self.sources.marker, self.marker)
        self.polled_at = now()
        self.poll_cost = self.polled_at - asked
        is_new, self.marker = marker != self.marker, marker
        return must or is_new

    async def _render(self) -> None:
        self.due.clear()
        before, self.content = self.content, await self._read(self.sources.render, self.content)
        self.rendered_at = now()
        if self.content is not None:
            self.frame = frame(self.content)
        if self.content is not None and (before is None or before.version != self.content.version):
            self._tell()
        newcomers, self.newcomers = self.newcomers, []
        self._wake(newcomers)

    async def _read(self, read: Callable[[str], Any], otherwise: Any) -> Any:
        """What a source says; storage trouble keeps what was known, and the next turn asks again."""
        try:
            found = await asyncio.to_thread(read, self.name)
        except (SQLAlchemyError, UserError) as error:
            log.warning("channel %s could not be read: %s", self.name, error)
            return otherwise
        if read is self.sources.render:
            self.missing = found is None
        return found

    def _tell(self) -> None:
        """The newest frame to everybody."""
        message = body(self.frame)
        for stream in self.streams:
            stream.tell(self.content.version if self.content else "", message)

    def _wake(self, streams: set[Stream] | list[Stream], *, beat: bool = False) -> None:
        for stream in streams:
            stream.beat = beat or stream.beat
            stream.wake()

    def _beat(self) -> None:
        if now() - self.beaten_at >= self.pace.heartbeat:
            self.beaten_at = now()
            self._wake(self.streams, beat=True)

    def _drop_slow(self) -> None:
        # Looked at once a turn: cheaper than a timer for every send of every connection.
        limit = now() - self.pace.send_limit
        for stream in self.streams:
            if stream.sending_since is not None and stream.sending_since < limit and stream.task:
                stream.close()
                stream.task.cancel()
