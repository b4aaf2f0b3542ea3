"""A person with one phone, later perhaps two: the taps, the outbox, the hand-in."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contest.simulate.line import BUSY
from contest.simulate.mind import Mind
from contest.simulate.page import parse
from contest.simulate.paper import Asked, Paper, read_paper, read_receipt
from contest.simulate.wire import Cut, Reply
from tests.simulated.ledger import Ledger, Tap
from tests.simulated.network import JSON, Device, as_json

if TYPE_CHECKING:
    from tests.simulated.play import World

BATCH = 64
SAID = {204: "saved", 409: "stale", 410: "late"}


@dataclass
class Outbox:
    """One page's taps on their way: what waits is sent until the server has said what became of it."""

    device: Device
    ledger: Ledger
    attempt: str
    paper: Paper
    name: str
    seq: int = 0
    waiting: list[Tap] = field(default_factory=list)
    over: str = ""
    offline: bool = False
    sent: int = 0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def tap(self, slot: int, answer: str) -> None:
        """Somebody answers; of one slot only the newest waits."""
        self.seq = max(self.seq, self.paper.seq) + 1
        op_id = self.device.chance.crockford(13, "op", self.attempt, self.name, self.seq)
        at = asyncio.get_running_loop().time()
        made = Tap(self.attempt, op_id, self.paper.lease, self.seq, slot, answer, at)
        self.waiting = [one for one in self.waiting if one.slot != slot] + [made]
        self._wake.set()

    async def run(self) -> None:
        """Until the attempt is over, or is elsewhere."""
        tries = 0
        while not self.over:
            if not self.waiting or self.offline:
                self._wake.clear()
                await self._wake.wait()
                continue
            batch = self.waiting[:BATCH]
            try:
                reply = await self._send(batch)
            except Cut:
                reply = None
            if reply is not None and reply.status not in BUSY:
                tries = 0
                self._told(reply, batch)
            else:
                tries += 1
                await self.device.wait(tries, reply.retry_after if reply else 0.0, self.name, self.sent)

    async def _send(self, batch: list[Tap]) -> Reply:
        self.sent += 1
        for one in batch:
            self.ledger.tap(one)
        ops = [op(one) for one in batch]
        return await self.device.once("POST", self.paper.ops, as_json(self.paper.lease, ops), JSON)

    def _told(self, reply: Reply, batch: list[Tap]) -> None:
        gone = set(batch_ids(batch))
        if reply.status == 422:
            gone &= reply.closed
            for one in batch:
                one.said = "closed" if one.op_id in gone else one.said
            if not gone:
                self.ledger.broken.append(f"I1 {self.attempt}: 422 {reply.text}")
                self.over = "refused"
        elif reply.status in SAID:
            for one in batch:
                one.said = SAID[reply.status]
            self.over = "" if reply.status == 204 else SAID[reply.status]
        else:
            self.ledger.broken.append(f"I13 {self.attempt}: ops answered {reply.status} {reply.text}")
            self.over = "refused"
        self.waiting = [one for one in self.waiting if one.op_id not in gone]


def op(tap: Tap) -> list[object]:
    """As it travels."""
    return [tap.op_id, tap.seq, tap.slot, tap.answer]


def batch_ids(batch: list[Tap]) -> list[str]:
    """The names of these ops."""
    return [one.op_id for one in batch]


