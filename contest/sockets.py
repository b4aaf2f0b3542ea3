"""Connections that take their time: a request must arrive while others wait, and nobody fills the house.

uvicorn keeps a half-sent header for ever. Here a header has ten seconds, a body thirty and a second more for
each 50 kB that has come of it (what it says it brings buys no time), whoever reads nothing of an answer is
dropped after a minute, and when too many are connected those go first that have asked for nothing the
longest. Nothing is counted by address: a whole school comes from one.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

log = logging.getLogger("hoithi.sockets")

#: What the process needs of its files beside connections: databases, logs, pipes of jobs.
OWN_FILES = 256
#: As many files as a server asks the system for, and what it lives with where nobody can be asked.
WANTED_FILES, FEW_FILES = 16_384, 1_024
#: The share of all connections that goes at once, so that a flood costs one look in so many connections.
CUT = 16


class Patient(HttpToolsProtocol):
    """One connection whose patience ends."""

    header_seconds = 10.0
    body_seconds = 30.0
    #: An upload over a slow line moves; this is the pace below which it does not.
    body_pace = 50_000
    #: A body that is just fast enough is not looked at more often than this.
    look_seconds = 1.0
    unread_seconds = 60.0
    most = FEW_FILES - OWN_FILES

    _since = 0.0
    _came = 0
    _arriving = True
    _has_header = False
    _due: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Somebody connects: the ten seconds run from here."""
        super().connection_made(transport)
        self._expect()
        if len(self.connections) > self.most:
            make_room(self.connections, self.most)

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone; so are its timers."""
        for timer in (self._due, self._unread):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came; a request that is whole by now, as nearly all are, costs no timer."""
        super().data_received(data)
        if self._due is None and (self._arriving or self.is_idle):
            # Empty lines before a request begin none, yet uvicorn has stopped its own clock for them.
            self._expect()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._since, self._arriving, self._has_header = self.loop.time(), True, False

    def on_headers_complete(self) -> None:
        """The header is whole; from here on the body is waited for."""
        super().on_headers_complete()
        self._since, self._came, self._has_header = self.loop.time(), 0, True

    def on_body(self, body: bytes) -> None:
        """A piece of the body; each buys the time that it took at the least pace."""
        self._came += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole; how long its answer takes is the server's affair."""
        super().on_message_complete()
        self._arriving = False

    def pause_writing(self) -> None:
        """Whoever asked does not read."""
        super().pause_writing()
        self._unread = self.loop.call_later(self.unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked; what was never read is not waited for."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        super().timeout_keep_alive_handler()

    @property
    def is_idle(self) -> bool:
        """Whether no answer is being made."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def waits_since(self) -> float:
        """Since when nothing was asked here; for the order in which connections go."""
        return self._since

    def _expect(self) -> None:
        if not self._arriving:
            self._since, self._arriving, self._has_header = self.loop.time(), True, False
        elif not self._since:
            self._since = self.loop.time()
        self._due = self.loop.call_at(self._since + self._patience(), self._look)

    def _patience(self) -> float:
        if not self._has_header:
            return self.header_seconds
        return self.body_seconds + self._came / self.body_pace

    def _look(self) -> None:
        self._due = None
        if not self._arriving:
            return
        due, now = self._since + self._patience(), self.loop.time()
        if now < due:  # the header came meanwhile, or more of the body
            self._due = self.loop.call_at(max(due, now + self.look_seconds), self._look)
        else:
            self.transport.abort()


def make_room(connections: set[Any], most: int) -> None:
    """Too many: of those that ask for nothing, or take long to ask, the longest waiting go."""
    idle = sorted((one for one in connections if one.is_idle), key=lambda one: one.waits_since)
    going = idle[: len(connections) - most + most // CUT]
    log.warning("%d connections: %d idle ones are closed", len(connections), len(going))
    for one in going:
        one.transport.abort()
        connections.discard(one)


def room() -> int:
    """How many connections this process may hold, after it asked the system for more files."""
    try:
        import resource
    except ImportError:  # no such limit on this system
        return FEW_FILES - OWN_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    most = WANTED_FILES if soft == resource.RLIM_INFINITY else min(soft, WANTED_FILES)
    return max(most - OWN_FILES, 64)


def protocol() -> type[Patient]:
    """The protocol of this process's server."""
    return type("Patient", (Patient,), {"most": room()})
