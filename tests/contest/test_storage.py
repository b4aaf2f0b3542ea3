"""Room that is kept for saves: made when there is room, given up when there is none, made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contest import storage
from contest.clock import now
from contest.storage import Ballast, State

SIZE = 1_000_000


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """A process that keeps nothing, before and after."""
    storage.use(None)
    yield
    storage.use(None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database would lie."""
    return tmp_path / "hoithi.sqlite3"


def free(file: Path) -> int:
    return shutil.disk_usage(file.parent).free


def test_it_is_made_where_there_is_room(file: Path) -> None:
    ballast = Ballast(file, SIZE)
    assert ballast.seen.is_kept and not ballast.seen.is_short
    found = ballast.path.stat()
    assert (found.st_size, found.st_mode & 0o777) == (SIZE, 0o600)
    assert found.st_blocks * 512 >= SIZE, "a hole keeps no room"
    assert storage.is_whole(file, SIZE) and not storage.is_whole(file)


def test_it_is_not_made_where_it_would_take_the_last_room(file: Path) -> None:
    assert not Ballast(file, free(file)).seen.is_kept
    assert not (file.parent / storage.NAME).exists()


def test_one_that_was_cut_off_while_it_was_made_is_made_whole(file: Path) -> None:
    (file.parent / storage.NAME).write_bytes(b"half")
    assert Ballast(file, SIZE).seen.is_kept
    assert storage.is_whole(file, SIZE)


def test_it_is_given_up_once_and_made_anew(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    ballast = Ballast(file, SIZE)
    assert ballast.give_up() and not ballast.seen.is_kept
    assert not ballast.path.exists()
    assert not ballast.give_up(), "there is no more to give"
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]
    assert ballast.look().is_kept


def test_the_last_of_the_room_is_given_up_before_anything_fails(file: Path) -> None:
    ballast = Ballast(file, 32 * free(file))
    with ballast.path.open("wb") as hole:
        os.truncate(hole.fileno(), ballast.size)
    assert ballast.is_kept
    assert not ballast.look().is_kept


def test_where_it_cannot_be_made_it_is_told(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    (file.parent / storage.NAME).mkdir()
    ballast = Ballast(file, SIZE)
    assert not ballast.seen.is_kept and not ballast.give_up()
    ballast.look()
    assert caplog.text.count("no room is kept") == 1


@pytest.mark.parametrize(("short", "is_short"), [(0, False), (1 << 60, True)])
def test_when_new_papers_must_wait(file: Path, short: int, is_short: bool) -> None:
    storage.use(Ballast(file, SIZE, short))
    assert storage.is_short() is is_short
    seen = storage.state()
    assert seen == State(seen.free if seen else 0, is_short, is_kept=True)


def test_a_process_that_keeps_nothing_stops_nobody() -> None:
    assert storage.state() is None
    assert not storage.is_short()
    assert not storage.give_up()
    storage.look_again(now())


def test_the_tick_looks_again(file: Path) -> None:
    storage.use(Ballast(file, SIZE))
    assert storage.give_up()
    storage.look_again(now())
    assert storage.is_whole(file, SIZE)


@pytest.mark.parametrize(("size", "is_long"), [(storage.LONG_LOG, False), (storage.LONG_LOG + 1, True)])
def test_a_log_that_grew_is_seen(file: Path, size: int, is_long: bool) -> None:
    ballast = Ballast(file, SIZE)
    assert (ballast.seen.log, ballast.seen.log_is_long) == (0, False)
    with file.with_name("hoithi.sqlite3-wal").open("wb") as log:
        os.truncate(log.fileno(), size)
    assert (ballast.look().log, ballast.seen.log_is_long) == (size, is_long)
