"""Two servers on one PostgreSQL: people of both, one is killed and comes back, and both show the same."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from contest.simulate.wire import Phone
from contest.web.peers_store import LEADING
from tests.faults import acts, loops
from tests.faults.acts import Person, Witness
from tests.faults.cluster import Cluster
from tests.faults.harness import PATIENCE, House, Server, servers
from tests.faults.test_clusters import PEOPLE, all_well, house_in, pair, sit_through
from tests.trusted import measured

__all__ = ["pair"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.faults

#: Who leads is whoever holds this lock.
LEADER = (
    f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {LEADING & 0xFFFFFFFF} AND granted"
)
CLOCK = re.compile(r"\d\d:\d\d(:\d\d)?")


def show_live(cluster: Cluster) -> None:
    """The house's board is on while its round runs."""
    for old, new in (
        ('"board":"after_close"', '"board":"live"'),
        ('"score":"after_close"', '"score":"at_once"'),
    ):
        cluster.ask(f"UPDATE ruleset SET content = replace(content, '{old}', '{new}')")


def leader(cluster: Cluster) -> list[object]:
    return [pid for (pid,) in cluster.ask(LEADER)]


def round_of(house: House) -> str:
    return (house.data / "fresh.txt").read_text("ascii").split()[0]


def board(server: Server, house: House) -> str:
    """What a stranger's phone shows, without the time."""

    async def once() -> str:
        phone = Phone(server.url)
        reply = await phone.get(f"/standings/{round_of(house)}")
        phone.hang_up()
        assert reply.status == 200
        return CLOCK.sub("", reply.body.decode())

    return loops.run(once())


async def listen(server: Server, house: House, frames: list[str]) -> None:
    """The hall's screen: every event that comes. It reached both servers by the same name."""
    host, port = server.url.rpartition("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=1 << 20)
    asked = f"GET /standings/{round_of(house)}/stream HTTP/1.1\r\nHost: 10.0.0.2:8000\r\n\r\n"
    writer.write(asked.encode())
    try:
        while event := await reader.readuntil(b"\n\n"):
            if b"\ndata: " in event:
                frames.append(CLOCK.sub("", event.decode().partition("data: ")[2]))
    except (asyncio.IncompleteReadError, OSError):
        return
    finally:
        writer.close()


async def screens(both: tuple[Server, Server], house: House, last: Person) -> None:
    """A screen at each server: when somebody hands in at one, both show it."""
    frames: tuple[list[str], list[str]] = ([], [])
    tasks = [asyncio.create_task(listen(one, house, seen)) for one, seen in zip(both, frames, strict=True)]
    try:
        async with asyncio.timeout(PATIENCE):
            await until(lambda: all(frames))
            assert frames[0][-1] == frames[1][-1]
            before = frames[0][-1]
            await last.finish()
            await until(lambda: before != frames[0][-1] == frames[1][-1])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.05)


def test_one_of_two_servers_is_killed_and_comes_back(pair: list[Cluster], tmp_path: Path) -> None:
    cluster, _ = pair
    cluster.make()
    house = house_in(tmp_path, cluster.url())
    show_live(cluster)
    witness = Witness()
    with (
        servers(house.data, database=cluster.url()) as first,
        servers(house.data, database=cluster.url()) as second,
    ):
        for server in (first, second):
            server.start()
        theirs = acts.people(first.url, house, witness, "a", PEOPLE // 2)
        others = acts.people(second.url, house, witness, "b", PEOPLE // 2, first=PEOPLE // 2)
        led = leader(cluster)

        def trouble() -> None:
            first.kill()
            acts.until(lambda: leader(cluster) not in ([], led), "nobody leads in its place")
            # Half of its people are sent to the other one, as a proxy does; half wait for it.
            for person in theirs[::2]:
                person.phone.root = second.url
            first.start()

        people, last = [*theirs, *others[:-1]], others[-1]
        loops.run(sit_through(people, trouble))
        all_well(cluster, house, witness, people)
        loops.run(screens((first, second), house, last))
        all_well(cluster, house, witness, [*people, last])
        acts.until(lambda: board(first, house) == board(second, house), "the boards differ")
        assert f"{PEOPLE} người, " in board(second, house)
        assert len(led) == len(leader(cluster)) == 1
    said = (
        "two servers on one PostgreSQL, one killed with SIGKILL under load: 0 lost, boards and screens equal"
    )
    measured("kill", "two servers", said, "./hoithi test faults")


def exchanged(server: Server) -> None:
    """Another version takes its place: it ends in order, and the next one answers at the same address."""
    os.kill(server.child, signal.SIGTERM)
    acts.until(lambda: server.is_dead, "it does not end")
    server.start()


def test_servers_are_exchanged_one_after_the_other_under_load(pair: list[Cluster], tmp_path: Path) -> None:
    cluster, _ = pair
    cluster.make()
    house = house_in(tmp_path, cluster.url())
    witness = Witness()
    with (
        servers(house.data, database=cluster.url()) as first,
        servers(house.data, database=cluster.url()) as second,
    ):
        for server in (first, second):
            server.start()
        people = acts.people(first.url, house, witness, "c", PEOPLE // 2)
        people += acts.people(second.url, house, witness, "d", PEOPLE // 2, first=PEOPLE // 2)

        def trouble() -> None:
            exchanged(first)
            exchanged(second)

        loops.run(sit_through(people, trouble))
        all_well(cluster, house, witness, people)
        acts.until(lambda: len(leader(cluster)) == 1, "nobody leads")
    said = "two servers on one PostgreSQL exchanged one after the other under load: 0 lost, 0 answers 500"
    measured("restart", "two servers", said, "./hoithi test faults")
