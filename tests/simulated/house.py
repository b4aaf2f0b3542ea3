"""The whole application over one database, in one thread: it is asked, torn down, and made anew."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from sqlalchemy import Connection, event

from contest import clock, connections, recorder, serving, settings
from contest.app import create_app, make_recorder
from contest.attempts import papers
from contest.grades import service as grades
from contest.jobs import runner
from contest.people import guessing
from contest.recorder import Recorder
from contest.simulate.wire import Cut, Reply
from contest.standings import hub
from contest.web import database
from tests.simulated.disk import Disk, Killed
from tests.simulated.sky import Sky


@cache
def application(secret: bytes) -> FastAPI:
    """Its routes: they hold nothing that a life leaves behind, and cost a tenth of a second."""
    return create_app(settings.current())


_engines: dict[str, database.Database] = {}
_open: dict[str, list[Any]] = {}


def connected(url: str) -> database.Database:
    """Fresh connections, by engines that still know what their statements compile to: else half of a contest
    would be compiling."""
    bury(url)
    if url in _engines:
        database._current = _engines[url]
    else:
        database._current = None
        _engines[url] = database.configure(url)
        for engine in (_engines[url].reader, _engines[url].writer):
            event.listen(engine, "connect", lambda raw, _: _open.setdefault(url, []).append(raw))
    return _engines[url]


def bury(url: str) -> None:
    """What a process held ends with it: here the collector would close it some time, with a file's locks till
    then, or a transaction of PostgreSQL's that others wait for."""
    for raw in _open.pop(url, []):
        raw.close()


def forget() -> None:
    """Close what :func:`connected` keeps."""
    for url in list(_open):
        bury(url)
    for kept in _engines.values():
        kept.close()
    _engines.clear()


class Stepped(Recorder):
    """The writer without its thread: it writes when everybody who is ready has handed in what they have."""

    def __init__(self, of: Recorder, killed: Callable[[], None]) -> None:
        super().__init__(of.database, batches=of.batches)
        self._killed = killed
        self._connection: Connection | None = None
        self._due = False

    @property
    def alive(self) -> bool:
        """From its start to its end."""
        return self._connection is not None and not self._stopping

    def start(self) -> None:
        """Open the connection that it keeps."""
        self._connection = self.database.connect()

    def stop(self) -> None:
        """What waits is not written: an end in good order drains first."""
        self._stopping = True
        self._queue.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    async def submit(self, kind: str, op: Any) -> Any:
        """As the real one; the batch is written once nobody else has anything to add to it."""
        if not self._due:
            self._due = True
            # Behind whoever is ready now, and whoever they wake.
            loop = asyncio.get_running_loop()
            loop.call_soon(lambda: loop.call_soon(self._step))
        return await super().submit(kind, op)

    def _step(self) -> None:
        self._due = False
        try:
            while self._queue and self._connection is not None and not self._stopping:
                self._drain(self._connection)
        except Killed:
            self._killed()


@contextmanager
def one_thread() -> Generator[None]:
    """What would go to a thread is done here, after whoever else is ready had a turn."""
    threaded = anyio.to_thread.run_sync

    async def at_once(deed: Callable[..., Any], *given: Any, **_: Any) -> Any:
        await asyncio.sleep(0)
        return deed(*given)

    anyio.to_thread.run_sync = at_once  # ty: ignore[invalid-assignment]
    try:
        yield
    finally:
        anyio.to_thread.run_sync = threaded


class House:
    """Lives of one server over the same data."""

    def __init__(self, found: settings.Settings, sky: Sky, disk: Disk) -> None:
        self.settings, self.sky, self.disk = found, sky, disk
        self.lives = 0
        self.is_up = False
        self.app: FastAPI | None = None
        self.asked: set[asyncio.Task[None]] = set()
        self.statuses: dict[int, int] = {}
        self.faults: list[str] = []
        self.heard: Callable[[str, bytes, Reply], None] = lambda path, body, reply: None

    def begin(self) -> None:
        """A new process: nothing in memory, the clock as the machine has it."""
        self.lives += 1
        settings.use(self.settings)
        for forget in (papers.forget_pools, papers.forget_contents, grades.forget_keys):
            forget()
        guessing.guesses.forget()
        guessing.names.forget()
        runner._failures.clear()
        opened = connected(self.settings.database_url)
        serving.begin_time(opened, clock.Steady(self.sky.wall, self.sky.ticks))
        self.disk.under(opened)
        self.app = application(self.settings.secret)
        connections.begin()
        hub.use(None)
        writer = Stepped(make_recorder(opened), self.die)
        writer.start()
        recorder.use(writer)
        self.is_up = True

    def die(self) -> None:
        """Killed: what was not committed is gone, and so is every connection."""
        if not self.is_up:
            return
        self.is_up = False
        recorder.current().stop()
        recorder.use(None)
        database.current().close()
        self.disk.above(database.current())
        for task in self.asked:
            task.cancel()

    async def ask(self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> Reply:
        """One request and its answer; Cut where the process is not there, or ended meanwhile."""
        if not self.is_up:
            raise Cut("refused")
        answer = _Answer(method, path, headers, body)
        task = asyncio.ensure_future(answer.get(self.app))
        self.asked.add(task)
        try:
            await task
        except Killed:
            self.die()
            raise Cut("killed") from None
        except asyncio.CancelledError:
            if not self.is_up:
                raise Cut("killed") from None
            raise
        finally:
            self.asked.discard(task)
        if answer.fault is not None:
            self.faults.append(f"{method} {path}: {answer.fault!r}")
        reply = answer.reply()
        self.statuses[reply.status] = self.statuses.get(reply.status, 0) + 1
        self.heard(path, body, reply)
        return reply

    def tick(self) -> None:
        """What the job runner does every second."""
        if not self.is_up:
            return
        try:
            runner.run_pending(clock.now())
        except Killed:
            self.die()
        except runner.FAILURES as error:
            # The runner's own thread logs it and looks again a second later.
            self.faults += [] if "OperationalError" in repr(error) else [f"tick: {error!r}"]


class _Answer:
    """One exchange with the application, as a server would have it."""

    def __init__(self, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        where, _, query = path.partition("?")
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": where,
            "raw_path": where.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"host", b"testserver"), (b"content-length", b"%d" % len(body)), *headers],
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
        }
        self.waiting = deque([{"type": "http.request", "body": body}])
        self.sent: list[Any] = []
        self.fault: Exception | None = None

    async def receive(self) -> Any:
        if self.waiting:
            return self.waiting.popleft()
        await asyncio.Event().wait()

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    async def get(self, app: Any) -> None:
        # The framework raises a fault again behind the 500 that it sent.
        with contextlib.suppress(Exception):
            try:
                await app(self.scope, self.receive, self.send)
            except Exception as error:
                self.fault = error
                raise

    def reply(self) -> Reply:
        first: Any = self.sent[0] if self.sent else {"status": 500, "headers": []}
        headers: dict[str, str] = {}
        cookies = []
        for name, value in first["headers"]:
            headers[name.decode().lower()] = value.decode("latin-1")
            cookies += [value.decode("latin-1")] if name.lower() == b"set-cookie" else []
        headers["set-cookie"] = "\n".join(cookies)
        return Reply(first["status"], headers, b"".join(each.get("body", b"") for each in self.sent[1:]))
