"""The server copies to a second medium by itself, tells when it can't, and goes on when it can again."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from contest import backups, cli, copying, restoring, sealing
from contest.backups import DATABASE
from contest.copying import MARK, OWN, PLAN, Copier
from contest.errors import CannotStart
from contest.sealing import Opener
from contest.settings import Settings
from contest.web import sqlite_files
from tests.conftest import Clock
from tests.contest.installed import NOW, installed, note

__all__ = ["installed"]  # pytest finds the fixture by its name here

PAPER, PUBLIC = sealing.new_key()
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def usb(installed: Settings, tmp_path: Path, clock: Clock) -> Path:
    """A medium that was chosen."""
    clock.moment = NOW
    (installed.data / sealing.RECIPIENT).write_text(PUBLIC)
    copying.choose(installed.data, tmp_path / "usb" / "hoithi")
    return tmp_path / "usb" / "hoithi"


@pytest.fixture
def copier(installed: Settings, usb: Path) -> Copier:
    return Copier(installed, installed.data / DATABASE, lambda now: True)


def made(usb: Path) -> list[str]:
    return sorted(path.name for path in (usb / OWN).glob("hoithi-*"))


def test_a_look_makes_a_closed_copy_that_opens(copier: Copier, usb: Path, installed: Settings) -> None:
    copier.look(NOW, 1)
    assert copier.trouble() == "" and len(made(usb)) == 1
    assert copying.state(installed.data).folder == str(usb / OWN / made(usb)[0])
    with restoring.opened(usb / OWN / made(usb)[0], Opener(key=PAPER)) as (_, manifest):
        assert manifest.counts["audit"] == 3


def test_what_did_not_change_is_not_copied(copier: Copier, usb: Path) -> None:
    copier.look(NOW, 1)
    copier.look(NOW + 2 * HOUR, 1)
    assert len(made(usb)) == 1
    copier.look(NOW + 2 * HOUR + MINUTE, 2)
    assert len(made(usb)) == 2


def test_every_commit_of_others_is_seen_and_an_own_look_is_none(installed: Settings) -> None:
    with closing(sqlite_files.readonly(installed.data / DATABASE)) as watched:
        seen = [watched.execute("PRAGMA data_version").fetchone()[0] for _ in range(2)]
        note(1)
        seen.append(watched.execute("PRAGMA data_version").fetchone()[0])
    assert seen[0] == seen[1] != seen[2]


def test_between_contests_once_an_hour_is_enough(installed: Settings, usb: Path) -> None:
    quiet = Copier(installed, installed.data / DATABASE, lambda now: False)
    quiet.look(NOW, 1)
    quiet.look(NOW + 10 * MINUTE, 2)
    assert len(made(usb)) == 1
    quiet.look(NOW + HOUR, 3)
    assert len(made(usb)) == 2


def test_a_medium_that_is_pulled_out_is_told_and_found_again(
    copier: Copier, usb: Path, tmp_path: Path, installed: Settings
) -> None:
    copier.look(NOW, 1)
    usb.rename(tmp_path / "in a pocket")
    # What stays of a stick that was pulled out is often the empty folder where it was.
    usb.mkdir()
    copier.look(NOW + MINUTE, 2)
    assert str(usb) in copier.trouble() and "Cắm lại" in copier.trouble() and "20:31" in copier.trouble()
    assert list(usb.iterdir()) == []
    assert copying.state(installed.data).error
    usb.rmdir()
    (tmp_path / "in a pocket").rename(usb)
    copier.look(NOW + 2 * MINUTE, 2)
    assert copier.trouble() == "" and len(made(usb)) == 2


def test_the_first_moment_of_a_trouble_is_what_is_told(copier: Copier, usb: Path) -> None:
    shutil.rmtree(usb)
    for minutes in range(3):
        copier.look(NOW + minutes * MINUTE, 1)
    assert "20:30" in copier.trouble()


def test_another_stick_is_not_written_to(copier: Copier, usb: Path) -> None:
    (usb / MARK).write_text(json.dumps({"id": "another"}))
    copier.look(NOW, 1)
    assert "không phải nơi đã chọn" in copier.trouble() and not (usb / OWN).exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", "\ufffd"])
def test_a_mark_that_says_nothing_is_no_mark(copier: Copier, usb: Path, content: str) -> None:
    (usb / MARK).write_text(content)
    copier.look(NOW, 1)
    assert "không phải nơi đã chọn" in copier.trouble()


def test_a_medium_that_takes_nothing_is_told_in_the_systems_words(copier: Copier, usb: Path) -> None:
    (usb / OWN).write_text("a file where copies go")
    copier.look(NOW, 1)
    assert "Chưa sao lưu được" in copier.trouble()
    (usb / OWN).unlink()
    copier.look(NOW + MINUTE, 1)
    assert copier.trouble() == "" and len(made(usb)) == 1


def test_a_damaged_database_is_told(copier: Copier, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copier.settings.data / "server.key").write_bytes(b"x")
    copier.look(NOW, 1)
    assert "khóa" in copier.trouble() and made(usb) == []


def test_without_a_key_nothing_leaves(copier: Copier, usb: Path, installed: Settings) -> None:
    (installed.data / sealing.RECIPIENT).unlink()
    copier.look(NOW, 1)
    assert "hoithi backup key" in copier.trouble() and not (usb / OWN).exists()


def test_what_was_cut_off_and_what_is_old_goes_what_was_made_by_hand_stays(
    copier: Copier, usb: Path, installed: Settings
) -> None:
    by_hand = backups.back_up(installed, usb, NOW - timedelta(days=400)).folder
    (usb / OWN / "hoithi-20250101-000000.part").mkdir(parents=True)
    for day in range(40):
        backups.back_up(installed, usb / OWN, NOW - timedelta(days=day + 1))
    copier.look(NOW, 1)
    assert len(made(usb)) == 30 and by_hand.is_dir()
    assert not list((usb / OWN).glob("*.part"))


def test_nothing_chosen_nothing_done(installed: Settings) -> None:
    silent = Copier(installed, installed.data / DATABASE, lambda now: True)
    silent.look(NOW, 1)
    assert silent.trouble() == "" and not (installed.data / copying.STATE).exists()


def test_giving_up_ends_the_alarm(copier: Copier, usb: Path, installed: Settings) -> None:
    shutil.rmtree(usb)
    copier.look(NOW, 1)
    assert copier.trouble()
    copying.give_up(installed.data)
    copier.look(NOW + MINUTE, 2)
    assert copier.trouble() == ""


def test_its_thread_ends_at_once(copier: Copier) -> None:
    copier.start()
    copier.stop()
    assert copier._thread is not None and not copier._thread.is_alive()


# --- the command --------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["backup", "medium", *words], prog_name="hoithi")


def test_choosing_by_command(installed: Settings, tmp_path: Path) -> None:
    data = ("--data", str(installed.data))
    assert "không tự sao lưu" in run(*data).output
    refused = run(str(tmp_path / "usb"), *data)
    assert isinstance(refused.exception, CannotStart) and not (tmp_path / "usb").exists()
    (installed.data / sealing.RECIPIENT).write_text(PUBLIC)
    done = run(str(tmp_path / "usb"), *data)
    assert str(tmp_path / "usb") in done.output and "cùng ổ với dữ liệu" in done.output
    assert (tmp_path / "usb" / MARK).is_file() and (installed.data / PLAN).is_file()
    assert json.loads(run(*data, "--json").stdout)["to"] == str(tmp_path / "usb")
    assert json.loads(run("--off", *data, "--json").stdout)["to"] is None


def test_a_medium_that_cannot_be_written_is_not_chosen(installed: Settings, tmp_path: Path) -> None:
    (installed.data / sealing.RECIPIENT).write_text(PUBLIC)
    (tmp_path / "file").write_text("")
    done = run(str(tmp_path / "file"), "--data", str(installed.data))
    assert isinstance(done.exception, CannotStart) and "Chọn nơi khác" in str(done.exception)
    assert copying.plan(installed.data) is None
