"""The big screen and its stream, through the real application and a real server."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn

from contest.app import create_app
from contest.ruleset.rules import Ruleset
from contest.settings import Settings, use
from contest.standings import door, hall, hub, present, service
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.standings import world

ROOT = "http://10.0.0.2:8000"


@pytest.fixture
def app(sqlite_database: Database, tmp_path: Path):
    present.forget_boards()
    return create_app(use(Settings(tmp_path, "", b"k" * 32)))


@pytest.fixture
def server(app, clock: Clock) -> Iterator[int]:
    clock.set("2026-10-05 09:00:00")
    listener = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    if (streams := hub.current()) is not None:
        streams.stop()
    running.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


def listen(port: int, round_id: str, **headers: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    line.request("GET", f"/standings/{round_id}/stream", headers=headers)
    return line.getresponse()


def message(response: http.client.HTTPResponse) -> str:
    """The next message that has data."""
    lines: list[str] = []
    while True:
        line = response.readline().decode().rstrip("\n")
        if line:
            lines.append(line)
        elif any(part.startswith("data: ") for part in lines):
            return "\n".join(lines)
        else:
            lines = []


def put(round_id: str, name: str, right: int, given: Ruleset) -> None:
    (entry,) = world.enter(round_id, [name])
    with writing() as db:
        service.place(db, given, round_id, [world.result(entry, right)])


def test_the_stream_sends_the_screen_and_each_change(server: int) -> None:
    round_id = world.make_round(world.rules())
    first = listen(server, round_id)
    assert first.status == 200
    assert 'id="hall"' in message(first)
    put(round_id, "Trần Thị Mai Hương", 9, world.rules())
    changed = message(first)
    assert "Trần Thị Mai Hương" in changed
    assert message(listen(server, round_id)).splitlines()[0] == changed.splitlines()[0]


def test_the_stream_of_a_sealed_round_says_nothing_about_results(server: int) -> None:
    round_id = world.make_round(world.PREDICTING)
    before = message(listen(server, round_id))
    put(round_id, "Trần Thị Mai Hương", 9, world.PREDICTING)
    after = message(listen(server, round_id))
    assert before == after
    assert "Hương" not in after


def test_unknown_rounds_have_no_stream(server: int) -> None:
    assert listen(server, "khongcovong00").status == 404


def test_a_board_that_the_phone_has_is_304(server: int) -> None:
    round_id = world.make_round(world.rules())
    line = http.client.HTTPConnection("127.0.0.1", server, timeout=5)
    line.request("GET", f"/standings/{round_id}")
    first = line.getresponse()
    assert first.status == 200 and "Chưa có ai nộp bài" in first.read().decode()
    line.request("GET", f"/standings/{round_id}", headers={"If-None-Match": first.headers["ETag"]})
    again = line.getresponse()
    assert (again.status, again.read()) == (304, b"")
    line.request("GET", f"/standings/{round_id}/hall")
    page = line.getresponse()
    assert page.status == 200 and f"/standings/{round_id}/stream" in page.read().decode()


def test_the_version_leaves_the_clock_out_and_has_the_phase_in(app, clock: Clock) -> None:
    round_id = world.make_round(world.rules())
    versions = []
    for moment in ("08:30:00", "08:31:00", "10:00:00"):
        clock.set(f"2026-10-05 {moment}")
        found = hall.render(f"{round_id}@{ROOT}")
        assert found is not None
        versions.append((found.version, hall.marker(f"{round_id}@{ROOT}")))
    assert versions[0] == versions[1] != versions[2]


def test_the_hall_shows_the_first_ten(app) -> None:
    round_id = world.make_round(world.rules())
    for number in range(12):
        put(round_id, f"Người {number}", number, world.rules())
    with reading() as db:
        live = hall.live(db, round_id, world.OPENS + timedelta(hours=1), ROOT)
    assert [leader.score for leader in live.leaders] == [f"{number}/15" for number in range(11, 1, -1)]
    assert live.total is not None and live.total.people == 12
    assert live.address == "10.0.0.2:8000/t/cds"
    assert live.qr.startswith("<svg")


def test_a_screen_on_the_server_itself_names_an_address_that_phones_reach(app, tmp_path: Path) -> None:
    assert door.base("http", "10.0.0.2:8000") == ROOT
    assert door.base("https", "thi.xa.vn") == "https://thi.xa.vn"
    assert door.base("http", "localhost:8000").endswith(":8000")
    use(Settings(tmp_path, "", b"k" * 32, public_url="https://thi.xa.vn"))
    assert door.base("http", "localhost:8000") == "https://thi.xa.vn"


def test_invented_hosts_share_one_channel(server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    round_id = world.make_round(world.rules())
    streams = hub.current()
    assert streams is not None
    monkeypatch.setattr(streams, "room", 3)
    lines = [listen(server, round_id, Host=f"10.9.8.{number}:{number}") for number in range(1, 20)]
    assert [line.status for line in lines] == [200] * 19
    # Three as they asked, all others at the address of the server itself.
    assert len(streams.channels) <= 4
    own = next(name for name in streams.channels if "10.9.8." not in name)
    assert own.endswith(f":{server}")
    assert len(streams.channels[own].streams) == 16


def test_a_channel_that_is_there_has_room(server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    streams = hub.current()
    assert streams is not None
    monkeypatch.setattr(streams, "room", 0)
    assert not streams.has_room("r@http://10.0.0.2")
    assert message(listen(server, world.make_round(world.rules())))
    (name,) = streams.channels
    assert streams.has_room(name)
