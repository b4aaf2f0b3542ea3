"""What runs coroutines for tests of faults."""

from __future__ import annotations

import asyncio

from tests.faults import loops


async def three() -> int:
    await asyncio.sleep(0)
    return 3


def test_a_loop_that_runs_already_is_in_nobodys_way() -> None:
    """A browser's test leaves one running in its worker, which fails ``asyncio.run``."""

    async def within() -> int:
        return loops.run(three())

    assert loops.run(within()) == 3
