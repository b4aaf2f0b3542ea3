"""The restore drill: a server really runs on the newest copy, what is wrong is told, nothing is left."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from typer.testing import CliRunner, Result

from contest import backups, cli, copying, drilling, restoring, sealing
from contest.backups import DATABASE
from contest.errors import CannotStart
from contest.sealing import Lock, Opener
from contest.settings import Settings
from tests.contest.installed import NOW, installed, note

__all__ = ["installed"]  # pytest finds the fixture by its name here

PAPER, PUBLIC = sealing.new_key()


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["drill", *words], prog_name="hoithi")


def quiet(data: Path) -> list[str]:
    """Where no server is needed."""
    assert (data / DATABASE).is_file()
    return []


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_whole_drill_with_a_server(installed: Settings, temporary: Path, tmp_path: Path) -> None:
    folder = backups.back_up(installed, tmp_path / "usb", NOW, Lock(recipient=PUBLIC)).folder
    (tmp_path / "key").write_text(PAPER)
    words = ("--data", str(installed.data), "--from", str(tmp_path / "usb"))
    assert isinstance(run(*words).exception, CannotStart)
    done = run(*words, "--key-file", str(tmp_path / "key"))
    assert done.exit_code == 0, done.output
    assert "Diễn tập ĐẠT" in done.output and str(folder) in done.output
    last = drilling.last(installed.data)
    assert last is not None and last.passed and last.copy == str(folder)
    assert list(temporary.iterdir()) == []


def test_a_copy_that_no_server_runs_on_fails_the_drill(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / DATABASE).write_bytes(b"x" * 9000)
    (problem,) = drilling.served(data)
    assert "máy chủ không chạy được" in problem and "bị hỏng" in problem


def test_what_answers_otherwise_is_told() -> None:
    assert "không mở được" in drilling._opened("http://127.0.0.1:1", "/readyz", (200,))


def test_rows_that_are_missing_and_broken_invariants_are_told(installed: Settings, temporary: Path) -> None:
    folder = backups.back_up(installed, None, NOW).folder

    def eats(data: Path) -> list[str]:
        with closing(sqlite.connect(str(data / DATABASE))) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            raw.execute("INSERT INTO person (id, name, folded, sort_key) VALUES ('a', 'b', 'b', 'b')")
            raw.execute("UPDATE audit SET content = '{}' WHERE seq = 2")
            raw.commit()
        return ["trang / trả lời 500"]

    done = drilling.drill(folder, run=eats)
    assert not done.passed and done.problems[0] == "trang / trả lời 500"
    assert any("bảng person có 1 dòng, bản sao ghi 0" in one for one in done.problems)
    assert any("Nhật ký" in one or "nhật ký" in one for one in done.problems)


def test_the_live_data_are_not_touched(installed: Settings, temporary: Path) -> None:
    folder = backups.back_up(installed, None, NOW).folder
    note(2)
    before = {path.name: path.stat().st_mtime_ns for path in installed.data.iterdir()}
    assert drilling.drill(folder, run=quiet).passed
    assert {path.name: path.stat().st_mtime_ns for path in installed.data.iterdir()} == before


def test_a_harmed_copy_is_no_drill(installed: Settings, temporary: Path) -> None:
    folder = backups.back_up(installed, None, NOW).folder
    (folder / DATABASE).write_bytes(b"x")
    with pytest.raises(CannotStart, match="không phải bản sao lưu trọn vẹn"):
        drilling.drill(folder, run=quiet)
    assert list(temporary.iterdir()) == []


def test_the_newest_copy_is_taken_wherever_it_lies(installed: Settings, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="hoithi backup"):
        drilling.newest(installed.data, None)
    (installed.data / sealing.RECIPIENT).write_text(PUBLIC)
    copying.choose(installed.data, tmp_path / "usb")
    here = backups.back_up(installed, None, NOW).folder
    assert drilling.newest(installed.data, None) == here
    there = backups.back_up(installed, tmp_path / "usb" / copying.OWN, NOW + timedelta(hours=1)).folder
    assert drilling.newest(installed.data, None) == there
    assert drilling.newest(installed.data, installed.data / "backups") == here


def test_a_failed_drill_is_told_and_remembered(
    installed: Settings, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(installed, None, NOW)
    monkeypatch.setattr(drilling, "served", lambda data: ["trang / trả lời 500"])
    done = run("--data", str(installed.data), "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1 and told["passed"] is False and told["problems"] == ["trang / trả lời 500"]
    assert "KHÔNG ĐẠT" in run("--data", str(installed.data)).output
    last = drilling.last(installed.data)
    assert last is not None and not last.passed


@pytest.mark.parametrize("content", ["", "[]", "{}", "\ufffd"])
def test_a_result_that_says_nothing_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / drilling.RESULT).write_text(content)
    assert drilling.last(tmp_path) is None


def test_a_mistyped_folder_is_not_made(tmp_path: Path) -> None:
    assert isinstance(run("--data", str(tmp_path / "no")).exception, CannotStart)
    assert not (tmp_path / "no").exists()


def test_the_opener_is_asked_for_closed_copies_alone(installed: Settings, temporary: Path) -> None:
    folder = backups.back_up(installed, None, NOW, Lock(recipient=PUBLIC)).folder
    assert restoring.is_closed(folder) == "key"
    assert drilling.drill(folder, Opener(key=PAPER), run=quiet).passed
