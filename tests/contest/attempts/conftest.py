"""A contest to sit in: the whole application with a running recorder, and phones that hold entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from contest import recorder, settings
from contest.app import create_app, make_recorder
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest.attempts.sitting import Phone
from tests.contest.rounds import world
from tests.contest.rounds.conftest import fresh
from tests.contest.rounds.world import World

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here

NewPhone = Callable[..., Phone]


@pytest.fixture
def contest(sqlite_database: Database, clock: Clock) -> World:
    """An open round of three questions, at its first minute."""
    made = world.make()
    clock.set(world.OPENS)
    return made


@pytest.fixture
def new_phone(sqlite_database: Database, clock: Clock, fresh: None) -> Iterator[NewPhone]:
    """Phones on the real application, whose writer thread runs; each follows no redirect by itself."""
    app = create_app(settings.current())
    writer = make_recorder(sqlite_database)
    recorder.use(writer)
    writer.start()

    def make(*entries: str, device: str = "") -> Phone:
        client = TestClient(app, follow_redirects=False)
        client.headers["Origin"] = "http://testserver"
        return Phone(client, clock).hold(*entries, device=device)

    yield make
    writer.stop()
    recorder.use(None)


@pytest.fixture
def phone_(contest: World, new_phone: NewPhone) -> Phone:
    """The phone of somebody who entered and has not started."""
    return new_phone(contest.join("Nguyễn Thị Nhung").entry_id).to(contest.round_id)


@pytest.fixture
def sitting(phone_: Phone) -> Phone:
    """The same after "Bắt đầu làm bài"."""
    return phone_.start()


@pytest.fixture
def stranger(new_phone: NewPhone) -> Phone:
    """A phone that never entered anything."""
    return new_phone()


@pytest.fixture
def other(contest: World, new_phone: NewPhone) -> Phone:
    """Somebody else's phone, who entered the same contest."""
    return new_phone(contest.join("Trần Văn Bình").entry_id).to(contest.round_id)
