"""Killed inside exact system calls of starts, saves, hand-ins, checkpoints, a close and the orderly end.

After each death: what was acknowledged is stored, the file is whole, the doctor's invariants hold, and
whoever tries again what is left in the outbox ends with everything handed in.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.faults import acts, loops
from tests.faults.acts import Person, Witness
from tests.faults.harness import SEED, House, Server, chance, kept_seeds, servers, traced
from tests.trusted import measured

WRITE, SYNC = "pwrite64", "fsync,fdatasync"
FILE = "hoithi.sqlite3"
Point = tuple[str, int, str]


def points(writes: Sequence[int], syncs: Sequence[int], file: str = "") -> list[Point]:
    """(system call, its how-manieth in one thread, only those of this file)."""
    return [*((WRITE, number, file) for number in writes), *((SYNC, number, file) for number in syncs)]


POINTS = {
    "starts": points((*range(1, 7), 8, 10, 13, 17, 21, 27, 34), (1, 2, 3)),
    "saves": points((1, 2, 3, 4, 6, 9, 14, 22, 60), (1, 2, 4, 9)),
    "hand_ins": points((*range(1, 7), 8, 10, 13, 17, 21, 27, 34), (1, 2, 3)),
    "checkpoint": points((1, 2, 3, 5, 8), (1,), FILE),
    "close": points((1, 6, 15, 28), (1, 3)),
    "end": [*points((1, 4), (1,), FILE), ("unlink", 1, "")],
}
PEOPLE, MOMENTS = 20, 12


class Lives:
    """One process that begins servers, the house as it was built before each."""

    def __init__(self, built: Path, server: Server, house: House) -> None:
        self.built, self.server, self.house = built, server, house

    def begin(self) -> None:
        """A new life in the house as it was."""
        shutil.rmtree(self.house.data)
        shutil.copytree(self.built, self.house.data)
        self.server.start()


@pytest.fixture(scope="module")
def lives(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    """Servers that die one after the other."""
    data = Path(shutil.copytree(built, tmp_path_factory.mktemp("lives") / "data"))
    with servers(data) as server:
        yield Lives(built, server, House(data))


Deed = Callable[[Lives, list[Person], Witness], Awaitable[None]]


async def starts(lives: Lives, people: list[Person], witness: Witness) -> None:
    await acts.in_turns([person.start for person in people])


async def saves(lives: Lives, people: list[Person], witness: Witness) -> None:
    await acts.in_turns([person.sit for person in people], lanes=8)


async def hand_ins(lives: Lives, people: list[Person], witness: Witness) -> None:
    await acts.in_turns([person.hand_in for person in people])


async def checkpoint(lives: Lives, people: list[Person], witness: Witness) -> None:
    await acts.in_turns([person.sit for person in people[:8]])


async def close(lives: Lives, people: list[Person], witness: Witness) -> None:
    with contextlib.suppress(acts.Cut):
        await acts.close_round(lives.server.url, lives.house, witness)


async def end(lives: Lives, people: list[Person], witness: Witness) -> None:
    os.kill(lives.server.child, signal.SIGTERM)


DEEDS: dict[str, Deed] = {
    "starts": starts,
    "saves": saves,
    "hand_ins": hand_ins,
    "checkpoint": checkpoint,
    "close": close,
    "end": end,
}
#: What people have done before the tracer counts.
BEFORE = {"saves": "start", "hand_ins": "start", "close": "sit", "end": "sit"}


def prepared(lives: Lives, deed: str, witness: Witness, run: str) -> list[Person]:
    """The people of one life, as far as they are when it becomes dangerous."""
    people = acts.people(lives.server.url, lives.house, witness, run, PEOPLE)
    if deed in BEFORE:
        loops.run(together([getattr(person, BEFORE[deed]) for person in people[:16]], people))
    return people


async def together(deeds: list[Callable[[], Awaitable[None]]], people: list[Person]) -> None:
    """Side by side; a connection belongs to the loop that opened it."""
    await acts.in_turns(deeds)
    for person in people:
        person.phone.hang_up()


def die(lives: Lives, deed: str, people: list[Person], witness: Witness, point: Point) -> None:
    """Do it until the point is met."""
    call, when, file = point
    only = str(lives.house.data / file) if file else ""
    with traced(lives.server, call, f"signal=SIGKILL:when={when}", only):
        loops.run(until_dead(lives, deed, people, witness))


async def until_dead(lives: Lives, deed: str, people: list[Person], witness: Witness) -> None:
    await DEEDS[deed](lives, people, witness)
    async with asyncio.timeout(20):
        while not lives.server.is_dead:
            await asyncio.sleep(0.02)
    for person in people:
        person.phone.hang_up()


def recovered(lives: Lives, deed: str, people: list[Person], witness: Witness, told: str) -> None:
    """The next life has everything, and everybody goes on."""
    lives.server.start()
    assert acts.missing(acts.asking(lives.house), witness.facts) == [], told
    if deed == "close":
        if not acts.is_closed(lives.house):
            loops.run(close(lives, people, witness))
        acts.until(lambda: acts.is_closed(lives.house), f"{told}: the close did not go on")
    else:
        loops.run(finished([person for person in people if person.attempt]))
    lives.server.kill()
    acts.until(lambda: lives.server.is_dead, told)
    assert acts.missing(acts.asking(lives.house), witness.facts) == [], told
    assert lives.house.integrity() == "ok", told
    assert acts.broken_invariants(lives.house) == [], told
    # 410: what was tried again had gone in with the paper, whose answer died with the server. 409: the close
    # goes on by itself by then.
    assert witness.statuses <= {204, 303, 410, 503} | ({409} if deed == "close" else set()), told


async def finished(people: list[Person]) -> None:
    await asyncio.gather(*(person.finish() for person in people))
    assert all(person.is_done and not person.waiting for person in people)


@pytest.mark.faults
@pytest.mark.parametrize("deed", list(POINTS))
def test_killed_by_strace_at_exact_points_of(lives: Lives, deed: str) -> None:
    for point in POINTS[deed]:
        told = f"{deed} {point}"
        witness = Witness()
        lives.begin()
        people = prepared(lives, deed, witness, f"k{point[0][0]}{point[1]}")
        die(lives, deed, people, witness, point)
        recovered(lives, deed, people, witness, told)
    count = len(POINTS[deed])
    measured(
        "kill", deed.replace("_", "-"), f"{count} points in {deed.replace('_', '-')}", "./hoithi test faults"
    )


def killed_at_random(lives: Lives, count: int) -> int:
    """At moments that a clock chooses, in any deed; how much was acknowledged."""
    print(f"HOITHI_FAULTS_SEED={SEED}")
    heard = 0
    for seed in [*kept_seeds("kill"), *(f"{SEED}:{number}" for number in range(count))]:
        by_chance = chance("moment", seed)
        witness = Witness()
        lives.begin()
        people = acts.people(lives.server.url, lives.house, witness, "r", PEOPLE)
        loops.run(killed_after(lives, people, by_chance.uniform(0.005, 0.4)))
        recovered(lives, "saves", people, witness, f"seed {seed}")
        heard += len(witness.facts)
    return heard


async def killed_after(lives: Lives, people: list[Person], seconds: float) -> None:
    doing = asyncio.create_task(acts.in_turns([person.sit for person in people], lanes=8))
    await asyncio.sleep(seconds)
    lives.server.kill()
    await doing
    for person in people:
        person.phone.hang_up()


@pytest.mark.faults
def test_killed_at_random_moments(lives: Lives) -> None:
    heard = killed_at_random(lives, MOMENTS)
    assert heard > 5 * MOMENTS
    measured("kill", "random", f"{MOMENTS} random moments: 0 lost, invariants hold", "./hoithi test faults")


@pytest.mark.nightly
def test_killed_at_random_moments_by_the_thousand(lives: Lives) -> None:
    killed_at_random(lives, 1000)


@pytest.mark.nightly
def test_killed_by_strace_at_every_point_of_saves(lives: Lives) -> None:
    """A window over all calls of a few hundred saves, one after the other."""
    for when in range(1, 200):
        witness = Witness()
        lives.begin()
        people = prepared(lives, "saves", witness, f"n{when}")
        die(lives, "saves", people, witness, (WRITE if when % 3 else SYNC, max(1, when // 3), ""))
        recovered(lives, "saves", people, witness, f"nightly {when}")
