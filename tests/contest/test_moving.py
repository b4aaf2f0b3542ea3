"""`hoithi migrate-to`: everything goes along, nothing is half done, both sides are the same."""

from __future__ import annotations

import json
import re
from contextlib import closing

import pytest

from contest import moved, moving, moving_store, schema, serving
from contest.audit import service as audit
from contest.doctor import data as doctor
from contest.doctor.opening import Place
from contest.durable import digest
from contest.errors import CannotStart
from contest.holding import only_server
from contest.settings import Settings
from contest.tables import METADATA
from contest.web import sqlite_files
from contest.web.database import reading
from tests.contest.moving_world import Old, bare, empty_url, whole, whole_file
from tests.whole.world import AT, Moment

__all__ = ["bare", "empty_url", "whole", "whole_file"]  # fixtures; pytest finds them by their name here

TABLES = METADATA.sorted_tables


class Cut(Exception):
    """A run that ends."""


def count(old: Old) -> dict[str, int]:
    with closing(sqlite_files.readonly(old.file)) as connection:
        counts = sqlite_files.content_of(connection).counts
    return {table.name: counts[table.name] for table in TABLES}


def test_everything_is_there_and_a_server_goes_on(whole: Old) -> None:
    before = digest(whole.file)
    done = whole.move()
    assert done.exit_code == 0, done.exception
    counts = count(whole)
    assert sum(found > 0 for found in counts.values()) > 45
    assert {name: whole.ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in counts} == counts
    assert f"{len(TABLES)} bảng" in done.output and "HOITHI_DATABASE_URL=" in done.output
    assert digest(whole.file) == before
    assert whole.ask("SELECT version_num FROM alembic_version") == [(schema.newest_revision(),)]
    assert whole.ask("SELECT to_regclass('hoithi_moving')") == [(None,)]
    with closing(serving.prepare(Settings(whole.data, whole.url, b"k" * 32))), reading() as db:
        verdict = audit.verify(db)
    assert verdict.whole and verdict.rows == counts["audit"]
    new, old = Place(whole.data, whole.url, None), Place(whole.data, "", whole.file)
    assert doctor.hold(new, AT[Moment.ISSUED]) == doctor.hold(old, AT[Moment.ISSUED])


def test_counters_go_on_behind_the_last_number(whole: Old) -> None:
    assert whole.move().exit_code == 0
    numbered = [table for table in TABLES if table.autoincrement_column is not None]
    assert len(numbered) == 6
    for table in numbered:
        counter = f"pg_get_serial_sequence('{table.name}', 'id')"
        last = f'SELECT coalesce(max(id), 0) + 1 FROM "{table.name}"'
        assert whole.ask(f"SELECT nextval({counter}) = ({last})") == [(True,)]


def test_triggers_hold_again(whole: Old) -> None:
    assert whole.move().exit_code == 0
    enabled = "SELECT DISTINCT tgenabled FROM pg_trigger WHERE NOT tgisinternal"
    assert whole.ask(enabled) == [("O",)]


def test_a_script_reads_counts_and_digests(whole: Old) -> None:
    done = whole.move("--json")
    told = json.loads(done.stdout)
    assert told["to"] == moving.shown(whole.url)
    assert {name: one["rows"] for name, one in told["tables"].items()} == count(whole)
    assert all(re.fullmatch("[0-9a-f]{64}", one["digest"]) for one in told["tables"].values())


# --- the old file -------------------------------------------------------------------------------


def test_no_server_starts_on_the_old_file_until_somebody_says_so(bare: Old) -> None:
    assert bare.move().exit_code == 0
    old = Settings(bare.data, f"sqlite:///{bare.file}", b"k" * 32)
    with pytest.raises(CannotStart, match="đã chuyển sang postgresql") as told:
        serving.prepare(old)
    assert str(bare.data / moved.NOTE) in str(told.value)
    (bare.data / moved.NOTE).unlink()
    serving.prepare(old).close()


