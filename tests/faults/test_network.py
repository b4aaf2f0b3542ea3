"""A network that loses, doubles, reorders and cuts; phones that hang up: nothing lost, nothing mixed up."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections import Counter
from zlib import crc32

import pytest

from contest.simulate.wire import Cut, Phone
from tests.faults import loops
from tests.faults.harness import SEED, House, Sender, Server, lost, senders
from tests.faults.proxy import DEEDS, Proxy
from tests.trusted import measured

pytestmark = pytest.mark.faults

COMMAND = "./hoithi test faults tests/faults/test_network.py"
TAPS = 40
GOOD = {204, 409, 410, 422, 503}


async def insist(phone: Sender, count: int) -> None:
    """So many taps, each sent until somebody acknowledges it, as an outbox does."""
    while len(phone.acknowledged) < count:
        # The next tap, or the same again.
        phone.seq = len(phone.acknowledged)
        with contextlib.suppress(Cut):
            if (await phone.save()).status == 204:
                continue
        await asyncio.sleep(0.05)


def test_through_a_bad_network_every_answer_arrives_once(server: Server, house: House) -> None:
    async def all_of_them() -> tuple[Proxy, list[Sender]]:
        async with Proxy(server.port, crc32(SEED.encode())).running() as proxy:
            phones = senders(server, house, "net")
            for phone in phones:
                phone.phone.root = proxy.url
            async with asyncio.timeout(90):
                await asyncio.gather(*(insist(phone, TAPS) for phone in phones))
            await asyncio.sleep(2)  # what was held back arrives behind everything
            return proxy, phones

    proxy, phones = loops.run(all_of_them())
    assert set(proxy.did) >= DEEDS, f"seed {SEED}: the network did only {proxy.did}"
    server.kill()
    assert lost(house, phones) == [], SEED
    assert all(len(phone.acknowledged) == TAPS for phone in phones)
    # An op has its name as key: it can't be there twice, whatever came twice; and none came that nobody sent.
    sent = {(phone.attempt, op) for phone in phones for op in phone.acknowledged}
    assert {key for key in house.stored() if key[1].startswith("net")} == sent
    assert house.standing_is_newest()
    assert set(proxy.statuses) <= GOOD, f"seed {SEED}: {proxy.statuses}"
    damaged = sum(count for deed, count in proxy.did.items() if deed != "carried")
    said = f"fault proxy: {len(sent)} answers through {damaged} damaged requests, 0 lost, 0 twice, 0 × 500"
    measured("contests", "network", said, COMMAND)


async def hanging_up(url: str, number: int, path: str, cookie: str) -> Counter[str]:
    """Saves, a third of which its phone does not wait for; what came back, and what was somebody else's."""
    chance, told = random.Random(f"{SEED}:{number}"), Counter[str]()
    attempt = path.split("/")[2]
    phone = Phone(url, {"hoithi_entry": cookie})
    for turn in range(60):
        op_id = f"u{number}x{turn}"
        ops = [[op_id, 1000 * number + turn + 1, turn % 20 + 1, f"a{number}"]]
        body = json.dumps({"lease": 1, "ops": ops}).encode()
        if chance.random() < 0.33:
            asking = asyncio.ensure_future(phone.post(path, body, "application/json"))
            await asyncio.sleep(chance.uniform(0, 0.01))
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            told["hung up"] += 1
            continue
        conflict = chance.random() < 0.2
        reply = await phone.post(path, body, "application/json")
        told[f"{reply.status}"] += 1
        if conflict:
            # The same name with another body: the refusal names one's own op and nobody else's.
            other = body.replace(f'"a{number}"'.encode(), f'"b{number}"'.encode())
            refused = await phone.post(path, other, "application/json")
            told["mixed up"] += json.loads(refused.body) != {"conflicts": [op_id]}
        page = await phone.get(f"{path.removesuffix('/ops')}/questions/1") if turn % 20 == 0 else None
        told["mixed up"] += page is not None and f'data-attempt="{attempt}"' not in page.text
    phone.hang_up()
    return told


def test_phones_that_hang_up_cost_nobody_else_their_answer(server: Server, house: House) -> None:
    """Fifty at once, a third of them gone before the answer: whoever stays gets their own."""
    users = house.targets[:40] + house.targets[:10]

    async def everybody() -> list[Counter[str]]:
        return await asyncio.gather(
            *(hanging_up(server.url, number, *user) for number, user in enumerate(users))
        )

    total = sum(loops.run(everybody()), Counter[str]())
    server.kill()
    assert total["mixed up"] == 0, SEED
    assert total["hung up"] > 300 and total["204"] > 1_000
    assert set(total) <= {"hung up", "204", "mixed up"}, f"seed {SEED}: {total}"
    stored = house.stored()
    for number, (path, _) in enumerate(users):
        theirs = {key[0] for key in stored if key[1].startswith(f"u{number}x")}
        assert theirs == {path.split("/")[2]}
    assert house.standing_is_newest()
    said = f"50 users at once, {total['hung up']} cancelled requests, every answer its own"
    measured("contests", "cancelled", said, COMMAND)
