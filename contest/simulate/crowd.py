"""Everybody at once: who comes when, how far they are, and what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from contest.people import guards
from contest.simulate import entering, organiser
from contest.simulate.chance import Chance
from contest.simulate.line import GaveUp, Line
from contest.simulate.mind import Mind, sample_bank
from contest.simulate.person import Person
from contest.simulate.tally import Result, Tally
from contest.simulate.wire import Phone

#: People who arrive in a second at speed 1; below it everybody comes within five seconds.
ARRIVALS = 25
TELL_EVERY = 2.0
CHECKS_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """What to simulate. Without a log-in the round is not closed."""

    url: str
    slug: str
    people: int
    seed: int
    speed: float = 1.0
    login: str = ""
    password: str = ""
    key: bytes = b""  # a demo's, from its token: with it a phone has the same id in every run


def person(plan: Plan, number: int, tally: Tally) -> Person:
    """The person of this number: the same for the same seed, whoever else there is."""
    chance = Chance((plan.seed, "person", number))
    line = Line(Phone(plan.url, cookies(plan, chance)), tally, chance)
    return Person(line, plan.slug, entering.invented(chance), Mind(chance, sample_bank()), plan.speed)


def cookies(plan: Plan, chance: Chance) -> dict[str, str]:
    """What a phone comes with: papers are drawn from its id, so the same id meets the same paper."""
    if not plan.key:
        return {}
    return {guards.ENTRY_COOKIE: guards.issue((), chance.crockford(13, "device"), plan.key)}


async def run(plan: Plan, tell: Callable[[Tally], None]) -> tuple[Result, Tally]:
    """Send the crowd, check what is stored, close the round if that is asked for."""
    began = time.monotonic()
    tally = Tally()
    crowd = [person(plan, number, tally) for number in range(1, plan.people + 1)]
    telling = asyncio.create_task(_tell(tell, tally))
    spread = max(5.0, plan.people / ARRIVALS) / plan.speed
    try:
        await asyncio.gather(*(_arrive(one, spread) for one in crowd))
        await _check_all(crowd)
        if plan.login:
            with contextlib.suppress(GaveUp):
                line = Line(Phone(plan.url), tally, Chance((plan.seed, "organiser")))
                await organiser.close(line, plan.slug, plan.login, plan.password)
                line.phone.hang_up()
    finally:
        telling.cancel()
    return tally.result(plan.people, time.monotonic() - began), tally


async def _arrive(one: Person, spread: float) -> None:
    await asyncio.sleep(spread * one.mind.chance.share("arrives"))
    await one.take_part()


async def _check_all(crowd: list[Person]) -> None:
    turns = asyncio.Semaphore(CHECKS_AT_ONCE)

    async def check(one: Person) -> None:
        async with turns:
            await one.check()

    await asyncio.gather(*(check(one) for one in crowd))


async def _tell(tell: Callable[[Tally], None], tally: Tally) -> None:
    while True:
        await asyncio.sleep(TELL_EVERY)
        tell(tally)
