"""The command as people and scripts meet it, beside a server that runs and without one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner, Result

from contest import cli, resources, settings
from contest.doctor import data, invariants, machine, rules
from contest.doctor.opening import Place, find
from contest.doctor.rules import State
from contest.errors import CannotStart
from contest.serving import prepare
from contest.web import database as web
from tests import browser

CHECKS = [
    "disk",
    "ballast",
    "clock",
    "python",
    "sqlite",
    "packages",
    "permissions",
    "key",
    "public_url",
    "lan",
    "port",
    "backup",
    "encryption",
    "medium",
    "drill",
    "logs",
    "time_sync",
    "certificate",
    "database",
    "journal",
    "synchronous",
    "wal",
    "schema",
    "accounts",
    "violations",
    *invariants.ALL,
]


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["doctor", *words], prog_name="hoithi")


def told(done: Result) -> dict[str, str]:
    """Check → state."""
    assert len(done.stdout.splitlines()) == 1
    return {one["check"]: one["state"] for one in json.loads(done.stdout)}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An installation whose server was stopped."""
    data = tmp_path / "data"
    prepare(settings.load(data))
    web.current().close()
    yield data


def connected(folder: Path) -> sqlite.Connection:
    return sqlite.connect(str(folder / "hoithi.sqlite3"), isolation_level=None)


def test_json_is_one_line_with_every_check(folder: Path) -> None:
    done = run("--data", str(folder), "--json", "--port", "1")
    assert done.exit_code == 0 and list(told(done)) == CHECKS
    assert all(set(one) == {"check", "state", "said", "todo"} for one in json.loads(done.stdout))


def test_looking_changes_nothing(folder: Path) -> None:
    before = (folder / "hoithi.sqlite3").read_bytes()
    assert run("--data", str(folder)).exit_code == 0
    assert (folder / "hoithi.sqlite3").read_bytes() == before
    assert not (folder / "backups").exists() and not (folder / "server.lock").exists()


def test_people_read_lines_with_what_to_do_and_a_sum(folder: Path) -> None:
    done = run("--data", str(folder))
    lines = done.stdout.splitlines()
    assert any(re.match(r"\[CHÚ Ý\] Không có bản sao lưu", line) for line in lines)
    assert any(line.startswith("      → Sao lưu: hoithi backup") for line in lines)
    assert "[ổn] I15 Bảng xếp hạng khớp bài và điểm: đúng." in lines
    assert re.fullmatch(r"0 chỗ sai, \d+ chỗ cần chú ý\.", lines[-1])


def test_all_well_is_one_word(capsys: pytest.CaptureFixture[str]) -> None:
    from contest.doctor import command

    command.tell([rules.ok("disk", "Còn chỗ.")])
    assert capsys.readouterr().out.splitlines() == ["[ổn] Còn chỗ.", command.WELL]


def test_a_damaged_file_is_wrong_and_nothing_behind_it_is_asked(folder: Path) -> None:
    path = folder / "hoithi.sqlite3"
    whole = bytearray(path.read_bytes())
    whole[100:8000] = b"\xff" * 7900
    path.write_bytes(whole)
    done = run("--data", str(folder), "--json")
    states = told(done)
    assert (done.exit_code, states["database"]) == (1, State.WRONG)
    assert "schema" not in states and "I1" not in states


@pytest.mark.parametrize(
    "statement", ["UPDATE alembic_version SET version_num = 'old'", "DROP TABLE alembic_version"]
)
def test_another_schema_is_wrong(folder: Path, statement: str) -> None:
    with connected(folder) as raw:
        raw.execute(statement)
    states = told(run("--data", str(folder), "--json"))
    assert states["schema"] == State.WRONG and "I1" not in states


def test_a_restored_file_waits_for_its_first_start(folder: Path) -> None:
    with connected(folder) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    done = run("--data", str(folder), "--json")
    assert (done.exit_code, told(done)["journal"]) == (0, State.WARN)


