"""`hoithi key rotate`: what it ends, what it keeps, when it refuses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contest import clock, key_command, server_key, settings
from contest.audit import service as audit
from contest.cli import app
from contest.installation import NOTHING
from contest.serving import only_server
from contest.web import database as web_database
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import add
from tests.contest.accounts.stepping import turned_on
from tests.contest.rounds import world


@pytest.fixture
def data(sqlite_template: Path, tmp_path: Path) -> Path:
    """An installation on SQLite with a key."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "hoithi.sqlite3")
    server_key.keys_in(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["key", "rotate", *words], prog_name="hoithi")


def refusal(told: Result) -> str:
    assert told.exit_code != 0
    return f"{told.output}{told.exception}"


def use(data: Path) -> None:
    settings.use(settings.load(data))
    web_database.configure(settings.current().database_url)


def test_a_new_key_before_the_old_one(data: Path) -> None:
    before = server_key.keys_in(data)
    told = run("--data", str(data))
    assert told.exit_code == 0, told.output
    assert server_key.keys_in(data)[1:] == before
    for words in (key_command.COOKIES, key_command.KEPT, key_command.AGAIN):
        assert words in told.output
    assert not any(key.hex() in told.output for key in server_key.keys_in(data))
    use(data)
    with reading() as db:
        verdict = audit.verify(db)
    assert (verdict.whole, verdict.rows) == (True, 1)


def test_the_old_ones_go_with_every_code_and_second_step(data: Path) -> None:
    use(data)
    hand = Clock(clock.now())
    turned_on(add(clock.now()), hand)
    web_database.current().close()
    before = server_key.keys_in(data)
    told = run("--data", str(data), "--void-codes", "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == {"keys": 1, "codes": "void", "second_factors_ended": 1}
    assert not set(server_key.keys_in(data)) & set(before)


def test_in_words_too(data: Path) -> None:
    told = run("--data", str(data), "--void-codes")
    assert key_command.VOID in told.output and "0 người" not in told.output


def test_not_beside_a_running_server(data: Path) -> None:
    before = server_key.keys_in(data)
    with only_server(data):
        assert key_command.RUNNING in refusal(run("--data", str(data)))
    assert server_key.keys_in(data) == before


def test_not_while_a_round_is_open_unless_forced(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(data)
    world.make(bank=0)
    with writing():
        pass
    web_database.current().close()
    before = server_key.keys_in(data)
    monkeypatch.setattr(clock, "now", lambda: world.OPENS)
    assert "đang mở" in refusal(run("--data", str(data)))
    assert server_key.keys_in(data) == before
    assert run("--data", str(data), "--force").exit_code == 0
    assert server_key.keys_in(data)[1:] == before


def test_what_failed_changed_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = server_key.keys_in(data)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(server_key, "rotate", full)
        assert run("--data", str(data)).exit_code != 0
    use(data)
    with reading() as db:
        assert audit.verify(db).rows == 0
    assert server_key.keys_in(data) == before


def test_a_mistyped_folder(tmp_path: Path) -> None:
    folder = tmp_path / "nham"
    assert NOTHING.format(path=folder) in refusal(run("--data", str(folder)))
    assert not folder.exists()


@pytest.mark.parametrize("words", [(), ("rotate",)])
def test_help_is_vietnamese(words: tuple[str, ...]) -> None:
    told = CliRunner().invoke(app, ["key", *words, "--help"], prog_name="hoithi")
    assert told.exit_code == 0 and told.output.startswith("Cách dùng: hoithi key")
    assert not re.search(r"Usage|Options|Show this|Arguments", told.output)
