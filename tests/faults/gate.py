"""``python -m tests.faults.gate URL FILE``: all in FILE come in the same second, from this one address.

FILE is a JSON list of (kind, path, body). Each has a connection of their own and comes back as a busy server
asks; prints what each kind met, and how long the last one took.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import sys
import time
from pathlib import Path

from contest.simulate.line import FORM, pause
from contest.simulate.wire import Cut, Phone

PATIENCE = 150.0


async def come(url: str, kind: str, path: str, body: str, met: dict[str, dict[str, int]]) -> float:
    """Until they are in, or nobody can say that they ever will; the seconds it took."""
    phone, chance = Phone(url), random.Random(body)
    began, tries = time.perf_counter(), 0
    while time.perf_counter() - began < PATIENCE:
        try:
            reply = await phone.post(path, body.encode(), FORM)
            status, asked = reply.status, reply.retry_after
        except Cut:
            status, asked = 0, 0.0
        met.setdefault(kind, {})[str(status)] = met.setdefault(kind, {}).get(str(status), 0) + 1
        if status not in (0, 503):
            break
        tries += 1
        await asyncio.sleep(pause(min(tries, 3), asked, chance.random()))
    phone.hang_up()
    return time.perf_counter() - began


async def everybody(url: str, people: list[list[str]]) -> dict:
    """All of them at once."""
    met: dict[str, dict[str, int]] = {}
    took = await asyncio.gather(*(come(url, *one, met) for one in people))
    return {"met": met, "last": round(max(took), 2), "middle": round(sorted(took)[len(took) // 2], 2)}


if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(json.dumps(asyncio.run(everybody(sys.argv[1], json.loads(Path(sys.argv[2]).read_text())))))
