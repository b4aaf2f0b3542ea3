"""From the first version that landed to this one: copied first, nothing missing, put back where it fails."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic.script import ScriptDirectory
from typer.testing import CliRunner, Result

from contest import cli, clock, resources, schema, serving, settings, upgrading
from contest.audit import service as audit
from contest.backups import DATABASE, KEY
from contest.doctor import data as doctor
from contest.doctor.opening import Place
from contest.doctor.rules import State
from contest.errors import CannotStart
from contest.settings import Settings
from contest.web import database, sqlite_files
from contest.web.database import reading
from tests.conftest import Clock, migrate
from tests.contest.installed import NOW, SECRET

#: What the first version that landed wrote, with its own `demo` and `simulate`.
FIRST = Path(__file__).parent / "first" / "20261124.sql"
HELD = {"person": 6, "entry": 6, "attempt": 6, "answer": 88, "answer_event": 95, "grade": 6, "standing": 6}
REVISIONS = [
    one.revision for one in reversed([*ScriptDirectory(str(resources.path("alembic"))).walk_revisions()])
][2:-1]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file as that version left it."""
    path = tmp_path_factory.mktemp("first") / DATABASE
    with closing(sqlite3.connect(path)) as made:
        made.executescript(FIRST.read_text("utf-8"))
        made.execute("PRAGMA journal_mode=WAL")
    return path


