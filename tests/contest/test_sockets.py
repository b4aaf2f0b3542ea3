"""Slow and many connections, over real sockets: each has its time, and nobody keeps others out."""

from __future__ import annotations

import resource
import socket
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Send

from contest import sockets
from contest.errors import Busy
from contest.web.admission import Admission, Budget, Guarded
from contest.web.policy import Load

LARGE = b"x" * 4_000_000


class Hasty(sockets.Patient):
    """The same rules at a pace for tests."""

    header_seconds = 0.4
    body_seconds = 0.8
    body_pace = 1_000
    look_seconds = 0.05
    unread_seconds = 0.4
    most = 64


async def app(scope: dict, receive: object, send: object) -> None:
    """What was posted comes back; /large is more than a socket holds."""
    assert scope["type"] == "http"
    request = Request(scope, receive)  # ty: ignore[invalid-argument-type]
    body = await request.body()
    response: Response = PlainTextResponse(LARGE if scope["path"] == "/large" else body or b"here")
    if scope["path"] == "/parts":
        response = StreamingResponse(iter([LARGE[:100_000]] * 40))
    await response(scope, receive, send)  # ty: ignore[invalid-argument-type]


class Held:
    """An application whose uploads have places, as the real one's do; a place is taken before the body."""

    places = 2

    def __init__(self) -> None:
        self.state = SimpleNamespace(admission=Admission({Load.UPLOAD: Budget(self.places, 0.0, 1.0)}))
        self.door = Guarded(self.handle, Load.UPLOAD, is_upload=True)

    async def __call__(self, scope: dict, receive: Receive, send: Send) -> None:
        with suppress(ClientDisconnect, Busy):
            await self.door({**scope, "app": self}, receive, send)

    async def handle(self, scope: dict, receive: Receive, send: Send) -> None:
        """How much came."""
        body = await Request(scope, receive).body()
        await PlainTextResponse(str(len(body)))(scope, receive, send)


@contextmanager
def serving(served: Any = app) -> Generator[tuple[int, uvicorn.Server]]:
    """A server in a thread; its port."""
    config = uvicorn.Config(served, http=Hasty, lifespan="off", log_level="error", timeout_keep_alive=1)
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()[1], server
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def port() -> Iterator[int]:
    with serving() as (number, _):
        yield number


def connect(port: int, words: bytes = b"") -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=10)
    made.sendall(words)
    return made


