"""What goes wrong in a simulated contest, as it is done to clock, disk and process."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.simulated.disk import Trouble
from tests.simulated.plan import HOUR, Blow

if TYPE_CHECKING:
    from tests.simulated.play import World

TROUBLES = {"busy": Trouble.BUSY, "full": Trouble.FULL, "unreadable": Trouble.BROKEN}


async def restart(world: World, after: float) -> None:
    """The next life of the server."""
    await asyncio.sleep(after)
    world.ledger.excuse().until = world.loop.time()
    world.house.begin()


async def strike(world: World, blow: Blow) -> None:
    """Something goes wrong."""
    chance = world.plan.chance.of("blow", str(blow.at))
    sky, disk = world.sky, world.disk
    match blow.what:
        case "forward an hour":
            sky.step(HOUR)
        case "back an hour":
            sky.step(-HOUR)
        case "over the deadline":
            sky.step(timedelta(seconds=world.plan.window))
        case "1970":
            sky.to(datetime.fromtimestamp(0, UTC))
        case "stands":
            sky.stand()
        case "right again":
            sky.mend()
        case "busy" | "full" | "unreadable":
            disk.fail(TROUBLES[blow.what], chance.number(0, 30, "after"), chance.number(1, 12, "count"))
        case "commit fails":
            disk.at_commit(Trouble.FULL, done=False)
        case "commit unheard":
            disk.at_commit(Trouble.BROKEN, done=True)
        case _:
            await _end(world, blow.what)


async def _end(world: World, how: str) -> None:
    """The process ends, now or at some statement soon, and comes back."""
    chance = world.plan.chance.of("end", world.house.lives)
    if how == "killed":
        world.disk.kill(chance.number(0, 40, "after"))
    elif how == "killed at commit":
        world.disk.at_commit(None, done=False)
    elif how == "killed behind commit":
        world.disk.at_commit(None, done=True)
    else:
        world.house.die()
    for _ in range(20):
        if not world.house.is_up:
            break
        await asyncio.sleep(1)
    world.disk.calm()
    if not world.house.is_up:
        await restart(world, chance.between(0.5, 15, "away"))
