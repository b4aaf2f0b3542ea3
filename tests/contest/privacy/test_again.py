"""An older copy, put back, forgets again whom this installation has forgotten since."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contest import backups, restoring, server_key, settings
from contest.app import create_app, running
from contest.privacy import again, clearing, forgetting, store, tombstones
from contest.privacy.tombstones import FILE, Stone
from contest.web import database as web_database
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.privacy import canary
from tests.contest.privacy.canary import Canary
from tests.contest.privacy.people import staff
from tests.contest.rounds import world

NOW = world.CLOSES + timedelta(days=1)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def installed(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[settings.Settings]:
    """A data folder as a server has it."""
    data = tmp_path / "installed"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / backups.DATABASE)
    made = settings.Settings(data, f"sqlite:///{data / backups.DATABASE}", server_key.keys_in(data)[0])
    monkeypatch.setattr(settings, "_current", made)
    web_database.configure(made.database_url)
    yield made
    web_database.current().close()


def forget(told: Canary, **how: bool) -> None:
    with writing() as db:
        forgetting.forget(db, told.person, by=world.STAFF, now=NOW, **how)


def put_back(installed: settings.Settings, copy: Path) -> None:
    """As the command does it while the server stands."""
    web_database.current().close()
    restored = restoring.restore(copy, installed.data, LATER, force=True)
    assert restored.aside is not None
    shutil.rmtree(restored.aside)
    web_database.configure(installed.database_url)


def test_a_restored_copy_forgets_again_to_the_last_byte(installed: settings.Settings, tmp_path: Path) -> None:
    told = canary.make(staff())
    copy = backups.back_up(installed, tmp_path / "elsewhere", NOW).folder
    forget(told)
    assert clearing.clear_due(NOW)
    assert list(canary.in_files(installed.data)) == []
    put_back(installed, copy)
    assert canary.in_rows(web_database.current()) != [], "the copy knows them"
    people = len({told.person, canary.person_of(told.entries[1])})
    assert again.catch_up(LATER) == people
    assert clearing.clear_due(LATER)
    assert canary.in_rows(web_database.current()) == [] and list(canary.in_files(installed.data)) == []
    assert again.catch_up(LATER) == 0, "once is enough"


def test_a_list_that_waited_goes_since_nobody_knows_who_is_on_it(
    installed: settings.Settings, tmp_path: Path
) -> None:
    told = canary.make(staff())
    with writing() as db:
        forgetting.forget(db, canary.person_of(told.other), by=world.STAFF, now=NOW)
    copy = backups.back_up(installed, tmp_path / "elsewhere", NOW).folder
    forget(told)
    put_back(installed, copy)
    again.catch_up(LATER)
    assert all("rows', '[]'" in row for row in canary.rows(web_database.current())["roster_import"].values())


def test_the_server_does_it_before_it_serves_anybody(
    installed: settings.Settings, tmp_path: Path, clock: Clock
) -> None:
    told = canary.make(staff())
    copy = backups.back_up(installed, tmp_path / "elsewhere", NOW).folder
    forget(told)
    put_back(installed, copy)
    clock.set(LATER)
    app = create_app(installed)

    async def first_moment() -> list[str]:
        async with running(app):
            return canary.in_rows(web_database.current())

    assert asyncio.run(first_moment()) == []


def test_what_left_the_boards_leaves_them_again(installed: settings.Settings, tmp_path: Path) -> None:
    told = canary.make(staff())
    canary.close(told.contest)
    copy = backups.back_up(installed, tmp_path / "elsewhere", NOW).folder
    forget(told, keep_result=False)
    put_back(installed, copy)
    assert told.entries[0] in [row.entry_id for row in told.contest.board()]
    again.catch_up(LATER)
    assert told.entries[0] not in [row.entry_id for row in told.contest.board()]


def test_a_lost_file_is_written_anew_from_the_table(database: Database) -> None:
    told = canary.make(staff())
    forget(told)
    file = settings.current().data / FILE
    before = file.read_text()
    file.unlink()
    assert again.catch_up(LATER) == 0
    assert sorted(file.read_text().splitlines()) == sorted(before.splitlines())
    assert file.stat().st_mode & 0o077 == 0, "nobody else looks"


def test_the_file_names_nobody(database: Database) -> None:
    forget(canary.make(staff()))
    content = (settings.current().data / FILE).read_bytes()
    assert not any(each in content for each in canary.TRACES)
    assert set(tombstones.read(settings.current().data / FILE)) == known_to_the_table()


def known_to_the_table() -> set[str]:
    with reading() as db:
        return {row.person_id for row in store.tombstones(db)}


def test_nothing_is_written_of_what_was_rolled_back(database: Database) -> None:
    told = canary.make(staff())
    with pytest.raises(KeyError), writing() as db:
        forgetting.forget(db, told.person, by=world.STAFF, now=NOW)
        raise KeyError
    assert not (settings.current().data / FILE).exists()
    assert canary.in_rows(database) != []


# --- the file ---------------------------------------------------------------------------------------

ONE, TWO = Stone("a" * 13, NOW, keep_result=True), Stone("b" * 13, NOW, keep_result=False)


def test_a_stone_is_laid_once(tmp_path: Path) -> None:
    file = tmp_path / FILE
    assert tombstones.read(file) == {}
    tombstones.add(file, [ONE])
    tombstones.add(file, [ONE, TWO])
    assert len(file.read_text().splitlines()) == 2
    assert tombstones.read(file) == {one.person_id: one for one in (ONE, TWO)}


@pytest.mark.parametrize("half", ['{"person":"ccc', "{}", "[1]", '{"person":"c","at":"x"}'])
def test_a_line_cut_by_a_power_cut_takes_no_other_with_it(tmp_path: Path, half: str) -> None:
    file = tmp_path / FILE
    tombstones.add(file, [ONE])
    with file.open("a") as out:
        out.write(half)
    tombstones.add(file, [TWO])
    assert set(tombstones.read(file)) == {ONE.person_id, TWO.person_id}


def test_the_last_word_about_somebody_holds(tmp_path: Path) -> None:
    file, later = tmp_path / FILE, Stone(ONE.person_id, LATER, keep_result=False)
    tombstones.add(file, [ONE])
    tombstones.add(file, [later])
    assert tombstones.read(file) == {ONE.person_id: later}


def test_a_folder_that_takes_nothing_is_told_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "_current", settings.Settings(tmp_path / "none", "", bytes(32)))
    tombstones.keep([ONE])
    assert "could not be written" in caplog.text
