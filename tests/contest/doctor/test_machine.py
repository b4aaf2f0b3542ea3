"""What is seen of the machine, made to fail for real."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from contest import backups, settings, storage
from contest.audit import service as audit
from contest.doctor import data, machine
from contest.doctor.opening import Place, find
from contest.doctor.rules import Finding, State
from contest.errors import CannotStart
from contest.installation import NOTHING
from contest.serving import BAD_URL, prepare
from contest.settings import DEMO_KEY
from contest.web import database as web
from contest.web.database import writing
from tests.conftest import Clock


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Iterator[Place]:
    """A data folder as a server leaves it, also for this process to write to."""
    folder = tmp_path / "data"
    loaded = settings.load(folder)
    prepare(loaded)
    yield find(folder, "")
    web.current().close()


def states(found: list[Finding]) -> set[State]:
    return {one.state for one in found}


def test_a_new_installation_is_closed_to_others(place: Place) -> None:
    """Whatever the server makes by itself, its log too, is for its owner alone."""
    with writing() as db:
        audit.record(db, audit.SERVER, "test.note", "x", {}, machine.clock.now())
    assert place.file is not None and place.file.with_name(f"{place.file.name}-wal").is_file()
    assert states(machine.permissions(place)) == {State.OK}


@pytest.mark.parametrize(
    ("name", "mode", "state"),
    [
        ("", 0o755, State.WRONG),
        ("hoithi.sqlite3", 0o644, State.WARN),
        ("hoithi.sqlite3", 0o400, State.WRONG),
        ("server.key", 0o640, State.WARN),
    ],
)
def test_who_may_open_what(place: Place, name: str, mode: int, state: State) -> None:
    path = place.data / name
    path.chmod(mode)
    (told,) = machine.permissions(place)
    assert (told.state, str(path) in told.said, str(path) in told.todo) == (state, True, True)


def test_a_key_in_an_open_folder_is_wrong(place: Place) -> None:
    place.data.chmod(0o755)
    (place.data / "server.key").chmod(0o644)
    told = machine.permissions(place)
    assert len(told) == 2 and states(told) == {State.WRONG}


def test_a_file_elsewhere_is_looked_at_too(place: Place, tmp_path: Path) -> None:
    other = tmp_path / "x.sqlite3"
    other.touch(0o644)
    other.chmod(0o644)
    told = machine.permissions(Place(place.data, f"sqlite:///{other}", other))
    assert [str(other) in one.said for one in told] == [True]


def test_a_full_disk(place: Place) -> None:
    free = shutil.disk_usage(place.data).free
    assert [one.check for one in machine.disk(place)] == ["disk", "ballast"]
    assert states(machine.disk(place, 0, 0)[:1]) == {State.OK}
    assert states(machine.disk(place, 0, 2 * free)[:1]) == {State.WARN}
    assert states(machine.disk(place, 2 * free, 2 * free)[:1]) == {State.WRONG}


def test_room_kept_for_saves(place: Place) -> None:
    assert place.file is not None
    before = machine.disk(place)[1]
    storage.Ballast(place.file)
    after = machine.disk(place)[1]
    assert (before.state, after.state) == (State.OK, State.OK)
    assert before.said != after.said == "Có 64 MB để dành cho lúc ổ đĩa đầy."
    assert states(machine.permissions(place)) == {State.OK}


def test_where_postgresql_keeps_its_data_is_not_looked_at(place: Place) -> None:
    assert [one.check for one in machine.disk(replace(place, file=None))] == ["disk"]


def test_a_clock_that_stands_still(clock: Clock) -> None:
    (told,) = machine.moments(None)
    assert told.state is State.WRONG and "đứng yên" in told.said


def test_a_clock_behind_what_is_stored(place: Place) -> None:
    assert states(machine.moments(data.newest(place))) == {State.OK}
    ahead = machine.clock.now() + timedelta(hours=1)
    with writing() as db:
        audit.record(db, audit.SERVER, "test.note", "x", {}, ahead)
    (told,) = machine.moments(data.newest(place))
    assert told.state is State.WRONG and "chậm" in told.said


def test_this_machine_has_what_it_needs() -> None:
    assert {one.check for one in machine.versions() if one.state is State.WRONG} == set()


def test_packages_are_held_against_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    assert machine.packages(lock) is None
    lock.write_text(
        f"fastapi=={machine.metadata.version('fastapi')} \\\n    --hash=sha256:0\n"
        "jinja2==0.1 \\\nno-such==1 ; sys_platform == 'win32' \\\nnot-there==1 \\\n"
    )
    assert machine.packages(lock) == ["jinja2", "not-there"]


def test_a_version_is_the_same_however_it_is_written() -> None:
    assert machine._plain("1.002") == machine._plain("1.2") != machine._plain("1.20")


def test_the_key(place: Place) -> None:
    path = place.data / "server.key"
    assert states(machine.key(place)) == {State.OK}
    path.write_bytes(b"x")
    assert states(machine.key(place)) == {State.WRONG}
    path.write_bytes(DEMO_KEY)
    assert states(machine.key(place)) == {State.WRONG}
    (place.data / "demo.json").touch()
    assert states(machine.key(place)) == {State.OK}
    path.unlink()
    assert states(machine.key(place)) == {State.WRONG} and not path.exists(), "it is not made here"


def test_a_port_that_somebody_else_has(place: Place) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert machine.is_free(port)
        taken.listen()
        taken.settimeout(0.1)
        assert not machine.is_free(port)
    assert machine.asked(port) is None


@pytest.mark.parametrize("answer", [b"SSH-2.0-x\r\n", b"HTTP/1.1 404 Not Found\r\n\r\nx", b""])
def test_what_another_program_says(answer: bytes) -> None:
    import threading

    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def talk() -> None:
            client, _ = server.accept()
            with client:
                client.recv(1000)
                client.sendall(answer)

        talking = threading.Thread(target=talk)
        talking.start()
        told = machine.asked(server.getsockname()[1])
        talking.join(5)
    assert told in (None, (404, "x", 0))


def test_backups_that_hoithi_made(place: Place) -> None:
    (none,) = machine.copies(place, None)
    assert none.state is State.WARN and str(place.data / "backups") in none.said
    now = machine.clock.now()
    made = backups.back_up(settings.load(place.data), None, now)
    assert states(machine.copies(place, None)) == {State.OK}
    assert states(machine.copies(place, None, lambda: now + timedelta(days=2))) == {State.WARN}
    assert states(machine.copies(place, made.folder.parent)) == {State.OK}
    (made.folder / "manifest.json").write_text("{")
    assert states(machine.copies(place, None)) == {State.WARN}
    made.folder.rename(made.folder.with_name(f"{made.folder.name}.part"))
    assert states(machine.copies(place, None)) == {State.WARN}


def test_postgresql_has_its_own_backups(tmp_path: Path) -> None:
    assert states(machine.copies(Place(tmp_path, "postgresql+psycopg://x@h/y", None), None)) == {State.OK}


@pytest.mark.parametrize(("folder", "url", "message"), [("no", "", NOTHING), ("", "", NOTHING)])
def test_where_nothing_is(tmp_path: Path, folder: str, url: str, message: str) -> None:
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(CannotStart, match="Không có dữ liệu"):
        find(tmp_path / folder, url)
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("url", ["nonsense", "mongodb://x/y"])
def test_an_address_that_is_none(tmp_path: Path, url: str) -> None:
    with pytest.raises(CannotStart, match=BAD_URL[:20]):
        find(tmp_path, url)
