"""`hoithi retention`: looks beside a running server, lets go only while none runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contest import server_key, settings
from contest.cli import app
from contest.errors import CannotStart
from contest.retention_command import NOTHING, RUNNING
from contest.rounds import closing
from contest.serving import only_server
from contest.web import database as web_database
from tests.conftest import Clock
from tests.contest.privacy import canary
from tests.contest.privacy.people import staff
from tests.contest.rounds import world


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["retention", *words], prog_name="hoithi")


@pytest.fixture
def where(sqlite_template: Path, tmp_path: Path, clock: Clock) -> Iterator[list[str]]:
    """An installation whose contest closed a month ago."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / "hoithi.sqlite3")
    settings.use(settings.Settings(data, f"sqlite:///{data / 'hoithi.sqlite3'}", server_key.keys_in(data)[0]))
    web_database.configure(settings.current().database_url)
    closing.register()
    canary.close(canary.make(staff()).contest)
    web_database.current().close()
    clock.set(world.CLOSES + timedelta(days=30))
    yield ["--data", str(data)]
    web_database.current().close()


def test_it_only_looks_unless_it_is_told(where: list[str]) -> None:
    said = run(*where)
    assert said.exit_code == 0, said.output
    lines = said.output.splitlines()
    assert any(line.startswith("Đến hạn: Mã máy đã làm bài") for line in lines)
    assert any(line.startswith("05/10/2027: Họ tên, năm sinh, số điện thoại") for line in lines)
    assert run(*where, "--dry-run").output == said.output, "nothing was done"


def test_it_does_it_once_and_the_files_are_clear(where: list[str]) -> None:
    assert "Đã xóa 4: mã máy" in run(*where, "--do").output
    assert "chưa xóa gì" in run(*where, "--do").output
    assert not any("Mã máy" in line for line in run(*where).output.splitlines())


def test_as_json(where: list[str]) -> None:
    due = json.loads(run(*where, "--json").output)["due"]
    assert {one["keep"] for one in due} == {"signals", "names", "draft"}
    gone = json.loads(run(*where, "--do", "--json").output)["gone"]
    assert gone["signals"] == 4 and gone["names"] == 0


def test_beside_a_running_server_it_looks_and_leaves_the_deed_to_it(where: list[str]) -> None:
    with only_server(Path(where[1])):
        assert run(*where).exit_code == 0
        refused = run(*where, "--do")
    assert isinstance(refused.exception, CannotStart) and str(refused.exception) == RUNNING


def test_an_empty_installation_has_nothing(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "hoithi.sqlite3")
    assert run("--data", str(tmp_path)).output.strip() == NOTHING
