"""Invented people sit papers of every way through the real application: nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import ClassVar

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from contest import recorder, settings
from contest.app import create_app, make_recorder
from contest.ruleset.rules import Ruleset
from contest.ruleset.states import Way
from contest.simulate import entering, outbox, person
from contest.simulate.chance import Chance
from contest.simulate.line import Line
from contest.simulate.mind import Mind
from contest.simulate.person import Person
from contest.simulate.tally import Tally
from contest.simulate.wire import Phone, Reply
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.conftest import fresh

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here
QUESTIONS = 8
HALVES = (world.BlueprintLine(count=5), world.BlueprintLine(count=3, part=2))


def rules_of(way: Way, seconds: int | None) -> Ruleset:
    """Eight questions and a prediction, gone through in this way."""
    if way is Way.PARTS:
        return world.in_parts(seconds or 0, seconds or 0, blueprint=HALVES)
    line = (world.BlueprintLine(count=QUESTIONS),)
    return world.predicting(blueprint=line, way=way, question_seconds=seconds)


class Local(Phone):
    """A phone that reaches the application without a network."""

    app: ClassVar[FastAPI]

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.client = TestClient(Local.app, follow_redirects=False)
        self.client.headers["Origin"] = "http://testserver"

    async def get(self, path: str) -> Reply:
        """GET."""
        return self._reply(self.client.get(path))

    async def post(self, path: str, body: bytes, kind: str) -> Reply:
        """POST; the others get a turn meanwhile."""
        await asyncio.sleep(0)
        return self._reply(self.client.post(path, content=body, headers={"Content-Type": kind}))

    async def shout(self, path: str, body: bytes, kind: str) -> None:
        """It arrives, and the answer does not."""
        await self.post(path, body, kind)

    def _reply(self, answer: Response) -> Reply:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, headers, answer.content)


@pytest.fixture
def reachable(
    sqlite_database: Database, clock: Clock, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setattr(person, "Phone", Local)
    monkeypatch.setattr(outbox, "pause", lambda *_: 0.0)
    Local.app = create_app(settings.current())
    writer = make_recorder(sqlite_database)
    recorder.use(writer)
    writer.start()
    yield
    writer.stop()
    recorder.use(None)


def crowd(tally: Tally, people: int) -> list[Person]:
    made = []
    for number in range(people):
        chance = Chance((7, "person", number))
        line = Line(Local("http://testserver"), tally, chance)
        made.append(Person(line, "cds", entering.invented(chance), Mind(chance, {}), 10_000.0))
    return made


@pytest.mark.parametrize(
    ("way", "seconds"),
    [(Way.FREE, None), (Way.FORWARD, None), (Way.PACED, None), (Way.PACED, 30), (Way.PARTS, 300)],
)
@pytest.mark.usefixtures("reachable")
def test_people_can_sit_such_papers(clock: Clock, way: Way, seconds: int | None) -> None:
    world.make(rules_of(way, seconds), bank=QUESTIONS)
    world.make_units({"Thôn 1": 9})
    clock.set(world.OPENS)
    tally = Tally()
    people = crowd(tally, 12)

    async def live() -> None:
        await asyncio.gather(*(one.take_part() for one in people))
        await asyncio.gather(*(one.check() for one in people))

    asyncio.run(live())
    assert tally.problems == {}
    assert (tally.lost, tally.entered, tally.attempts) == (0, 12, 12)
    assert tally.handed_in >= 6
    assert tally.acknowledged > 40
    found = dict(rows("SELECT fate, count(*) FROM answer_event GROUP BY fate"))
    assert "closed" not in found, "who goes on in order never comes too late"
