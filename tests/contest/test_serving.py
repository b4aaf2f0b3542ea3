"""Starting a server: alone in its folder, on a sound and current database, on a free port."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from contest import clock, resources, schema, serving, settings, storage
from contest.audit import service as audit
from contest.errors import CannotStart
from contest.settings import Settings
from contest.web import database

HOLD = """
import sys
from pathlib import Path
from contest.serving import only_server
with only_server(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch, sqlite_template: Path, tmp_path: Path) -> Settings:
    """A folder with a migrated database."""
    monkeypatch.setattr(settings, "_current", None)
    shutil.copyfile(sqlite_template, tmp_path / "hoithi.sqlite3")
    return Settings(tmp_path, f"sqlite:///{tmp_path / 'hoithi.sqlite3'}", bytes(32))


@pytest.fixture
def year(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:
    """The machine's clock begins in this year."""
    begins = datetime(request.param, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock.Steady.__init__, "__defaults__", (lambda: begins, None))
    monkeypatch.setattr(clock, "_system", clock._system)
    monkeypatch.setattr(clock, "_source", clock._system)
    return request.param


@pytest.mark.parametrize("year", [1970, 2025], indirect=True)
def test_a_clock_without_a_battery_starts_nothing(prepared: Settings, year: int) -> None:
    with pytest.raises(CannotStart, match=f"đang chỉ .*/{year}, .*thay pin"):
        serving.prepare(prepared)


@pytest.mark.parametrize("year", [1970], indirect=True)
def test_over_data_it_goes_on_from_the_newest_moment(prepared: Settings, year: int) -> None:
    stored = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
    url = prepared.database_url
    with closing(database.configure(url)), database.writing() as db:
        audit.record(db, audit.SERVER, "x", "y", {}, stored)
    serving.prepare(prepared)
    assert stored <= clock.now() < stored + timedelta(minutes=5)
    assert clock.ahead() < timedelta(days=-10_000)


def test_a_folder_is_held_by_one(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    with serving.only_server(data), pytest.raises(CannotStart, match="đang chạy"), serving.only_server(data):
        raise AssertionError("two servers")
    with serving.only_server(data):
        assert data.is_dir()


def test_what_breaks_inside_is_not_taken_for_another_server(tmp_path: Path) -> None:
    with pytest.raises(sqlite.OperationalError), serving.only_server(tmp_path):
        raise sqlite.OperationalError("database is locked")


def test_another_process_is_seen_and_its_end_too(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    root = resources.PACKAGE.parent
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(CannotStart, match="đang chạy"), serving.only_server(tmp_path):
            raise AssertionError("two servers")
        other.kill()
        other.wait(10)
    with serving.only_server(tmp_path):
        assert True


def test_a_file_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(CannotStart, match="là một tệp"), serving.only_server(tmp_path / "x"):
        raise AssertionError


# --- the database -------------------------------------------------------------------------------


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    schema.migrate(url)
    with closing(sqlite.connect(str(tmp_path / "x.sqlite3"))) as raw:
        before = raw.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()
        schema.migrate(url)
        assert raw.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall() == before


def test_prepared_means_configured(prepared: Settings) -> None:
    made = serving.prepare(prepared)
    assert made is database.current() and settings.current() is prepared
    made.close()


def test_room_is_kept_beside_a_file_and_not_for_postgresql(prepared: Settings) -> None:
    try:
        serving.keep_room(prepared)
        assert storage.state() is not None and storage.is_whole(prepared.data / "hoithi.sqlite3")
        for url in ("postgresql+psycopg://x@127.0.0.1:1/x", "nonsense", f"sqlite:///{prepared.data}/no/x"):
            serving.keep_room(Settings(prepared.data, url, bytes(32)))
            assert storage.state() is None
    finally:
        storage.use(None)


@pytest.mark.parametrize("where", [0, 8192])
def test_a_damaged_file_is_told_and_left_alone(prepared: Settings, where: int) -> None:
    path = prepared.data / "hoithi.sqlite3"
    with path.open("r+b") as file:
        file.seek(where)
        file.write(b"\xff" * 4096)
    harmed = path.read_bytes()
    with pytest.raises(CannotStart, match=r"bị hỏng .*hoithi restore"):
        serving.prepare(prepared)
    assert path.read_bytes() == harmed


def test_a_newer_database_is_not_touched(prepared: Settings) -> None:
    with closing(sqlite.connect(str(prepared.data / "hoithi.sqlite3"))) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '20990101_flying'")
        raw.commit()
    with pytest.raises(CannotStart, match="mới hơn"):
        serving.prepare(prepared)


@pytest.mark.parametrize("url", ["nonsense", "mystery://x/y"])
def test_an_address_that_is_none(tmp_path: Path, url: str) -> None:
    with pytest.raises(CannotStart, match=r"postgresql\+psycopg"):
        serving.prepare(Settings(tmp_path, url, bytes(32)))


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as told:
        serving.prepare(Settings(tmp_path, "postgresql+psycopg://x@127.0.0.1:1/x", bytes(32)))
    assert len(str(told.value).splitlines()) == 1


# --- the socket ---------------------------------------------------------------------------------


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_told_with_the_way_out(taken: int) -> None:
    with pytest.raises(CannotStart, match=rf"Cổng {taken} .*--port"):
        serving.listen("127.0.0.1", taken)


def test_the_next_ports_are_tried(taken: int) -> None:
    with serving.listen("127.0.0.1", taken, tries=10) as found:
        assert taken < found.getsockname()[1] < taken + 10


def test_port_0_is_a_free_one() -> None:
    with serving.listen("127.0.0.1", 0) as first, serving.listen("127.0.0.1", 0) as second:
        assert 0 != first.getsockname()[1] != second.getsockname()[1] != 0


def test_there_is_no_port_after_the_last() -> None:
    with socket.socket() as last:
        last.bind(("127.0.0.1", 65535))
        last.listen()
        with pytest.raises(CannotStart, match="Cổng 65535"):
            serving.listen("127.0.0.1", 65535, tries=10)


@pytest.mark.parametrize("host", ["203.0.113.9", "no such host"])
def test_an_address_of_another_machine(host: str) -> None:
    with pytest.raises(CannotStart, match="không có địa chỉ"):
        serving.listen(host, 0)
