"""``python -m tests.faults.openloop URL DATA SECONDS RATE SEED [KIND]``: traffic that waits for no answer.

In a process of its own, so that the load and the server don't share an interpreter. What a crowd does at RATE
times the expected pace: phones save (each an outbox with one request in flight, Retry-After and full jitter),
look at their paper, at the front page and the board. A moment comes by the clock, whether or not the one
before was answered. After SECONDS nobody taps any more, and every outbox must empty. Prints one JSON line.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from contest.simulate.line import pause
from contest.simulate.wire import Cut, Phone, Reply

JSON = "application/json"
#: A thousand people who sit a paper, each second: an answer in 25 seconds, a page now and then.
EXPECTED = {"save": 40.0, "question": 2.0, "left": 4.0, "landing": 2.0, "board": 2.0}
EMPTY_WITHIN = 60.0


@dataclass
class Told:
    """What the crowd saw."""

    saves: list[float] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    waits: int = 0
    refused: list[int] = field(default_factory=list)
    statuses: dict[str, dict[str, int]] = field(default_factory=dict)

    def saw(self, kind: str, status: int) -> None:
        """One answer, or none (0)."""
        of_kind = self.statuses.setdefault(kind, {})
        of_kind[str(status)] = of_kind.get(str(status), 0) + 1


@dataclass
class Box:
    """A phone's outbox: one request in flight, retried until acknowledged or refused for good."""

    phone: Phone
    path: str
    told: Told
    chance: random.Random
    seq: int = 0
    waiting: dict[int, list] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    is_sending: bool = False

    def tap(self, run: str) -> None:
        """An answer; it takes the place of one of the same question that still waits."""
        self.seq += 1
        slot = self.seq % 20 + 1
        self.waiting[slot] = [f"{run}x{self.seq}", self.seq, slot, f"a{self.seq}"]

    async def send(self) -> None:
        """Until nothing waits."""
        if self.is_sending:
            return
        self.is_sending, tries = True, 0
        while self.waiting:
            ops = list(self.waiting.values())
            reply = await self._post(ops)
            if reply is not None and reply.status == 204:
                tries = 0
                for op in ops:
                    self.acknowledged[op[0]] = op[3]
                    if self.waiting.get(op[2]) is op:
                        del self.waiting[op[2]]
                continue
            if reply is not None and reply.status != 503:
                self.told.refused.append(reply.status)
                return
            tries += 1
            self.told.waits += 1
            await asyncio.sleep(pause(tries, reply.retry_after if reply else 0.0, self.chance.random()))
        self.is_sending = False

    async def _post(self, ops: list) -> Reply | None:
        began = time.perf_counter()
        try:
            reply = await self.phone.post(self.path, json.dumps({"lease": 1, "ops": ops}).encode(), JSON)
        except Cut:
            self.told.saw("save", 0)
            return None
        self.told.saw("save", reply.status)
        if reply.status == 204:
            self.told.saves.append(time.perf_counter() - began)
            self.told.moments.append(time.time())
        return reply


async def look(url: str, kind: str, path: str, cookie: str, told: Told) -> None:
    """A page, over a connection of its own, as somebody who just came."""
    phone = Phone(url, {"hoithi_entry": cookie})
    try:
        told.saw(kind, (await phone.get(path)).status)
    except Cut:
        told.saw(kind, 0)
    finally:
        phone.hang_up()


def address(kind: str, box: Box, round_id: str) -> str:
    """Where a page of this kind lies."""
    attempt = box.path.removesuffix("/ops")
    return {
        "question": f"{attempt}/questions/1",
        "left": f"{attempt}/left",
        "landing": "/campaigns/do-toc-do",
        "board": f"/standings/{round_id}",
    }[kind]


async def crowd(url: str, data: Path, seconds: float, rate: float, seed: str, only: str = "") -> dict:
    """The load, then the time until every outbox is empty."""
    chance, told = random.Random(seed), Told()
    pairs = [line.split() for line in (data / "requests.txt").read_text("ascii").splitlines()]
    round_id = (data / "round.txt").read_text("ascii").strip()
    boxes = [
        Box(Phone(url, {"hoithi_entry": cookie}), path, told, random.Random(f"{seed} {path}"))
        for path, cookie in pairs
    ]
    kinds, weights = zip(*((k, v) for k, v in EXPECTED.items() if only in ("", k)), strict=True)
    tasks: set[asyncio.Task[None]] = set()
    began = time.perf_counter()
    due = 0.0
    while due < seconds:
        due += chance.expovariate(rate * sum(weights))
        await asyncio.sleep(max(0.0, began + due - time.perf_counter()))
        kind, box = chance.choices(kinds, weights)[0], chance.choice(boxes)
        if kind == "save":
            box.tap(f"{seed}{box.path[-17:-4]}")
            doing = box.send()
        else:
            doing = look(url, kind, address(kind, box, round_id), box.phone.cookies["hoithi_entry"], told)
        task = asyncio.create_task(doing)
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    ended = time.perf_counter()
    if tasks:
        await asyncio.wait(tasks, timeout=EMPTY_WITHIN + 30)
    emptied = time.perf_counter() - ended
    for box in boxes:
        box.phone.hang_up()
    return figures(boxes, told, emptied)


def figures(boxes: list[Box], told: Told, emptied: float) -> dict:
    """What was seen, as the test that began this process reads it."""
    ranked = sorted(told.saves) or [0.0]
    return {
        "acknowledged": {box.path.split("/")[2]: box.acknowledged for box in boxes},
        "left": sum(len(box.waiting) for box in boxes),
        "emptied": round(emptied, 2),
        "p50": round(ranked[len(ranked) // 2], 4),
        "p99": round(ranked[int(len(ranked) * 0.99)], 4),
        "waits": told.waits,
        "moments": sorted(told.moments),
        "refused": told.refused,
        "statuses": told.statuses,
    }


if __name__ == "__main__":
    url, data, seconds, rate, seed, *only = sys.argv[1:]
    print(json.dumps(asyncio.run(crowd(url, Path(data), float(seconds), float(rate), seed, *only))))
