"""The files are cleared as soon as it disturbs nobody, once, also after a restart."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlmodel import Session

from contest.privacy import clearing
from contest.web import scrubbing
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


@pytest.mark.parametrize("moment", ["while the file is written", "before it is noted"])
def test_who_is_erased_meanwhile_is_cleared_too(
    database: Database, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    scrub, calls = scrubbing.scrub, []

    def interleaved(of: Database) -> bool:
        if moment == "while the file is written" and not calls:
            ask()
        done = scrub(of)
        if moment == "before it is noted" and not calls:
            ask()
        calls.append(done)
        return done

    monkeypatch.setattr(scrubbing, "scrub", interleaved)
    ask()
    assert not clearing.clear_due(OPEN) and waits()
    assert clearing.clear_due(OPEN) and not waits() and calls == [True, True]


def test_who_asks_as_it_is_noted_is_heard(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the commit of the last one and what is kept in memory of it."""
    writing_then = clearing.writing

    @contextmanager
    def asked_behind() -> Generator[Session]:
        with writing_then() as db:
            yield db
        if not waits():
            monkeypatch.setattr(clearing, "writing", writing_then)
            ask()

    monkeypatch.setattr(clearing, "writing", asked_behind)
    ask()
    assert clearing.clear_due(OPEN) and waits()
    assert clearing.clear_due(OPEN) and not waits()


def test_a_look_that_fails_forgets_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    ask()

    def away() -> object:
        raise OSError("the database is away")

    with monkeypatch.context() as patch:
        patch.setattr(clearing, "reading", away)
        with pytest.raises(OSError, match="away"):
            clearing.clear_due(OPEN)
    assert clearing.clear_due(OPEN) and not waits()


def test_what_was_rolled_back_asks_for_nothing(sqlite_database: Database) -> None:
    assert not clearing.clear_due(OPEN)
    with pytest.raises(KeyError), writing() as db:
        clearing.ask(db, OPEN)
        raise KeyError
    assert not waits() and not clearing.clear_due(OPEN)
