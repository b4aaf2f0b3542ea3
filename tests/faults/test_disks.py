"""Disks that are full, fail, or are held by strangers: refused in time, and afterwards all is there."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from contest.simulate.wire import Phone
from tests.faults import acts, loops
from tests.faults.acts import Person, Witness
from tests.faults.harness import House, Server, ready, servers
from tests.trusted import measured

pytestmark = pytest.mark.faults

#: A small disk, the ballast on it, and the room below which nobody starts.
DISK, SIZE, SHORT = 16 << 20, 4_000_000, 6_000_000


def kept(inside: House) -> bool:
    return (inside.data / "ballast").is_file()


def free(inside: House) -> int:
    found = os.statvfs(inside.data)
    return found.f_bavail * found.f_frsize


def test_by_tmpfs_saves_go_on_in_the_room_that_was_kept(house: House) -> None:
    """Others fill the disk: no save is refused, nobody starts; when there is room all is as before."""
    small = house.data.parent / "small"
    small.mkdir()
    setup = f'mount -t tmpfs -o size={DISK} none "{small}" && cp "{house.data}"/* "{small}" && exec "$@"'
    before = ["unshare", "-m", "--", "env", f"FAULTS_BALLAST={SIZE},{SHORT}", "sh", "-c", setup, "sh"]
    with servers(small, before) as server:
        server.begin_once()
        loops.run(ready(server.url))
        inside = House(Path(f"/proc/{server.process.pid}/root{small}"))
        assert kept(inside)
        witness = Witness()
        people = acts.people(server.url, house, witness, "d", 12)
        loops.run(fill_the_disk(people, inside, witness))
        acts.until(lambda: kept(inside), "the room is not kept anew")
        loops.run(finish(people))
        time.sleep(1)  # the idle server's checkpoint
        copy = inside.copied_to(house.data.parent / "copy")
    assert acts.missing(acts.asking(copy), witness.facts) == []
    assert copy.integrity() == "ok"
    said = "a full disk: saves go on in the ballast, starts wait, 0 lost"
    measured("power-cut", "full disk", said, "./hoithi test faults -k disks")


async def fill_the_disk(people: list[Person], inside: House, witness: Witness) -> None:
    early, late = people[:8], people[8:]
    for person in early:
        await person.start()
    witness.statuses.clear()
    with (inside.data / "foreign").open("wb", buffering=0) as foreign:
        full(foreign.fileno())
    async with asyncio.timeout(30):
        while kept(inside):
            await save(early)
    assert witness.statuses == {204}, "no save is refused while the room is given up"
    await save(early)
    assert witness.statuses == {204}
    assert free(inside) < SHORT
    await asyncio.sleep(1.5)
    for person in late:
        await person.ask_to_start()
    assert witness.statuses == {204, 503} and not any(person.attempt for person in late)
    (inside.data / "foreign").unlink()
    for person in people:
        person.phone.hang_up()


def full(handle: int) -> None:
    """Write until the disk takes no more."""
    for size in (1 << 16, 4096):
        try:
            while True:
                os.write(handle, bytes(size))
        except OSError:
            continue


async def save(people: list[Person]) -> None:
    """One answer each, side by side."""
    for person in people:
        person.tap()
    await asyncio.gather(*(person.send() for person in people))


async def finish(people: list[Person]) -> None:
    await asyncio.gather(*(person.finish() for person in people))


@pytest.mark.parametrize("call", ["fsync,fdatasync", "pwrite64"])
def test_a_disk_that_fails_pages_by_strace_ends_the_server(house: House, server: Server, call: str) -> None:
    """Not only a save: what an organiser's page writes meets the failed disk, and nothing is acknowledged."""
    witness = Witness()
    inject = f"inject={call}:error=EIO"
    before = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"{inject}:when=30+"]
    server.kill()
    with servers(house.data, before) as failing:
        failing.begin_once()
        people = acts.people(failing.url, house, witness, "e", 16)
        loops.run(until_it_ends(failing, people))
        assert failing.process.wait(15) == 75
    assert witness.statuses <= {204, 303, 503}
    server.start()
    assert acts.missing(acts.asking(house), witness.facts) == []
    for person in people:
        person.phone = Phone(server.url, person.phone.cookies)
    loops.run(finish(people))
    assert acts.missing(acts.asking(house), witness.facts) == []
    assert house.integrity() == "ok"
    said = f"EIO from {call.split(',')[0]}: the server ends with 75, 0 lost"
    measured("power-cut", f"EIO {call[:3]}", said, "./hoithi test faults -k disks")


async def until_it_ends(server: Server, people: list[Person]) -> None:
    await ready(server.url)
    async with asyncio.timeout(45):
        await acts.in_turns([person.sit for person in people])
        while not server.is_dead:
            await asyncio.sleep(0.05)
    for person in people:
        person.phone.hang_up()


def test_a_foreign_lock_of_thirty_seconds(house: House, server: Server) -> None:
    """Somebody opens the file in the middle of a contest: 503 with a time, then every outbox empties."""
    witness = Witness()
    people = acts.people(server.url, house, witness, "l", 8)
    held = sqlite.connect(str(house.database), isolation_level=None, check_same_thread=False)
    with closing(held) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        began = time.monotonic()

        async def sit() -> None:
            sitting = [asyncio.create_task(person.finish(100)) for person in people]
            while time.monotonic() < began + 30:
                await asyncio.sleep(0.1)
            assert not any(person.attempt for person in people)
            foreign.execute("ROLLBACK")
            await asyncio.gather(*sitting)

        loops.run(sit())
    assert {204, 303, 503} == witness.statuses
    assert witness.waits > 0 and witness.rude == 0, "each 503 says when to come back"
    assert acts.missing(acts.asking(house), witness.facts) == []
    assert all(person.is_done and not person.waiting for person in people)


def test_a_long_reader_holds_the_log_back_and_then_it_is_moved(house: House, server: Server) -> None:
    """Saves go on beside it; once it is gone all of the log goes into the file."""
    witness = Witness()
    people = acts.people(server.url, house, witness, "r", 30)
    with closing(sqlite.connect(str(house.database), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        (before,) = reader.execute("SELECT count(*) FROM answer_event").fetchone()
        loops.run(finish(people))
        time.sleep(1)
        assert events_in_the_file(house) == before
        reader.execute("ROLLBACK")
    assert witness.statuses <= {204, 303, 503}
    acts.until(lambda: events_in_the_file(house) >= 5 * 30, "the log is not moved")
    os.kill(server.child, signal.SIGKILL)
    assert acts.missing(acts.asking(house), witness.facts) == []


def events_in_the_file(house: House) -> int:
    """Without the log."""
    with closing(sqlite.connect(f"file:{house.database}?immutable=1", uri=True)) as alone:
        return alone.execute("SELECT count(*) FROM answer_event").fetchone()[0]