@pytest.fixture
def old(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A data folder of the first version."""
    monkeypatch.setattr(settings, "_current", None)
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    shutil.copyfile(first, data / DATABASE)
    (data / KEY).write_bytes(SECRET)
    yield Settings(data, f"sqlite:///{data / DATABASE}", SECRET)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite_files.readonly(path)) as connection:
        return sqlite_files.content_of(connection).counts


def held(path: Path) -> dict[str, int]:
    return {name: count for name, count in counts(path).items() if name in HELD}


def test_the_first_versions_file_stands_at_its_revision(old: Settings) -> None:
    assert sqlite_files.revision(old.data / DATABASE) == "20261123_sitting"
    assert held(old.data / DATABASE) == HELD


def test_it_comes_up_to_date_with_all_that_it_held(old: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    serving.prepare(old).close()
    path = old.data / DATABASE
    assert sqlite_files.revision(path) == schema.newest_revision()
    assert sqlite_files.fault(path) == "" and held(path) == HELD
    told = capfd.readouterr()
    assert told.out == "" and "20261123_sitting" in told.err and "Đã nâng cấp và kiểm tra" in told.err


def test_every_invariant_holds_on_what_came_up(old: Settings, clock: Clock) -> None:
    """Graded again with the keys of then, places as they were: the doctor finds nothing."""
    clock.set("2026-11-27 08:00:00")
    serving.prepare(old).close()
    place = Place(old.data, old.database_url, old.data / DATABASE)
    found = doctor.hold(place, clock.moment)
    assert [one.said for one in found if one.state is State.WRONG] == []


def test_the_copy_from_before_is_whole_and_private(old: Settings) -> None:
    serving.prepare(old).close()
    (copy,) = (old.data / upgrading.FOLDER).iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    assert sqlite_files.revision(copy / DATABASE) == "20261123_sitting"
    assert held(copy / DATABASE) == HELD and (copy / KEY).read_bytes() == SECRET


def test_a_second_start_copies_nothing(old: Settings) -> None:
    serving.prepare(old).close()
    serving.prepare(old).close()
    assert len(list((old.data / upgrading.FOLDER).iterdir())) == 1


def test_a_new_installation_copies_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_current", None)
    serving.prepare(Settings(tmp_path, f"sqlite:///{tmp_path / DATABASE}", SECRET)).close()
    assert not (tmp_path / upgrading.FOLDER).exists()


def test_only_the_last_copies_stay(old: Settings) -> None:
    for number in range(5):
        (old.data / upgrading.FOLDER / f"hoithi-20250101-00000{number}").mkdir(parents=True)
    serving.prepare(old).close()
    left = sorted(path.name for path in (old.data / upgrading.FOLDER).iterdir())
    assert len(left) == upgrading.KEPT_COPIES and left[0] == "hoithi-20250101-000003"


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_every_revision_between(old: Settings, revision: str) -> None:
    """Whoever skipped versions comes up too."""
    path = old.data / DATABASE
    migrate(old.database_url, revision)
    assert sqlite_files.revision(path) == revision
    upgrading.bring_up_to_date(old, NOW)
    assert sqlite_files.revision(path) == schema.newest_revision() and held(path) == HELD


# --- what fails ---------------------------------------------------------------------------------


def breaks(url: str) -> None:
    """Half of an upgrade, then the end of it: worse than migrations, which are one transaction."""
    with closing(sqlite.connect(url.removeprefix("sqlite:///"))) as raw:
        raw.execute("ALTER TABLE person ADD COLUMN half TEXT")
        raw.execute("DELETE FROM answer_event")
        raw.commit()
    raise RuntimeError("rows refer to rows that are gone: 5")


def loses(url: str) -> None:
    """An upgrade that goes through and leaves somebody's answers out."""
    schema.migrate(url)
    with closing(sqlite.connect(url.removeprefix("sqlite:///"))) as raw:
        raw.execute("DELETE FROM answer WHERE slot = 1")
        raw.commit()


def breaks_the_chain(url: str) -> None:
    schema.migrate(url)
    with closing(sqlite.connect(url.removeprefix("sqlite:///"))) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE audit SET content = '{}' WHERE seq = 2")
        raw.commit()


FAILING = {
    "breaks": (breaks, "rows refer"),
    "loses": (loses, "bảng answer còn"),
    "chain": (breaks_the_chain, "đứt ở dòng 2"),
}


@pytest.mark.parametrize("how", FAILING)
def test_what_fails_is_put_back_by_itself(old: Settings, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    fails, why = FAILING[how]
    monkeypatch.setattr(upgrading, "migrate", fails)
    with pytest.raises(CannotStart, match=why) as told:
        serving.prepare(old)
    path = old.data / DATABASE
    assert "trả về như trước" in str(told.value) and len(str(told.value).splitlines()) == 1
    assert sqlite_files.revision(path) == "20261123_sitting"
    assert sqlite_files.fault(path) == "" and held(path) == HELD
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (aside,) = old.data.glob("nang-cap-do-*")
    assert (aside / DATABASE).is_file()


def test_a_supervisor_does_not_try_it_for_ever(old: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started again every three seconds, it would fill the disk with copies; a person may try again."""
    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "migrate", breaks)
        with pytest.raises(CannotStart, match="trả về như trước"):
            serving.prepare(old)
    with pytest.raises(CannotStart, match="Muốn thử lại: hoithi upgrade"):
        serving.prepare(old)
    assert len(list((old.data / upgrading.FOLDER).iterdir())) == 1
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert run("upgrade", "--data", str(old.data)).exit_code == 0
    assert held(old.data / DATABASE) == HELD
    assert sqlite_files.revision(old.data / DATABASE) == schema.newest_revision()


def test_no_room_for_the_copy_means_no_upgrade(old: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrading.durable, "write", full)
    with pytest.raises(CannotStart, match="No space left"):
        serving.prepare(old)
    assert sqlite_files.revision(old.data / DATABASE) == "20261123_sitting"


def test_a_newer_file_is_neither_copied_nor_touched(old: Settings) -> None:
    with closing(sqlite.connect(str(old.data / DATABASE))) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '20990101_flying'")
        raw.commit()
    with pytest.raises(CannotStart, match="mới hơn"):
        serving.prepare(old)
    assert not (old.data / upgrading.FOLDER).exists()


# --- the commands -------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words), prog_name="hoithi")


def test_up_and_back_by_commands(old: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--data", str(old.data))
    up = run("upgrade", *words)
    assert up.exit_code == 0 and schema.newest_revision() in up.output
    database.configure(old.database_url)
    with database.writing() as db:
        audit.record(db, "server", "round.open", "r", {}, NOW)
    database.current().close()
    asked = run("rollback", *words)
    assert isinstance(asked.exception, CannotStart) and "--force" in str(asked.exception)
    assert sqlite_files.revision(old.data / DATABASE) == schema.newest_revision()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=90))
    back = run("rollback", *words, "--force")
    assert back.exit_code == 0 and "Cài lại phiên bản hoithi trước" in back.output
    assert sqlite_files.revision(old.data / DATABASE) == "20261123_sitting"
    assert held(old.data / DATABASE) == HELD
    # What was written since is not thrown away.
    (aside,) = old.data.glob("truoc-khoi-phuc-*")
    assert counts(aside / DATABASE)["audit"] == counts(old.data / DATABASE)["audit"] + 1


def test_back_and_up_again(old: Settings) -> None:
    run("upgrade", "--data", str(old.data))
    run("rollback", "--data", str(old.data), "--force")
    serving.prepare(old)
    with reading() as db:
        assert audit.verify(db).whole
    database.current().close()


def test_nothing_to_go_back_to(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    done = run("rollback", "--data", str(tmp_path / "data"), "--force")
    assert isinstance(done.exception, CannotStart) and "Chưa có lần nâng cấp" in str(done.exception)


def test_postgresql_comes_up_in_one_transaction(
    tmp_path: Path, postgresql_url: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_current", None)
    done = upgrading.bring_up_to_date(Settings(tmp_path, postgresql_url, SECRET), NOW)
    assert done is None and capfd.readouterr().err == ""