def test_moving_again_says_that_it_is_done(bare: Old) -> None:
    assert bare.move().exit_code == 0
    assert "đã chuyển sang" in bare.refused()


def test_a_running_server_is_stopped_first(bare: Old) -> None:
    with only_server(bare.data):
        assert "Dừng nó trước" in bare.refused()
    assert bare.ask("SELECT to_regclass('alembic_version')") == [(None,)]


def test_the_setting_may_already_name_postgresql(bare: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOITHI_DATABASE_URL", bare.url)
    assert bare.move().exit_code == 0


def test_without_a_file_there_is_nothing_to_move(bare: Old) -> None:
    bare.file.unlink()
    assert "Không có dữ liệu" in bare.refused()


# --- cut off and taken up -----------------------------------------------------------------------


def cut_at(monkeypatch: pytest.MonkeyPatch, name: str, calls: int) -> None:
    """The run ends at the so-manyeth call of one of the store's functions."""
    function, left = getattr(moving_store, name), [calls]

    def counted(*words: object) -> object:
        left[0] -= 1
        if not left[0]:
            raise Cut
        return function(*words)

    monkeypatch.setattr(moving_store, name, counted)


@pytest.mark.parametrize(
    ("name", "calls"),
    [("make", 1), ("empty", 1), ("put", 30), ("new_rows", 5), ("finish", 1)],
)
def test_cut_off_anywhere_it_is_taken_up(
    whole: Old, name: str, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cutting:
        cut_at(cutting, name, calls)
        assert isinstance(whole.move().exception, Cut)
    nobody_starts(whole)
    done = whole.move("--json")
    assert done.exit_code == 0, done.exception
    assert {key: one["rows"] for key, one in json.loads(done.stdout)["tables"].items()} == count(whole)


def nobody_starts(old: Old) -> None:
    """On what is there until now; where nothing is there yet, nothing looks like an installation."""
    if schema.revision_of(old.url) is None:
        return
    with pytest.raises(CannotStart, match="migrate-to"):
        serving.prepare(Settings(old.data, old.url, b"k" * 32))


def test_what_is_whole_is_not_copied_again(whole: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as cutting:
        cut_at(cutting, "mark", 40)
        whole.move()
    kept = len(whole.ask("SELECT name FROM hoithi_moving"))
    assert kept == 39
    marked, function = [], moving_store.mark
    monkeypatch.setattr(moving_store, "mark", lambda *words: (marked.append(words[1].name), function(*words)))
    assert whole.move().exit_code == 0
    assert marked == [table.name for table in TABLES[kept:]]


def test_a_server_that_ran_meanwhile_makes_it_begin_anew(whole: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as cutting:
        cut_at(cutting, "new_rows", 1)
        whole.move()
    whole.write("UPDATE person SET name = 'Y Khác' WHERE id = (SELECT min(id) FROM person)")
    assert whole.move().exit_code == 0
    assert whole.ask("SELECT count(*) FROM person WHERE name = 'Y Khác'") == [(1,)]


# --- the comparison -----------------------------------------------------------------------------

PLANTED = (
    "UPDATE answer SET answer = answer || '.' WHERE ctid = (SELECT min(ctid) FROM answer)",
    "DELETE FROM answer_event WHERE ctid = (SELECT min(ctid) FROM answer_event)",
    "UPDATE question SET version = version + 1 WHERE id = 1",
    "UPDATE source SET dated = dated + 1 WHERE dated IS NOT NULL",
)


@pytest.mark.parametrize("statement", PLANTED)
def test_a_planted_difference_is_found_and_mended(
    whole: Old, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cutting:
        cut_at(cutting, "new_rows", 1)
        whole.move()
    whole.ask(statement)
    table = statement.split()[2 if statement.startswith("DELETE") else 1]
    told = whole.refused()
    assert f"{table} (cũ " in told and told.count("(cũ ") == 1
    nobody_starts(whole)
    assert not (whole.data / moved.NOTE).exists()
    assert whole.move().exit_code == 0
