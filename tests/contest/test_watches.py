"""What staff are told while the server runs: each trouble by itself, with what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contest import app as application
from contest import clock, recorder, settings, storage, watches
from contest.accounts import service as staff
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.errors import Busy
from contest.settings import Settings
from contest.storage import LONG_LOG, State
from contest.web import troubles
from contest.web.admission import Admission
from contest.web.database import Database, writing
from contest.web.policy import Load
from tests.conftest import Clock
from tests.parsed import HTMLParser, text


class Disk:
    """A disk as `storage` tells of it."""

    def __init__(self, seen: State) -> None:
        self.seen = seen


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(storage, "_current", None)
    yield
    troubles.forget()


WELL = State(10_000_000_000, is_short=False, is_kept=True)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (WELL, ""),
        (State(123_000_000, is_short=True, is_kept=True), "chỉ còn 123 MB nên không ai bắt đầu"),
        (State(1_000_000, is_short=True, is_kept=False), "chỉ còn 1 MB"),
        (State(600_000_000, is_short=False, is_kept=False), "không còn chỗ để dự phòng"),
    ],
    ids=["well", "short", "full", "no-ballast"],
)
def test_the_disk(monkeypatch: pytest.MonkeyPatch, state: State, told: str) -> None:
    monkeypatch.setattr(storage, "_current", Disk(state))
    assert told in watches.disk() and bool(watches.disk()) == bool(told)


def test_without_a_file_of_its_own_there_is_no_disk_to_watch() -> None:
    assert watches.disk() == watches.long_log() == ""


def test_a_log_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_current", Disk(WELL))
    assert watches.long_log() == ""
    long = State(10**10, is_short=False, is_kept=True, log=LONG_LOG + 1_000_000)
    monkeypatch.setattr(storage, "_current", Disk(long))
    assert "đã lên 65 MB" in watches.long_log()


def test_the_writer(monkeypatch: pytest.MonkeyPatch, sqlite_database: Database) -> None:
    monkeypatch.setattr(recorder, "_current", None)
    assert watches.writer() == watches.WRITER
    running = recorder.Recorder(sqlite_database)
    monkeypatch.setattr(recorder, "_current", running)
    running.start()
    try:
        assert watches.writer() == ""
        running.queue_limit = 0
        assert watches.writer() == watches.QUEUE
    finally:
        running.stop()


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_was_set(hours: int) -> None:
    moment = [datetime(2026, 10, 5, tzinfo=UTC)]
    clock.use(clock.Steady(lambda: moment[0], lambda: 1.0))
    assert watches.stepped() == ""
    moment[0] -= timedelta(seconds=1)
    assert watches.stepped() == "", "the network's time does that every day"
    moment[0] += timedelta(hours=hours)
    assert watches.stepped() == watches.CLOCK
    moment[0] -= timedelta(hours=hours)
    assert watches.stepped() == "", "it was set right again"
    clock.use(None)


def test_a_crowd_is_told_for_a_minute() -> None:
    door = Admission(strain=lambda load: 1.0, always=0)
    watches.begin(door)
    assert watches.CROWD not in troubles.now()

    async def silent() -> dict:
        return {}

    with pytest.raises(Busy):
        asyncio.run(door.enter(Load.EXPORT, silent))
    watches.begin(door)
    assert watches.CROWD in troubles.now()


def test_a_running_server_tells_it_on_its_desk(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", bytes(32)))
    with writing() as db:
        member = staff.create_staff(db, SERVER, "nhung", "Hồ Thị Nhung", Role.ADMIN, "-", clock.now)
        token = staff.open_session(db, member.id, clock.now)
    with TestClient(application.create_app(settings.current())) as client:
        client.cookies.set(COOKIE, token)
        assert not HTMLParser(client.get("/rounds").text).css(".banner[role=alert]")
        monkeypatch.setattr(storage, "_current", Disk(State(0, is_short=True, is_kept=False)))
        watches.begin(client.app.state.admission)  # ty: ignore[missing-attribute]
        (told,) = HTMLParser(client.get("/rounds").text).css(".banner[role=alert]")
        assert "chỉ còn 0 MB" in text(told)
    assert troubles.now() == (), "nothing is watched of a server that has ended"
