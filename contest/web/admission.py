"""Who comes in when more ask than the machine can serve: saves first, then by class; others hear no early.

Every route is of one class (``policy.Load``), declared beside its policy or derived from it; ``prove``
refuses an application with a route of none. A class has so many places at once, and a time that one may wait
for them; whoever would wait longer hears so at once (503, Retry-After), before a thread, a connection or a
lock is taken for them. A place that gets free goes to the class that matters most. While saves are under
strain the classes give way one after another, the last one first; saves themselves only ever meet the
recorder's own queue.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Message, Receive, Scope, Send

from contest.errors import Busy
from contest.web.policy import AT_THE_DESK, Load, Undeclared, declared, flat

SAFE = frozenset({"GET", "HEAD"})
FILES = (".pdf", ".xlsx", ".docx", ".csv", ".zip", ".{ending}")
#: Where the body of a request that was let in, or refused, is kept for a page that offers to send it again.
BODY = "hoithi.body"
#: How fast the figure of a class's pace follows what is measured.
FOLLOWS = 0.2
LONGEST_RETRY = 30


@dataclass(frozen=True, slots=True)
class Budget:
    """Places at once, seconds that one may wait for one, the strain from which nobody more comes in, and
    whether whoever is served holds a thread and a connection, which are few."""

    at_once: int
    waits: float
    gives_way: float
    threads: bool = True


#: In the order of what matters. Saves have no place here: the recorder bounds them, by time. Starts hold but
#: an op in its queue, so as many come in as one batch writes.
BUDGETS = {
    Load.START: Budget(256, 5.0, 0.85, threads=False),
    Load.PAPER: Budget(6, 5.0, 0.85),
    Load.LOGIN: Budget(4, 4.0, 0.7),
    # Two hash at once (accounts.passwords); a third has just finished or comes next.
    Load.PASSWORD: Budget(3, 4.0, 0.7),
    Load.READ: Budget(6, 3.0, 0.6),
    Load.DEED: Budget(4, 5.0, 0.6),
    Load.BOARD: Budget(2, 2.0, 0.5),
    Load.DESK: Budget(4, 3.0, 0.4),
    Load.UPLOAD: Budget(4, 5.0, 0.4),
    Load.EXPORT: Budget(2, 5.0, 0.3),
    Load.ASIDE: Budget(2, 5.0, 0.25),
}
#: Of all classes with threads; the last ones are kept for papers. Well below the threads of the process
#: (40) and the connections of its pool, so that saves and the hall always find some.
PLACES, KEPT = 16, 3
#: So many are served whatever the strain: staff have to see what is wrong.
ALWAYS = 2


class Gone(Exception):
    """Whoever waited has hung up."""


@dataclass(slots=True, eq=False)
class Turn:
    """Somebody who waits for a place."""

    loop: asyncio.AbstractEventLoop
    called: asyncio.Event = field(default_factory=asyncio.Event)
    has_place: bool = False

    def call(self) -> None:
        """It is their turn. From any thread."""
        self.has_place = True
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.called.set)


@dataclass(slots=True)
class Queue:
    """One class: who is served, who waits, and how long serving takes."""

    budget: Budget
    served: int = 0
    pace: float = 0.02
    shed: int = 0
    waiting: deque[Turn] = field(default_factory=deque)

    @property
    def expected(self) -> float:
        """Seconds that one more would wait."""
        return (len(self.waiting) + 1) * self.pace / self.budget.at_once


def no_strain(load: Load) -> float:
    """Nobody measures it."""
    return 0.0


class Admission:
    """The places of one application."""

    def __init__(
        self,
        budgets: Mapping[Load, Budget] | None = None,
        strain: Callable[[Load], float] = no_strain,
        ticks: Callable[[], float] = time.monotonic,
        always: int = ALWAYS,
    ) -> None:
        self.queues = {load: Queue(budget) for load, budget in (budgets or BUDGETS).items()}
        self.strain = strain
        self.ticks = ticks
        self.always = always
        self._last_shed = float("-inf")
        self._served = self._threads = 0
        self._turn = threading.Lock()

    async def enter(self, load: Load, receive: Receive) -> None:
        """A place of this class; :class:`Busy` at once when it would take too long, :class:`Gone` when the
        asker hung up before. ``receive`` brings nothing more than that."""
        queue = self.queues[load]
        with self._turn:
            if self._served >= self.always and self.strain(load) >= queue.budget.gives_way:
                raise self._refusal(queue)
            if not queue.waiting and self._has_place(load):
                return self._take(queue)
            if queue.expected > queue.budget.waits:
                raise self._refusal(queue)
            turn = Turn(asyncio.get_running_loop())
            queue.waiting.append(turn)
        await self._wait(queue, turn, receive)

    @asynccontextmanager
    async def place(self, load: Load, receive: Receive, *, is_usual: bool = True) -> AsyncGenerator[None]:
        """The same for as long as the block takes; ``is_usual``: others of the class take as long."""
        await self.enter(load, receive)
        began = self.ticks()
        try:
            yield
        finally:
            self.leave(load, self.ticks() - began if is_usual else self.queues[load].pace)

    async def _wait(self, queue: Queue, turn: Turn, receive: Receive) -> None:
        called, gone = asyncio.ensure_future(turn.called.wait()), asyncio.ensure_future(hung_up(receive))
        try:
            first = asyncio.FIRST_COMPLETED
            await asyncio.wait({called, gone}, timeout=queue.budget.waits, return_when=first)
            if gone.done():
                raise Gone
        except BaseException:
            self._give_up(queue, turn)
            raise
        finally:
            called.cancel()
            gone.cancel()
        with self._turn:
            if not turn.has_place:
                queue.waiting.remove(turn)
                raise self._refusal(queue)

    def leave(self, load: Load, seconds: float) -> None:
        """A place is free after so many seconds; who waits and matters most has it."""
        queue = self.queues[load]
        with self._turn:
            queue.pace += (seconds - queue.pace) * FOLLOWS
            self._free(queue)

    def is_shedding(self, within: float = 60.0) -> bool:
        """Whether somebody was refused lately."""
        return self.ticks() - self._last_shed < within

    def _has_place(self, load: Load) -> bool:
        queue = self.queues[load]
        kept = 0 if load is Load.PAPER else KEPT
        has_thread = not queue.budget.threads or self._threads < PLACES - kept
        return queue.served < queue.budget.at_once and has_thread

    def _take(self, queue: Queue, one: int = 1) -> None:
        queue.served += one
        self._served += one
        self._threads += one * queue.budget.threads

    def _free(self, queue: Queue) -> None:
        self._take(queue, -1)
        for load, one in self.queues.items():
            while one.waiting and self._has_place(load):
                self._take(one)
                one.waiting.popleft().call()

    def _give_up(self, queue: Queue, turn: Turn) -> None:
        with self._turn:
            if turn.has_place:
                self._free(queue)
            else:
                queue.waiting.remove(turn)

    def _refusal(self, queue: Queue) -> Busy:
        queue.shed += 1
        self._last_shed = self.ticks()
        return Busy(retry_after=min(LONGEST_RETRY, 1 + int(queue.expected)))


async def hung_up(receive: Receive) -> None:
    """Until the asker is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


