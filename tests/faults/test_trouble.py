"""A full disk and a foreign lock: refused in time, never half done, never a 500 (C6, I13)."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from contest.simulate.wire import Phone, Reply
from tests.faults import loops
from tests.faults.harness import House, Sender, Server, lost, ready, save_until_dead, senders, servers

pytestmark = [pytest.mark.faults, pytest.mark.alone]

BALLAST = 2 << 20


async def save_all(phones: list[Sender], laps: int) -> list[Reply]:
    replies = []
    for _ in range(laps):
        replies += await asyncio.gather(*(phone.save() for phone in phones))
    return replies


async def save_until_refused(phones: list[Sender]) -> None:
    async with asyncio.timeout(60):
        while not any(status == 503 for phone in phones for status in phone.replies):
            await save_all(phones, 5)


def close_all(phones: list[Sender]) -> None:
    for phone in phones:
        phone.phone.hang_up()


def test_by_tmpfs_a_full_disk_refuses_and_goes_on_when_there_is_room(house: House) -> None:
    """A file system of its own, seen only by the server's process and through `/proc`."""
    small = house.data.parent / "small"
    small.mkdir()
    size = sum(file.stat().st_size for file in house.data.iterdir()) + 2 * BALLAST
    setup = (
        f'mount -t tmpfs -o size={size} none "{small}" && cp "{house.data}"/* "{small}" && '
        f'head -c {BALLAST} /dev/zero > "{small}/ballast" && exec "$@"'
    )
    with servers(small, ["unshare", "-m", "--", "sh", "-c", setup, "sh"]) as server:
        server.begin_once()
        loops.run(ready(server.url))
        inside = House(Path(f"/proc/{server.process.pid}/root{small}"))
        phones = senders(server, inside, "full")
        loops.run(fill_and_free(phones, inside))
        assert server.process.poll() is None, (house.data.parent / "server.log").read_text()
        time.sleep(1)  # the idle server's checkpoint
        copy = inside.copied_to(house.data.parent / "copy")
    assert lost(copy, phones) == []
    assert copy.integrity() == "ok"


async def fill_and_free(phones: list[Sender], inside: House) -> None:
    await save_until_refused(phones)
    refused = [reply for reply in await save_all(phones, 1) if reply.status != 204]
    assert all(reply.status == 503 and reply.retry_after >= 1 for reply in refused)
    readable = Phone(phones[0].url, {"hoithi_entry": phones[0].cookie})
    assert (await readable.get(f"/attempts/{phones[0].attempt}/questions/1")).status == 200
    (inside.data / "ballast").unlink()
    assert {reply.status for reply in await save_all(phones, 3)} == {204}
    assert {status for phone in phones for status in phone.replies} == {204, 503}
    close_all(phones)
    readable.hang_up()


def test_a_foreign_lock_is_waited_out(house: House, server: Server) -> None:
    """Somebody opened the file with another tool: 503 with a time to come back, then all is well."""
    phones = senders(server, house, "lock", count=4)

    async def locked() -> list[Reply]:
        with closing(sqlite.connect(str(house.database), isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            replies = await save_all(phones, 1)
            assert time.monotonic() - began < 15
            foreign.execute("ROLLBACK")
        close_all(phones)
        return replies

    replies = loops.run(locked())
    assert {reply.status for reply in replies} == {503}
    assert all(reply.retry_after >= 1 for reply in replies)
    assert {reply.status for reply in loops.run(save_all(phones, 2))} == {204}
    assert lost(house, phones) == []


def test_a_short_foreign_lock_is_not_even_noticed(house: House, server: Server) -> None:
    phones = senders(server, house, "short", count=4)

    async def locked() -> list[Reply]:
        with closing(sqlite.connect(str(house.database), isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            saving = asyncio.create_task(save_all(phones, 1))
            await asyncio.sleep(1)
            assert not saving.done()
            foreign.execute("ROLLBACK")
            return await saving

    assert {reply.status for reply in loops.run(locked())} == {204}
    assert lost(house, phones) == []


def test_a_page_under_a_foreign_lock_is_a_503_page(house: House, server: Server) -> None:
    """The other kind of writer, a plain session, says the same."""
    (phone,) = senders(server, house, "page", count=1)

    async def enter() -> Reply:
        with closing(sqlite.connect(str(house.database), isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            fields = b"name=Y+B%C3%ADch&birth_year=1990&consent_join=1&unit="
            return await Phone(phone.url).post(
                "/campaigns/do-toc-do/entries/new", fields, "application/x-www-form-urlencoded"
            )

    reply = loops.run(enter())
    assert reply.status == 503
    assert reply.retry_after >= 1
    assert "Chưa có gì thay đổi" in reply.text


def test_reads_go_on_under_a_foreign_lock(house: House, server: Server) -> None:
    (phone,) = senders(server, house, "read", count=1)

    async def look() -> int:
        with closing(sqlite.connect(str(house.database), isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            return (await phone.phone.get(f"/attempts/{phone.attempt}/questions/1")).status

    assert loops.run(look()) == 200


def test_a_disk_that_fails_by_strace_ends_the_server(house: House) -> None:
    """After a failed sync nobody knows what the disk holds: no more acknowledgements, exit status 75."""
    assert shutil.which("strace")
    inject = "inject=fsync,fdatasync:error=EIO:when=6+"
    before = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", inject]
    with servers(house.data, before) as failing:
        phones = senders(failing, house, "eio", count=4)
        failing.begin_once()

        loops.run(save_until_dead(failing, phones))
        assert failing.process.wait(15) == 75
    with servers(house.data) as again:
        again.start()
        assert lost(house, phones) == []
    assert house.integrity() == "ok"
    assert {status for phone in phones for status in phone.replies} <= {204, 503}


def test_the_mounted_disk_is_seen_by_nobody_else() -> None:
    """The harness itself: a mount in a namespace does not stay behind."""
    told = subprocess.run(["mount"], capture_output=True, text=True, check=True).stdout
    assert "/small " not in told
