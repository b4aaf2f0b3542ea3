"""Backups: whole or nothing."""

from __future__ import annotations

import json
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from contest import backups, schema
from contest.backups import DATABASE, KEY, MANIFEST
from contest.errors import CannotStart
from contest.settings import Settings
from contest.web import sqlite_files
from tests.contest.installed import NOW, SECRET, chain, installed, note

__all__ = ["installed"]  # pytest finds the fixture by its name here


def test_a_backup_holds_all_and_says_what(installed: Settings) -> None:
    made = backups.back_up(installed, None, NOW)
    assert made.folder == installed.data / "backups" / "hoithi-20261010-203005"
    assert sorted(path.name for path in made.folder.iterdir()) == [DATABASE, MANIFEST, KEY]
    told = json.loads((made.folder / MANIFEST).read_text("utf-8"))
    assert told["made"] == "2026-10-10T20:30:05+07:00"
    assert (told["counts"]["audit"], told["audit_rows"], told["version"]) == (3, 3, backups.version())
    assert told["revision"] in schema.known_revisions()
    assert made.facts() == {"folder": str(made.folder), **told}


def test_nobody_else_may_read_a_backup(installed: Settings) -> None:
    made = backups.back_up(installed, None, NOW)
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((made.folder / KEY).stat().st_mode) == 0o600
    assert (made.folder / KEY).read_bytes() == SECRET


def test_a_copy_of_a_log_not_yet_moved_holds_what_was_committed(installed: Settings) -> None:
    assert (installed.data / f"{DATABASE}-wal").stat().st_size > 0
    made = backups.back_up(installed, None, NOW)
    assert not list(made.folder.glob("*-wal"))
    assert sqlite_files.fault(made.folder / DATABASE) == ""


def test_the_server_writes_on_while_a_copy_is_made(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step meets a new commit; the copy is of one moment, and is not begun again for ever."""
    monkeypatch.setattr(sqlite_files, "PAGES_A_STEP", 8)
    counted = sqlite_files.content_of
    calls = []

    def count_and_write(connection: sqlite.Connection) -> sqlite_files.Content:
        content = counted(connection)
        if not calls:
            calls.append(1)
            note(2)
        return content

    monkeypatch.setattr(sqlite_files, "content_of", count_and_write)
    made = backups.back_up(installed, None, NOW)
    assert (made.manifest.counts["audit"], made.manifest.audit_rows, chain()) == (3, 3, 5)


def test_two_in_one_second_are_told_apart(installed: Settings) -> None:
    """Each is named by a second of its own; what an earlier run left half done stands in nobody's way."""
    half = installed.data / "backups" / f"hoithi-{backups.stamp(NOW + timedelta(seconds=1))}.part"
    half.mkdir(parents=True)
    made = [backups.back_up(installed, None, NOW).folder for _ in range(3)]
    assert [path.name for path in made] == [
        f"hoithi-{backups.stamp(NOW + timedelta(seconds=later))}" for later in (0, 2, 3)
    ]
    assert {*made, half} == set((installed.data / "backups").iterdir())


def test_where_the_copy_goes_may_be_said(installed: Settings, tmp_path: Path) -> None:
    assert backups.back_up(installed, tmp_path / "usb" / "x", NOW).folder.parent == tmp_path / "usb" / "x"


def test_a_file_where_the_folder_should_be(installed: Settings, tmp_path: Path) -> None:
    (tmp_path / "usb").write_text("x")
    with pytest.raises(CannotStart):
        backups.back_up(installed, tmp_path / "usb", NOW)


@pytest.mark.parametrize("step", ["fault", "copy"])
def test_what_fails_half_way_leaves_nothing(
    installed: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fails(*_: object) -> str:
        if step == "copy":
            raise sqlite.OperationalError("database or disk is full")
        return "row 7 missing from index"

    monkeypatch.setattr(sqlite_files, step, fails)
    with pytest.raises(CannotStart, match="dở dang"):
        backups.back_up(installed, None, NOW)
    assert list((installed.data / "backups").iterdir()) == []


def test_an_interrupt_leaves_nothing(installed: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backups.durable, "sync", stopped)
    with pytest.raises(KeyboardInterrupt):
        backups.back_up(installed, None, NOW)
    assert list((installed.data / "backups").iterdir()) == []


def test_a_broken_chain_is_not_backed_up_in_silence(installed: Settings) -> None:
    with closing(sqlite.connect(str(installed.data / DATABASE))) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE audit SET content = '{}' WHERE seq = 2")
        raw.commit()
    with pytest.raises(CannotStart, match="dòng 2"):
        backups.back_up(installed, None, NOW)


def test_no_data_is_nothing_to_back_up(tmp_path: Path) -> None:
    empty = Settings(tmp_path, f"sqlite:///{tmp_path / DATABASE}", SECRET)
    with pytest.raises(CannotStart, match="Không có dữ liệu"):
        backups.back_up(empty, None, NOW)


def test_postgresql_has_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"pg_dump.*server\.key"):
        backups.back_up(Settings(tmp_path, "postgresql+psycopg://x@h/y", SECRET), None, NOW)