@dataclass(slots=True)
class Whole:
    """A request that has arrived: its body again, then what else comes."""

    receive: Receive
    messages: deque[Message]

    async def __call__(self) -> Message:
        return self.messages.popleft() if self.messages else await self.receive()


async def whole(receive: Receive) -> tuple[Whole, bytes]:
    """Wait for all of a request, so that whoever sends slowly holds no place meanwhile."""
    messages: deque[Message] = deque([await receive()])
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return Whole(receive, messages), b"".join(message.get("body", b"") for message in messages)


class Guarded:
    """Stands where a route's ``handle`` stood: a place first, then the route."""

    def __init__(self, handle: Callable[..., object], load: Load, *, is_upload: bool) -> None:
        self.handle = handle
        self.load = load
        self.is_upload = is_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        admission: Admission | None = getattr(scope["app"].state, "admission", None)
        arrived = receive
        # A large file is not kept in memory; its place is one of the few for files, whatever else happens.
        if not self.is_upload:
            arrived, body = await whole(receive)
            if self.load is not Load.PASSWORD:
                scope[BODY] = body
        if self.load is Load.SAVE or admission is None:
            return await self.handle(scope, arrived, send)  # ty: ignore[invalid-await]
        with suppress(Gone):
            async with admission.place(self.load, never if self.is_upload else receive):
                await self.handle(scope, arrived, send)  # ty: ignore[invalid-await]


async def never() -> Message:
    """Says nothing: a body that is still to be read must not be listened to."""
    return await asyncio.get_running_loop().create_future()


def load_of(route: BaseRoute, uploads: tuple[str, ...] = ()) -> Load | None:
    """The class of a route: as declared, else what its policy and address say; None when they don't."""
    rule = declared(route)
    if rule is None or rule.load is not None:
        return rule.load if rule else None
    if not isinstance(route, APIRoute) or route.methods is None:
        return None
    if rule.who in AT_THE_DESK:
        if route.path.endswith(uploads):
            return Load.UPLOAD
        if not route.methods <= SAFE:
            return Load.DEED
        return Load.EXPORT if route.path.endswith(FILES) else Load.DESK
    # Whoever sends something is saving, starting or logging in; which of these only the route knows.
    return Load.READ if route.methods <= SAFE else None


def prove(routes: Iterable[BaseRoute], uploads: tuple[str, ...] = ()) -> None:
    """Raise :class:`Undeclared` unless every route is of a class."""
    for route in flat(routes):
        if load_of(route, uploads) is None:
            raise Undeclared(f"route {getattr(route, 'name', route)} is of no class of load")


def install(routes: Iterable[BaseRoute], uploads: tuple[str, ...] = ()) -> None:
    """Put a place before every route that needs one. Doing it twice, for a second application, is once."""
    for route in flat(routes):
        load = load_of(route, uploads)
        if load is None or load is Load.FREE or isinstance(route.handle, Guarded):
            continue
        if load is Load.SAVE and not isinstance(route, APIRoute):
            continue  # the hottest of all paths: nothing stands before it
        is_upload = getattr(route, "path", "").endswith(uploads) if uploads else False
        route.handle = Guarded(route.handle, load, is_upload=is_upload)