def test_a_log_that_grows(folder: Path) -> None:
    writer = connected(folder)
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("CREATE TABLE big (x)")
    writer.execute("INSERT INTO big VALUES (zeroblob(70000000))")
    assert told(run("--data", str(folder), "--json"))["wal"] == State.WARN
    writer.close()


def test_an_address_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOITHI_PUBLIC_URL", "thi.example.vn/thi")
    done = run("--data", str(folder), "--json")
    assert (done.exit_code, told(done)["public_url"]) == (1, State.WRONG)


def test_a_sqlite_that_the_server_refuses_is_told_as_such(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (web, machine):
        monkeypatch.setattr(module, "SQLITE_FLOOR", (99, 0, 0))
    done = run("--data", str(folder), "--json")
    states = told(done)
    assert (done.exit_code, states["sqlite"], states["database"]) == (1, State.WRONG, State.OK)
    assert "synchronous" not in states


def test_nothing_to_look_at(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path / "no"))
    assert isinstance(done.exception, CannotStart) and not (tmp_path / "no").exists()


def test_beside_a_running_server_as_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    with browser.demo(tmp_path / "demo") as running:
        port = running.url.rpartition(":")[2]
        words = [sys.executable, "-m", "contest", "doctor", "--json", "--port", port]
        done = subprocess.run(
            [*words, "--data", str(running.folder)],
            cwd=resources.PACKAGE.parent,
            capture_output=True,
            timeout=60,
            check=False,
        )
        found = {one["check"]: one for one in json.loads(done.stdout)}
        assert done.returncode == 0, done.stdout.decode()
        assert "sẵn sàng" in found["port"]["said"] and found["port"]["state"] == "ok"
        assert {found[name]["state"] for name in invariants.ALL} == {"ok"}
        nowhere = subprocess.run(
            [*words, "--data", str(tmp_path / "no")],
            cwd=resources.PACKAGE.parent,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (nowhere.returncode, nowhere.stdout) == (2, b"")


# --- PostgreSQL -----------------------------------------------------------------------------------


@pytest.fixture
def away(folder: Path, postgresql_url: str) -> Place:
    return find(folder, postgresql_url)


def test_postgresql_tells_what_it_promises(away: Place) -> None:
    """The server of the tests writes nothing to disk, for speed: just what must be found."""
    found = {one.check: one.state for one in data.engine(away)}
    assert (found["database"], found["postgresql"], found["standby"]) == (State.OK, State.OK, State.OK)
    assert (found["fsync"], found["synchronous_commit"]) == (State.WRONG, State.WRONG)
    assert [one.state for one in data.schema(away)] == [State.OK]


def test_the_whole_command_on_postgresql(away: Place) -> None:
    done = run("--data", str(away.data), "--database", away.url, "--json")
    states = told(done)
    assert done.exit_code == 1 and {states[name] for name in invariants.ALL} == {"ok"}
    assert "wal" not in states and states["backup"] == "ok"


def test_a_postgresql_that_is_away(folder: Path, tmp_path: Path, postgresql_url: str) -> None:
    gone = make_url(postgresql_url).set(database="no_such").render_as_string(hide_password=False)
    done = run("--data", str(folder), "--database", gone, "--json")
    states = told(done)
    assert (done.exit_code, states["database"]) == (1, State.WRONG) and "I1" not in states


def test_an_old_schema_on_postgresql(away: Place) -> None:
    with web.Database(away.url).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'old'")
        connection.commit()
    assert [one.state for one in data.schema(away)] == [State.WRONG]


def test_what_is_looked_at_cannot_be_written(folder: Path, away: Place) -> None:
    from sqlalchemy.exc import DBAPIError

    from contest.doctor.opening import looking

    for place in (find(folder, ""), away):
        with pytest.raises(DBAPIError), looking(place) as db:
            db.connection().exec_driver_sql("DELETE FROM job")


def test_own_connections_wait_for_the_disk() -> None:
    assert data.own_level() == 2
