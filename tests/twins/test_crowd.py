"""Fifty people at once, many of whom go away in the middle: everybody is sent their own page and nobody
else's, and what one person is sent is what they are sent alone."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest

from contest.simulate.page import parse
from tests.twins.script import Script, enter, start
from tests.twins.test_keys import Run, run
from tests.twins.world import QUIET, Twin

__all__ = ["run"]  # a fixture; pytest finds it by its name here

PEOPLE, ROUNDS, SEED = 50, 6, 20261126
Answer = tuple[int, bytes]


def scope(path: str, jar: dict[str, str]) -> dict[str, Any]:
    """A GET with somebody's cookies."""
    cookie = "; ".join(f"{name}={value}" for name, value in jar.items())
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"testserver"), (b"cookie", cookie.encode())],
        "client": ("testclient", 50000),
        "server": ("testserver", 80),
    }


async def get(app: Any, path: str, jar: dict[str, str], patience: float = 60) -> Answer | None:
    """One answer; None when whoever asked went away before it came."""
    sent: list[dict[str, Any]] = []
    gone, began = asyncio.Event(), asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not began.is_set():
            began.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    try:
        async with asyncio.timeout(patience):
            await app(scope(path, jar), receive, send)
    except TimeoutError:
        return None
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:])


class Crowd:
    """People who have entered and begun, each with a name and pages of their own."""

    def __init__(self, script: Script) -> None:
        self.script, self.chance = script, random.Random(SEED)
        self.names: dict[str, str] = {}
        self.pages: dict[str, list[str]] = {}
        for number in range(PEOPLE):
            who = f"người {number}"
            self.names[who] = f"Y Người{'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}"
            enter(script, who, QUIET, self.names[who], number % 2)
            attempt = start(script, who, QUIET)
            own = (f"/attempts/{attempt}/questions/1", f"/attempts/{attempt}/review")
            self.pages[who] = [f"/campaigns/{QUIET}/entry", f"/campaigns/{QUIET}", *own]

    async def one(self, who: str) -> list[tuple[str, str, Answer]]:
        """Somebody who looks at their own pages, and often goes away before they come."""
        seen = []
        for _ in range(ROUNDS):
            path = self.chance.choice(self.pages[who])
            patience = self.chance.choice((60, 60, 0.001, 0.01))
            told = await get(self.script.world.client.app, path, self.script.jars[who], patience)
            if told is not None:
                seen.append((who, path, told))
        return seen

    async def all(self) -> list[tuple[str, str, Answer]]:
        """Everybody at once."""
        found = await asyncio.gather(*(self.one(who) for who in self.names))
        return [one for each in found for one in each]

    async def alone(self) -> dict[tuple[str, str], Answer]:
        """Every page of everybody, one after the other."""
        app, seen = self.script.world.client.app, {}
        for who, paths in self.pages.items():
            for path in paths:
                told = await get(app, path, self.script.jars[who])
                assert told is not None
                seen[who, path] = told
        return seen


def call(script: Script, deed: Callable[[], Any]) -> Any:
    """Do something in the application's own loop."""
    portal = script.world.client.portal
    assert portal is not None
    return portal.call(deed)


def test_in_a_crowd_everybody_is_sent_what_they_are_sent_alone(run: Run) -> None:
    found: list[Any] = []

    def then(script: Script) -> None:
        crowd = Crowd(script)
        script.slug = ""
        found.extend((crowd, call(script, crowd.alone), call(script, crowd.all)))

    run("a", Twin(), then)
    crowd, alone, together = found
    assert len(together) > PEOPLE * ROUNDS // 3, f"seed {SEED}: most went away"
    assert [(who, path) for who, path, told in together if told != alone[who, path]] == []
    for who, path, (status, body) in together:
        assert status == 200, (who, path)
        others = [name for name in crowd.names.values() if name != crowd.names[who] and name in body.decode()]
        assert others == [], (who, path)


def test_a_card_says_whose_it_is(run: Run) -> None:
    """Teeth: names are on these pages, so that somebody else's would be seen."""
    cards: list[str] = []

    def then(script: Script) -> None:
        enter(script, "một người", QUIET, "Y Riêng Mình", 0)
        card = script.get("một người", f"/campaigns/{QUIET}/entry")
        cards.append(parse(card.text).text())

    run("a", Twin(), then)
    assert "Y Riêng Mình" in cards[0]


@pytest.mark.parametrize("patience", [0.0, 0.001])
def test_who_goes_away_leaves_nothing_behind(run: Run, patience: float) -> None:
    kept: list[Any] = []

    def then(script: Script) -> None:
        enter(script, "một người", QUIET, "Y Riêng Mình", 0)
        app, path, jar = script.world.client.app, f"/campaigns/{QUIET}/entry", script.jars["một người"]

        async def hurry() -> list[Answer | None]:
            await asyncio.gather(*(get(app, path, jar, patience) for _ in range(100)))
            return [await get(app, path, {}), await get(app, path, jar)]

        kept.extend(call(script, hurry))

    run("a", Twin(), then)
    stranger, own = kept
    assert stranger[0] == 303 and own[0] == 200
    assert "Y Riêng Mình".encode() in own[1]
