"""Backups: whole or nothing, and the way back that never loses what was there."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from contest import backups, schema, serving
from contest.audit import service as audit
from contest.backups import DATABASE, KEY, MANIFEST
from contest.errors import CannotStart
from contest.settings import Settings
from contest.web import database, sqlite_files
from contest.web.database import reading, writing

NOW = datetime(2026, 10, 10, 13, 30, 5, tzinfo=UTC)
SECRET = bytes(range(32))


@pytest.fixture
def installed(sqlite_template: Path, tmp_path: Path) -> Iterator[Settings]:
    """A data folder with three changes in its audit chain, served by this process."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / DATABASE)
    (data / KEY).write_bytes(SECRET)
    url = f"sqlite:///{data / DATABASE}"
    configured = database.configure(url)
    note(3)
    yield Settings(data, url, SECRET)
    configured.close()


def note(times: int = 1) -> None:
    for number in range(times):
        with writing() as db:
            audit.record(db, "server", "round.open", f"r{number}", {}, NOW)


def chain() -> int:
    with reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole
    return verdict.rows


def sealed_again(folder: Path) -> None:
    """Write the manifest's hashes anew: what somebody would do who edits a backup on purpose."""
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    told["files"] = {name: backups.durable.digest(folder / name) for name in (DATABASE, KEY)}
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")


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
    first = backups.back_up(installed, None, NOW)
    with pytest.raises(CannotStart, match="Chờ một giây"):
        backups.back_up(installed, None, NOW)
    second = backups.back_up(installed, None, NOW + timedelta(seconds=1))
    assert {first.folder, second.folder} == set((installed.data / "backups").iterdir())


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


def test_restored_into_an_empty_folder(installed: Settings, tmp_path: Path) -> None:
    made = backups.back_up(installed, None, NOW)
    note(4)
    done = backups.restore(made.folder, tmp_path / "new", NOW, force=False)
    assert (done.folder, done.aside) == (tmp_path / "new", None)
    assert done.facts()["counts"] == made.manifest.counts
    assert (tmp_path / "new" / KEY).read_bytes() == SECRET
    database.configure(f"sqlite:///{tmp_path / 'new' / DATABASE}")
    assert chain() == 3


def test_existing_data_needs_force_and_is_kept(installed: Settings) -> None:
    made = backups.back_up(installed, None, NOW)
    note(4)
    (installed.data / "demo.json").write_text("{}")
    with pytest.raises(CannotStart, match="--force"):
        backups.restore(made.folder, installed.data, NOW, force=False)
    assert chain() == 7
    database.current().close()
    done = backups.restore(made.folder, installed.data, NOW, force=True)
    assert done.aside is not None and {DATABASE, KEY, "demo.json"} <= {p.name for p in done.aside.iterdir()}
    assert not (installed.data / "demo.json").exists()
    database.configure(installed.database_url)
    assert chain() == 3
    database.configure(f"sqlite:///{done.aside / DATABASE}")
    assert chain() == 7


def test_a_running_server_is_left_alone(installed: Settings) -> None:
    made = backups.back_up(installed, None, NOW)
    with serving.only_server(installed.data), pytest.raises(CannotStart, match="đang chạy"):
        backups.restore(made.folder, installed.data, NOW, force=True)


def _cut(folder: Path) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - 4096)


def _flip(folder: Path) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 50)


def _edit(folder: Path, **changes: object) -> None:
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps(told | changes), "utf-8")


HARM = {
    "no manifest": lambda folder: (folder / MANIFEST).unlink(),
    "empty manifest": lambda folder: (folder / MANIFEST).write_text(""),
    "list as manifest": lambda folder: (folder / MANIFEST).write_text("[]"),
    "manifest without fields": lambda folder: (folder / MANIFEST).write_text("{}"),
    "binary manifest": lambda folder: (folder / MANIFEST).write_bytes(b"\xff\xfe\x00"),
    "no key": lambda folder: (folder / KEY).unlink(),
    "other key": lambda folder: (folder / KEY).write_bytes(b"x" * 32),
    "no database": lambda folder: (folder / DATABASE).unlink(),
    "cut database": _cut,
    "flipped bytes": _flip,
    "other counts": lambda folder: _edit(folder, counts={"audit": 4}),
    "other chain": lambda folder: _edit(folder, audit_head="0" * 64),
    "newer format": lambda folder: _edit(folder, format=2),
    "newer schema": lambda folder: _edit(folder, revision="20990101_flying"),
    "cut and sealed again": lambda folder: (_cut(folder), sealed_again(folder)),
    "flipped and sealed again": lambda folder: (_flip(folder), sealed_again(folder)),
    "short key sealed again": lambda folder: ((folder / KEY).write_bytes(b"x"), sealed_again(folder)),
    "not there": shutil.rmtree,
}


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_backup_touches_nothing(installed: Settings, tmp_path: Path, harm: str) -> None:
    made = backups.back_up(installed, None, NOW)
    HARM[harm](made.folder)
    with pytest.raises(CannotStart):
        backups.restore(made.folder, tmp_path / "new", NOW, force=True)
    assert not (tmp_path / "new").exists()


def test_a_full_disk_while_restoring_leaves_the_old_data(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.back_up(installed, None, NOW)
    database.current().close()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups.durable, "copy", full)
    with pytest.raises(CannotStart, match="No space left"):
        backups.restore(made.folder, installed.data, NOW, force=True)
    assert not list(installed.data.glob("*.part"))
    database.configure(installed.database_url)
    assert chain() == 3
