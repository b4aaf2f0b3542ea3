"""What people do to a server that dies, and what it acknowledged until then."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pysqlite3.dbapi2 as sqlite

from bench.world import SLOTS
from contest import clock
from contest.doctor import data as doctor
from contest.doctor.opening import Place
from contest.doctor.rules import State
from contest.simulate.wire import Cut, Phone, Reply
from tests.faults.harness import PATIENCE, House

FORM = "application/x-www-form-urlencoded"
ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the server said it has: an attempt, an answer of it, its end, the end of a round.

    ``at``: how much of what the server did had been written down when its word arrived.
    """

    kind: str
    of: str
    op: str = ""
    answer: str = ""
    at: int = 0


@dataclass(slots=True)
class Witness:
    """Hears every answer of one server."""

    now: Callable[[], int] = lambda: 0
    facts: list[Fact] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    waits: int = 0
    rude: int = 0  # answers 503 that say no time to come back

    def heard(self, reply: Reply, kind: str, of: str, op: str = "", answer: str = "") -> None:
        """Remember what was acknowledged."""
        self.statuses.add(reply.status)
        self.waits += reply.status == 503
        self.rude += reply.status == 503 and reply.retry_after < 1
        if reply.status in (204, 303):
            self.facts.append(Fact(kind, of, op, answer, self.now()))


@dataclass(slots=True)
class Person:
    """Somebody who has entered: starts, answers, hands in; what is not acknowledged stays in the outbox."""

    phone: Phone
    round: str
    run: str
    witness: Witness
    attempt: str = ""
    #: The answer map: what stands in each slot.
    ops: list[list[object]] = field(default_factory=list)
    waiting: list[list[object]] = field(default_factory=list)
    seq: int = 0
    is_done: bool = False

    async def start(self) -> None:
        """Begin, or go on with the attempt that is open."""
        reply = await self.phone.post(f"/attempts/new/{self.round}", b"", FORM)
        if reply.status == 303:
            self.attempt = reply.to.split("/")[2]
        self.witness.heard(reply, "start", self.attempt)

    def tap(self) -> None:
        """One more answer waits in the outbox."""
        self.seq += 1
        op: list[object] = [f"{self.run}x{self.seq}", self.seq, self.seq % SLOTS + 1, f"a{self.seq}"]
        self.ops = [*self.ops[1 - SLOTS :], op]
        self.waiting.append(op)

    async def send(self) -> None:
        """The oldest op of the outbox; it leaves when the server says so."""
        op = self.waiting[0]
        body = json.dumps({"lease": 1, "ops": [op]}).encode()
        reply = await self.phone.post(f"/attempts/{self.attempt}/ops", body, "application/json")
        self.witness.heard(reply, "save", self.attempt, str(op[0]), str(op[3]))
        if reply.status in (204, 410):
            self.waiting.remove(op)

    async def hand_in(self) -> None:
        """With the whole answer map, as the page does."""
        fields = urlencode({"lease": 1, "ops": json.dumps(self.ops) if self.ops else ""})
        reply = await self.phone.post(f"/attempts/{self.attempt}/handing-in", fields.encode(), FORM)
        self.witness.heard(reply, "hand_in", self.attempt)
        self.is_done = reply.status == 303
        if self.is_done:
            self.waiting.clear()

    async def sit(self) -> None:
        """From the start to the receipt."""
        if not self.attempt:
            await self.start()
        while self.attempt and self.seq < ANSWERS:
            self.tap()
            await self.send()
        if self.attempt and not self.is_done:
            await self.hand_in()

    async def finish(self, patience: float = 2 * PATIENCE) -> None:
        """Try again what is left, until there is nothing."""
        async with asyncio.timeout(patience):
            while not self.is_done or self.waiting:
                with contextlib.suppress(Cut):
                    await (self.send() if self.attempt and self.waiting else self.sit())
                await asyncio.sleep(0.01)
        self.phone.hang_up()


def people(url: str, house: House, witness: Witness, run: str, count: int, first: int = 0) -> list[Person]:
    """Those of the house who have not begun."""
    lines = (house.data / "fresh.txt").read_text("ascii").splitlines()[first : first + count]
    pairs = (line.split() for line in lines)
    return [
        Person(Phone(url, {"hoithi_entry": cookie}), round_id, f"{run}p{number}", witness)
        for number, (round_id, cookie) in enumerate(pairs)
    ]


async def close_round(url: str, house: House, witness: Witness) -> None:
    """An organiser ends the round."""
    phone = Phone(url, {"hoithi_staff": (house.data / "staff.txt").read_text("ascii")})
    round_id = (house.data / "fresh.txt").read_text("ascii").split()[0]
    reply = await phone.post(f"/rounds/{round_id}/closing", b"", FORM)
    witness.heard(reply, "close", round_id)
    phone.hang_up()


async def in_turns(doing: Sequence[Callable[[], object]], lanes: int = 4) -> None:
    """Several at a time, each until the server is gone."""

    async def lane(mine: Sequence[Callable[[], object]]) -> None:
        with contextlib.suppress(Cut):
            for deed in mine:
                await deed()  # ty: ignore[invalid-await]

    await asyncio.gather(*(lane(doing[number::lanes]) for number in range(lanes)))


Ask = Callable[[str], list[Any]]


def asking(house: House) -> Ask:
    """What the house's SQLite file holds."""

    def ask(statement: str) -> list[Any]:
        with closing(sqlite.connect(str(house.database))) as db:
            return db.execute(statement).fetchall()

    return ask


def missing(ask: Ask, facts: Iterable[Fact]) -> list[Fact]:
    """What was acknowledged and is not in the database."""
    answers = {(a, op): x for a, op, x in ask("SELECT attempt_id, op_id, answer FROM answer_event")}
    states, rounds = dict(ask("SELECT id, state FROM attempt")), dict(ask("SELECT id, state FROM round"))
    holds = {
        "start": lambda one: one.of in states,
        "save": lambda one: answers.get((one.of, one.op)) == one.answer,
        "hand_in": lambda one: states.get(one.of) == "handed_in",
        "close": lambda one: rounds[one.of] in ("closing", "closed"),
    }
    return [one for one in facts if not holds[one.kind](one)]


def broken_invariants(house: House) -> list[str]:
    """What the doctor finds wrong with the data."""
    place = Place(house.data, f"sqlite:///{house.database}", house.database)
    return [one.said for one in doctor.hold(place, clock.now()) if one.state is not State.OK]


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for it."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def is_closed(house: House) -> bool:
    """Whether the round's closing is through."""
    with closing(sqlite.connect(str(house.database))) as db:
        return db.execute("SELECT state FROM round").fetchone()[0] == "closed"
