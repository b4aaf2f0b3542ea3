"""The files are cleared as soon as it disturbs nobody, once, also after a restart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.privacy import clearing
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world

OPEN = world.OPENS + timedelta(hours=1)
NIGHT = world.OPENS.replace(hour=19)  # two o'clock in Việt Nam


def ask() -> None:
    with writing() as db:
        clearing.ask(db, OPEN)


def waits() -> bool:
    with reading() as db:
        return clearing.is_waiting(db)


def test_a_small_file_is_cleared_at_once_and_once(database: Database) -> None:
    world.make()
    ask()
    assert waits() and clearing.clear_due(OPEN)
    assert not waits() and not clearing.clear_due(OPEN)


@pytest.mark.parametrize(("moment", "done"), [(OPEN, False), (NIGHT, True), (world.CLOSES, True)])
def test_a_large_file_waits_for_the_night_or_the_end_of_the_round(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, moment: object, done: bool
) -> None:
    contest = world.make()
    if moment is world.CLOSES:
        world.work(world.CLOSES + timedelta(minutes=1))
        moment = world.CLOSES + timedelta(hours=1)
    monkeypatch.setattr(clearing, "SMALL", 0)
    ask()
    assert clearing.clear_due(moment) is done  # ty: ignore[invalid-argument-type]
    assert waits() is not done and contest.round_id


def test_a_reader_in_the_way_is_waited_for(sqlite_database: Database) -> None:
    ask()
    with reading() as db:
        assert clearing.is_waiting(db)  # its transaction holds the log
        assert not clearing.clear_due(OPEN)
    assert not clearing.clear_due(OPEN + clearing.PAUSE - timedelta(seconds=1))
    assert clearing.clear_due(OPEN + clearing.PAUSE)


def test_a_restart_does_not_forget_it(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    monkeypatch.setattr(clearing, "_is_asked", True)  # as at every start
    assert clearing.clear_due(OPEN)


def test_what_was_rolled_back_asks_for_nothing(sqlite_database: Database) -> None:
    assert not clearing.clear_due(OPEN)
    with pytest.raises(KeyError), writing() as db:
        clearing.ask(db, OPEN)
        raise KeyError
    assert not waits() and not clearing.clear_due(OPEN)