def is_ended(connection: socket.socket) -> bool:
    """Waits for the server to hang up; what it said before is thrown away."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        return True
    return True


def ask(connection: socket.socket, request: bytes = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") -> bytes:
    connection.sendall(request)
    return connection.recv(65536)


@pytest.mark.parametrize(
    "words",
    [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"\r\n\r\n"],
    ids=["nothing", "line", "header", "empty-lines"],
)
def test_a_header_that_does_not_come_is_not_waited_for(port: int, words: bytes) -> None:
    with closing(connect(port, words)) as slow:
        assert is_ended(slow)


def test_a_byte_now_and_then_buys_no_time(port: int) -> None:
    """The clock runs from the first byte, not from the last."""
    with closing(connect(port, b"GET / HTTP/1.1\r\n")) as slow:
        end = time.monotonic() + 5
        with pytest.raises(ConnectionError):
            while time.monotonic() < end:
                slow.sendall(b"X: y\r\n")
                time.sleep(0.05)


def test_empty_lines_after_an_answer_buy_no_time_either(port: int) -> None:
    with closing(connect(port)) as slow:
        assert b"200 OK" in ask(slow)
        end = time.monotonic() + 5
        with pytest.raises(ConnectionError):
            while time.monotonic() < end:
                slow.sendall(b"\r\n")
                time.sleep(0.05)


def test_a_body_that_stops_is_not_waited_for(port: int) -> None:
    words = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"
    with closing(connect(port, words)) as slow:
        began = time.monotonic()
        assert is_ended(slow)
        assert time.monotonic() - began > Hasty.header_seconds, "a body has more time than a header"


@pytest.mark.parametrize("size", [4_000_000, 12_000_000])
def test_what_a_body_says_it_brings_buys_no_time(port: int, size: int) -> None:
    """At the pace of what it announced it could stay for more than an hour, and hold a place for files."""
    words = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n\r\n".encode()
    with closing(connect(port, words)) as slow:
        end = time.monotonic() + 5
        with pytest.raises(ConnectionError):
            while time.monotonic() < end:
                slow.sendall(b"x" * 10)
                time.sleep(0.05)


def test_a_slow_body_gives_its_place_back() -> None:
    """All places for files are held by who sends next to nothing; whoever comes then waits no longer than
    their patience, and gets one."""
    with serving(Held()) as (port, _):
        words = b"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\nx"
        slow = [connect(port, words) for _ in range(Held.places)]
        for one in slow:
            assert is_ended(one)
        with closing(connect(port)) as busy:
            told = ask(busy, b"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nfile")
            assert told.endswith(b"4")
        for one in slow:
            one.close()


def test_a_large_body_on_a_slow_line_has_the_time_that_it_needs(port: int) -> None:
    """2,000 bytes at 1,000 a second: two seconds more than the least."""
    words = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n"
    with closing(connect(port, words)) as slow:
        for _ in range(10):
            slow.sendall(b"x" * 200)
            time.sleep(0.12)
        assert b"200 OK" in slow.recv(65536)


def test_a_length_that_is_none_gets_the_least(port: int) -> None:
    words = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"
    with closing(connect(port, words)) as slow:
        assert is_ended(slow)


@pytest.mark.parametrize("path", ["large", "parts"])
def test_whoever_does_not_read_is_dropped(port: int, path: str) -> None:
    with closing(socket.socket()) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", port))
        deaf.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1.5)
        deaf.settimeout(10)
        seen = 0
        with pytest.raises(ConnectionError):
            while part := deaf.recv(65536):
                seen += len(part)
            raise ConnectionAbortedError
        assert seen < len(LARGE)


def test_a_kept_connection_is_asked_again_and_again(port: int) -> None:
    """Longer than a header's time in all; each request has its own."""
    with closing(connect(port)) as kept:
        for _ in range(4):
            assert b"200 OK" in ask(kept)
            time.sleep(0.2)


def test_two_hundred_slow_ones_hold_nobody_up() -> None:
    """More than may be connected: the oldest go, whoever asks is answered at once."""
    with serving() as (port, server):
        slow = [connect(port, b"GET / HTTP/1.1\r\nX: ") for _ in range(200)]
        with closing(connect(port)) as busy:
            assert b"here" in ask(busy)
        assert len(server.server_state.connections) <= Hasty.most + 1
        for one in slow:
            one.close()


def test_those_that_are_being_answered_stay() -> None:
    busy = [Stub(idle=False, since=0.0) for _ in range(10)]
    idle = [Stub(idle=True, since=float(number)) for number in range(10)]
    connections = {*busy, *idle}
    sockets.make_room(connections, 16)
    assert [one.since for one in idle if one.gone] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert not any(one.gone for one in busy)
    assert len(connections) == 15


class Stub:
    """A connection as `make_room` sees it; it is its own transport."""

    def __init__(self, *, idle: bool, since: float) -> None:
        self.is_idle, self.since, self.waits_since, self.gone = idle, since, since, False
        self.transport = self

    def abort(self) -> None:
        self.gone = True


def test_a_server_asks_for_more_files_than_a_shell_gives() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (300, before[1]))
        assert sockets.room() == min(sockets.WANTED_FILES, before[1]) - sockets.OWN_FILES
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 300
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert sockets.protocol().most >= 64
    assert (sockets.Patient.header_seconds, sockets.Patient.body_seconds) == (10, 30)
