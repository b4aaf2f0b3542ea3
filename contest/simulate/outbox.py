"""The phone's outbox, as the question screen's script has it: taps wait here until the server has them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from contest.simulate.line import BUSY, MOST_TRIES, Line, pause
from contest.simulate.paper import Paper
from contest.simulate.wire import Cut, Reply

JSON = "application/json"
BATCH = 64
TWICE, UNHEARD = 0.05, 0.03


class Ended(StrEnum):
    """Why an outbox sends no more."""

    OVER = "over"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(slots=True, eq=False)
class Made:
    """One tap: what went out, and whether the server has said that it is stored, or came too late for its
    question."""

    op_id: str
    lease: int
    seq: int
    slot: int
    answer: str
    sent: bool = False
    acknowledged: bool = False
    closed: bool = False

    def op(self) -> list[object]:
        """As it travels."""
        return [self.op_id, self.seq, self.slot, self.answer]


@dataclass(slots=True)
class Diary:
    """All taps of one attempt, whichever phone they were made on."""

    made: list[Made] = field(default_factory=list)

    def may_stand(self, slot: int) -> set[str]:
        """Which answers the server may show: the newest it acknowledged, or one that was sent after it."""
        mine = sorted(
            (one for one in self.made if one.slot == slot and not one.closed),
            key=lambda one: (one.lease, one.seq),
        )
        known = [place for place, one in enumerate(mine) if one.acknowledged]
        later = mine[known[-1] + 1 :] if known else mine
        standing = mine[known[-1]].answer if known else ""
        return {standing, *(one.answer for one in later if one.sent)}

    def has_acknowledged(self, slot: int) -> bool:
        """Whether the server said "saved" for this slot."""
        return any(one.acknowledged for one in self.made if one.slot == slot)

    def latest(self) -> list[Made]:
        """The newest tap of each slot: the map that travels with the hand-in."""
        return list({one.slot: one for one in self.made if not one.closed}.values())


@dataclass(slots=True)
class Outbox:
    """One request in flight, at most 64 ops, back-off with full jitter, Retry-After honoured."""

    line: Line
    paper: Paper
    diary: Diary
    seq: int = 0
    waiting: list[Made] = field(default_factory=list)
    in_dead_zone: bool = False
    ended: Ended | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _empty: asyncio.Event = field(default_factory=asyncio.Event)

    def tap(self, slot: int, answer: str) -> None:
        """Somebody answers. A newer tap takes the place of one of the same slot that still waits."""
        self.seq = max(self.seq, self.paper.seq) + 1
        op_id = self.line.chance.crockford(13, "op", self.paper.ops, self.paper.lease, self.seq)
        made = Made(op_id, self.paper.lease, self.seq, slot, answer)
        self.diary.made.append(made)
        self.waiting = [one for one in self.waiting if one.slot != slot] + [made]
        self.line.tally.answers += 1
        self.hurry()

    def hurry(self) -> None:
        """There is something to send, or the network is back."""
        self._empty.clear()
        self._wake.set()

    async def emptied(self) -> None:
        """Until nothing waits, or nothing more can be sent."""
        while self.waiting and self.ended is None:
            await self._empty.wait()
            self._empty.clear()

    async def run(self) -> None:
        """Send what comes, until cancelled or refused for good."""
        tries = 0
        while self.ended is None:
            if not self.waiting or self.in_dead_zone:
                await self._wake.wait()
                self._wake.clear()
                continue
            batch = self.waiting[:BATCH]
            reply = await self._send(batch)
            if self._understood(reply, batch):
                tries = 0
            else:
                tries = await self._wait(reply, batch, tries + 1)
        self._empty.set()

    async def _send(self, batch: list[Made]) -> Reply | None:
        chance, name = self.line.chance, batch[-1].op_id
        body = self.body(batch)
        first = not batch[-1].sent
        for one in batch:
            one.sent = True
        try:
            if first and chance.happens(UNHEARD, "unheard", name):
                await self.line.phone.shout(self.paper.ops, body, JSON)
                return None
            if first and chance.happens(TWICE, "twice", name):
                self.line.tally.repeated += 1
                await self.line.phone.post(self.paper.ops, body, JSON)
            return await self.line.phone.post(self.paper.ops, body, JSON)
        except Cut:
            return None

    def body(self, batch: Iterable[Made]) -> bytes:
        """What is posted."""
        ops = [one.op() for one in batch]
        return json.dumps({"lease": self.paper.lease, "ops": ops}, ensure_ascii=False).encode()

    def _understood(self, reply: Reply | None, batch: list[Made]) -> bool:
        if reply is None or reply.status in BUSY:
            return False
        if reply.status == 204:
            self.acknowledge(batch)
            self.waiting = [one for one in self.waiting if one not in batch]
            if not self.waiting:
                self._empty.set()
        elif reply.status == 422 and (closed := reply.closed):
            # These questions are passed, or their time is over; what else was sent goes again.
            for one in batch:
                one.closed = one.op_id in closed
            self.waiting = [one for one in self.waiting if not one.closed]
            if not self.waiting:
                self._empty.set()
        elif reply.status == 410:
            self.ended = Ended.OVER
        elif reply.status == 409:
            self.ended = Ended.TAKEN
        else:
            self.line.tally.problem(f"POST /attempts/…/ops trả về {reply.status}")
            self.ended = Ended.REFUSED
        return True

    def acknowledge(self, batch: Iterable[Made]) -> None:
        """The server has these."""
        for one in batch:
            self.line.tally.acknowledged += not one.acknowledged
            one.acknowledged = True

    async def _wait(self, reply: Reply | None, batch: list[Made], tries: int) -> int:
        self.line.tally.waits += 1
        if tries > MOST_TRIES:
            self.line.tally.problem(f"POST /attempts/…/ops không lưu được sau {MOST_TRIES} lần")
            self.ended = Ended.REFUSED
            return tries
        asked = reply.retry_after if reply is not None else 0.0
        share = self.line.chance.share("pause", batch[-1].op_id, tries)
        await asyncio.sleep(pause(tries, asked, share))
        return tries
