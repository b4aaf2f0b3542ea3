"""How late the loop is: a hiccup is forgiven, a loop that stays late is not."""

from __future__ import annotations

import asyncio
import time

from contest.web.strain import EVERY, LIMIT, Lateness


def test_on_time_there_is_none() -> None:
    late = Lateness()
    for _ in range(100):
        late.saw(0.001)
    assert late.share < 0.01


def test_one_hiccup_lets_nearly_everybody_in() -> None:
    late = Lateness()
    late.saw(0.5)
    assert 0.2 < late.share < 0.4
    for _ in range(40):
        late.saw(0.0)
    assert late.share < 0.1


def test_a_loop_that_stays_late_says_so_within_seconds() -> None:
    late, passed = Lateness(), 0.0
    while late.share < 0.85:
        late.saw(LIMIT)
        passed += EVERY + LIMIT
    assert passed < 4


def test_it_watches_a_real_loop_and_stops() -> None:
    late = Lateness()

    async def scene() -> float:
        late.start(asyncio.get_running_loop())
        for _ in range(3):
            await asyncio.sleep(EVERY / 2)
            time.sleep(0.3)  # somebody holds the loop
        await asyncio.sleep(0)
        seen = late.seconds
        late.stop()
        return seen

    assert asyncio.run(scene()) > 0.05
    assert late.seconds == 0
