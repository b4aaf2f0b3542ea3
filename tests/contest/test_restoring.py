"""The way back from a backup: it never loses what was there, and takes nothing that is not whole."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from contest import backups, durable, restoring, serving
from contest.backups import DATABASE, KEY, MANIFEST
from contest.errors import CannotStart
from contest.privacy import tombstones
from contest.privacy.tombstones import Stone
from contest.settings import Settings
from contest.web import database
from tests.contest.installed import NOW, SECRET, chain, installed, note

__all__ = ["installed"]  # pytest finds the fixture by its name here


def sealed_again(folder: Path) -> None:
    """Write the manifest's hashes anew: what somebody would do who edits a backup on purpose."""
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    told["files"] = {name: durable.digest(folder / name) for name in (DATABASE, KEY)}
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")


def test_restored_into_an_empty_folder(installed: Settings, tmp_path: Path) -> None:
    made = backups.back_up(installed, None, NOW)
    note(4)
    done = restoring.restore(made.folder, tmp_path / "new", NOW, force=False)
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
        restoring.restore(made.folder, installed.data, NOW, force=False)
    assert chain() == 7
    database.current().close()
    done = restoring.restore(made.folder, installed.data, NOW, force=True)
    assert done.aside is not None and {DATABASE, KEY, "demo.json"} <= {p.name for p in done.aside.iterdir()}
    assert not (installed.data / "demo.json").exists()
    database.configure(installed.database_url)
    assert chain() == 3
    database.configure(f"sqlite:///{done.aside / DATABASE}")
    assert chain() == 7


def test_a_running_server_is_left_alone(installed: Settings) -> None:
    made = backups.back_up(installed, None, NOW)
    with serving.only_server(installed.data), pytest.raises(CannotStart, match="đang chạy"):
        restoring.restore(made.folder, installed.data, NOW, force=True)


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
    "newer format": lambda folder: _edit(folder, format=3),
    "said to be closed": lambda folder: _edit(folder, format=2),
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
        restoring.restore(made.folder, tmp_path / "new", NOW, force=True)
    assert not (tmp_path / "new").exists()


def test_a_full_disk_while_restoring_leaves_the_old_data(
    installed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.back_up(installed, None, NOW)
    database.current().close()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring.durable, "copy", full)
    with pytest.raises(CannotStart, match="No space left"):
        restoring.restore(made.folder, installed.data, NOW, force=True)
    assert not list(installed.data.glob("*.part"))
    database.configure(installed.database_url)
    assert chain() == 3


# --- who was forgotten ------------------------------------------------------------------------------


def test_on_another_machine_an_older_copy_knows_who_was_forgotten_since(
    installed: Settings, tmp_path: Path
) -> None:
    """The list travels beside the copies, and only grows: ids and moments, nobody's name."""
    medium, old, late = (
        tmp_path / "usb",
        Stone("p000000000001", NOW, True),
        Stone("p000000000002", NOW, False),
    )
    tombstones.add(installed.data / tombstones.FILE, [old])
    older = backups.back_up(installed, medium, NOW)
    tombstones.add(installed.data / tombstones.FILE, [late])
    backups.back_up(installed, medium, NOW + timedelta(seconds=1))
    assert set(tombstones.read(medium / tombstones.FILE)) == {old.person_id, late.person_id}
    restoring.restore(older.folder, tmp_path / "new", NOW, force=False)
    assert tombstones.read(tmp_path / "new" / tombstones.FILE) == {one.person_id: one for one in (old, late)}


def test_where_nobody_was_forgotten_no_list_is_made(installed: Settings, tmp_path: Path) -> None:
    made = backups.back_up(installed, tmp_path / "usb", NOW)
    restoring.restore(made.folder, tmp_path / "new", NOW, force=False)
    assert not list(tmp_path.rglob(tombstones.FILE))


def test_what_stands_here_already_stays(installed: Settings, tmp_path: Path) -> None:
    """Who was forgotten after the last copy is known to this machine alone."""
    made = backups.back_up(installed, tmp_path / "usb", NOW)
    here = Stone("p000000000003", NOW, True)
    tombstones.add(installed.data / tombstones.FILE, [here])
    database.current().close()
    restoring.restore(made.folder, installed.data, NOW, force=True)
    assert tombstones.read(installed.data / tombstones.FILE) == {here.person_id: here}