class Person:
    """From the poster to the receipt, as often as the rules and their mood allow."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.number = world, number
        self.chance = world.plan.chance.of("person", number)
        # In lockstep everybody comes at the same moment, taps the same, and only looks again for so long.
        self.pace = world.plan.chance.of("everybody") if world.plan.lockstep else self.chance
        self.mind = Mind(self.pace.of("mind"), {})
        self.device = Device(world.network, self.chance.of("device", 1))
        self.ledger = world.ledger
        self.entry = self.code = ""
        self.boxes: list[Outbox] = []

    async def live(self) -> None:
        """All of it."""
        await asyncio.sleep(self.pace.between(0, self.world.plan.window / 3, "comes"))
        await self.enter()
        for number in range(1, self.pace.number(1, 3, "times") + 1):
            if not self.entry or not await self.sit(number):
                return
            await asyncio.sleep(self.chance.between(1, 30, "rests", number))

    async def enter(self) -> None:
        """The form, and the card with the code."""
        root = f"/campaigns/{self.world.slug}"
        await self.device.until("GET", f"{root}/entries/new")
        fields = {"name": f"Người {self.number}", "birth_year": str(1950 + 10 * self.number)}
        fields |= {"unit": self.world.units[self.number % len(self.world.units)], "consent_join": "1"}
        if self.world.plan.audiences:
            fields["audience"] = self.world.plan.audiences[self.number % 2].id
        entered = await self.device.until("POST", f"{root}/entries/new", fields)
        if entered.to.endswith("/entry"):
            kept = self.device.cookies["hoithi_entry"].partition("~")[0]
            self.entry = kept.split(".")[-1]
            self.code = self.device.cookies["hoithi_code"].partition("~")[0].split("-")[-1]
            self.world.entries.append(self.entry)

    @property
    def round(self) -> str:
        """The round of this person's audience."""
        return self.world.rounds[self.number % len(self.world.rounds)]

    async def sit(self, number: int) -> bool:
        """One attempt; whether there was one."""
        path = f"/attempts/new/{self.round}"
        if self.chance.happens(0.3, "double click", number):
            both = await asyncio.gather(*(self.device.until("POST", path) for _ in range(2)))
            began = both[0]
        else:
            began = await self.device.until("POST", path)
        if "/questions/" not in began.to:
            return False
        attempt = began.to.split("/")[2]
        self.ledger.owners[attempt] = self.entry
        await self.work(attempt, number)
        return True

    async def paper(self, attempt: str) -> Paper | None:
        """The question screen; None when the attempt is over or elsewhere."""
        path = f"/attempts/{attempt}/questions/1"
        for _ in range(4):
            reply = await self.device.until("GET", path)
            if reply.status != 303:
                break
            path = reply.to
            if path.endswith("/receipt"):
                return None
        if reply.status == 200:
            found = read_paper(parse(reply.text))
            if found is not None:
                leases = self.ledger.leases
                leases[attempt] = max(found.lease, leases.get(attempt, 0))
            return found
        if reply.status not in (404, 410):
            self.ledger.broken.append(f"I13 {path}: {reply.status}")
        return None

    async def work(self, attempt: str, number: int) -> None:
        """Answer everything, perhaps on two phones; hand in, or lay the phone aside."""
        paper = await self.paper(attempt)
        if paper is None:
            return
        box = self.open(attempt, paper, f"{number}")
        if self.chance.happens(0.15, "two tabs", number):
            other = self.open(attempt, paper, f"{number} tab")
            await self.answer(other, paper.asked[:1], number)
        moves = self.chance.happens(0.2, "moves", number)
        await self.answer(box, paper.asked[: len(paper.asked) // 2] if moves else paper.asked, number)
        if moves:
            moved = await self.move(attempt, number)
            if moved is None:
                return
            if not box.over:
                # The first phone still lies there, and somebody taps on it.
                box.tap(paper.asked[0].slot, self.mind.guess(paper.asked[0], 2))
            box = moved
            await self.answer(box, [one for one in box.paper.asked if one.saved == ""], number)
        box = await self.go_on(box, number)
        if self.pace.happens(0.75, "hands in", number):
            await self.hand_in(box, number)

    def open(self, attempt: str, paper: Paper, name: str) -> Outbox:
        """A page with this paper."""
        box = Outbox(self.device, self.ledger, attempt, paper, name)
        self.boxes.append(box)
        self.world.sending.append(asyncio.ensure_future(box.run()))
        return box

    async def answer(self, box: Outbox, asked: list[Asked] | tuple[Asked, ...], number: int) -> None:
        """Think, tap, sometimes think again; some questions lie in a dead zone."""
        for one in asked:
            box.offline = self.chance.happens(0.1, "dead zone", number, one.slot)
            for again in range(self.pace.number(1, 2, "taps", number, one.slot)):
                await asyncio.sleep(self.pace.between(0.5, 12, "thinks", number, one.slot, again))
                if box.over:
                    return
                box.tap(one.slot, self.mind.guess(one, again))
        box.offline = False
        box._wake.set()

    async def go_on(self, box: Outbox, number: int) -> Outbox:
        """On a paper that is given out piece by piece: the next piece, until there is none."""
        while box.paper.way in ("paced", "parts", "forward") and not box.over:
            last = box.paper.asked[-1]
            ask = last.ask or f"/attempts/{box.attempt}/parts/{last.slot + 1}"
            if box.paper.way == "forward" or (box.paper.way == "paced" and not last.ask):
                return box
            carried = [self.ledger.tap(one) for one in box.waiting]
            fields = {"lease": str(box.paper.lease), "ops": json.dumps([op(one) for one in carried])}
            reply = await self.device.until("POST", ask, fields)
            if "/questions/" not in reply.to:
                return box
            box.waiting = [one for one in box.waiting if one not in carried]
            paper = await self.paper(box.attempt)
            if paper is None or paper.lease != box.paper.lease or paper.asked[0].slot <= last.slot:
                return box
            box.paper = paper
            await self.answer(box, paper.asked, number)
        return box

    async def move(self, attempt: str, number: int) -> Outbox | None:
        """On with another phone and the code."""
        self.device = Device(self.world.network, self.chance.of("device", 1 + number))
        back = f"/campaigns/{self.world.slug}/entries/code"
        await self.device.until("POST", back, {"code": self.code.lower()})
        if "hoithi_entry" not in self.device.cookies:
            self.ledger.broken.append("the code brought nobody back")
            return None
        taken = await self.device.until("POST", f"/attempts/{attempt}/takeover")
        if "/questions/" not in taken.to:
            return None
        paper = await self.paper(attempt)
        return None if paper is None else self.open(attempt, paper, f"{number} other phone")

    async def hand_in(self, box: Outbox, number: int) -> None:
        """With the whole map; then the receipt."""
        await asyncio.sleep(self.chance.between(0.5, 5, "looks again", number))
        if box.over:
            return
        here = {one.slot for one in box.paper.asked}
        newest = {
            one.slot: one
            for one in (*self.ledger.taps.values(), *box.waiting)
            if one.attempt == box.attempt and one.lease == box.paper.lease and one.slot in here
        }
        carried = [self.ledger.tap(one) for one in newest.values()]
        fields = {"lease": str(box.paper.lease), "ops": json.dumps([op(one) for one in carried])}
        self.ledger.excuse(box.attempt)
        reply = await self.device.until("POST", f"/attempts/{box.attempt}/handing-in", fields)
        if not reply.to.endswith("/receipt"):
            return
        box.waiting.clear()
        self.ledger.handed[box.attempt] = carried
        box.over = "handed in"
        seen = await self.device.until("GET", reply.to)
        receipt = read_receipt(parse(seen.text)) if seen.status == 200 else None
        if receipt is not None:
            self.ledger.receipts.setdefault(box.attempt, set()).add(receipt.code)
