"""The power goes: whatever the server acknowledged is there afterwards (C1, C2, I1)."""

from __future__ import annotations

import asyncio

import pytest

from contest.simulate.wire import Cut
from tests.faults import loops
from tests.faults.harness import SEED, House, Sender, Server, chance, lost, save_until_dead, senders, traced

pytestmark = pytest.mark.faults

MOMENTS = 64
#: (system call, its how-manieth in one thread): a write of the log, a sync, those after a checkpoint.
POINTS = [("pwrite64", n) for n in (1, 2, 3, 4, 5, 7, 12, 20, 61, 150)] + [
    ("fsync,fdatasync", n) for n in (1, 2, 3, 5, 9, 17)
]


async def die_under_load(server: Server, phones: list[Sender], delay: float) -> None:
    saving = asyncio.create_task(save_until_dead(server, phones))
    await asyncio.sleep(delay)
    server.kill()
    await saving


def test_killed_at_many_moments_nothing_acknowledged_is_lost(house: House, server: Server) -> None:
    print(f"HOITHI_FAULTS_SEED={SEED}")
    everything: list[Sender] = []
    for moment in range(MOMENTS):
        phones = senders(server, house, f"m{moment}", first_seq=moment * 10_000)
        loops.run(die_under_load(server, phones, chance("kill", moment).uniform(0.005, 0.35)))
        server.start()
        assert lost(house, phones) == [], f"moment {moment}, seed {SEED}"
        everything += phones
    assert sum(len(phone.acknowledged) for phone in everything) > 10 * MOMENTS
    assert {status for phone in everything for status in phone.replies} <= {204, 503}
    assert lost(house, everything) == []
    assert house.integrity() == "ok"
    assert house.standing_is_newest()


@pytest.mark.parametrize(("call", "when"), POINTS)
def test_killed_by_strace_inside_a_write(house: House, server: Server, call: str, when: int) -> None:
    """Exact places that a clock hardly meets: between two pages of one commit, before its sync."""
    phones = senders(server, house, f"{call[:2]}{when}", count=8)
    with traced(server, call, f"signal=SIGKILL:when={when}"):
        loops.run(save_until_dead(server, phones))
    server.start()
    assert lost(house, phones) == []
    assert Sender(server.url, phones[0].path, phones[0].cookie, "after", 500_000).save_alone() == 204
    assert house.integrity() == "ok"
    assert house.standing_is_newest()


def test_a_repeat_after_the_crash_is_answered_as_the_first_time(house: House, server: Server) -> None:
    """The reply was lost with the server: the phone asks again with the same op, and it counts once."""
    (phone,) = senders(server, house, "again", count=1)
    assert phone.save_alone() == 204
    server.kill()
    server.start()
    phone.seq = 0
    assert phone.save_alone() == 204
    rows = [op for (attempt, op) in house.stored() if attempt == phone.attempt and op.startswith("again")]
    assert rows == ["againx1"]


def test_a_dead_server_answers_nothing(house: House, server: Server) -> None:
    """The harness itself: after the kill there is no reply that could be taken for one."""
    (phone,) = senders(server, house, "dead", count=1)
    assert phone.save_alone() == 204
    server.kill()
    server.process.kill()  # with it goes the socket, which would take connections for the next life
    server.process.wait()
    with pytest.raises(Cut):
        phone.save_alone()
    assert len(phone.acknowledged) == 1
