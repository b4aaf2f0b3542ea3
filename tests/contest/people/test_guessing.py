"""Wrong codes slow the next ones down, and time heals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from contest.people.guessing import BURST, Guesses

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)


def spent(now: datetime = NOW, burst: int = BURST) -> Guesses:
    guesses = Guesses()
    for _ in range(burst):
        assert guesses.allowed("a", now)
        guesses.wrong("a", now)
    return guesses


def test_a_whole_school_may_mistype() -> None:
    assert spent(burst=BURST - 1).allowed("a", NOW)


def test_a_machine_is_stopped_and_others_are_not() -> None:
    guesses = spent()
    assert not guesses.allowed("a", NOW)
    assert guesses.allowed("b", NOW)


def test_one_guess_comes_back_each_second() -> None:
    guesses = spent()
    assert not guesses.allowed("a", NOW + timedelta(milliseconds=999))
    assert guesses.allowed("a", NOW + timedelta(seconds=1))
    guesses.wrong("a", NOW + timedelta(seconds=1))
    assert not guesses.allowed("a", NOW + timedelta(seconds=1))


def test_never_more_than_the_burst() -> None:
    guesses = spent()
    later = NOW + timedelta(days=9)
    for _ in range(BURST):
        guesses.wrong("a", later)
    assert not guesses.allowed("a", later)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    assert not spent().allowed("a", NOW - timedelta(hours=1))


def test_memory_is_bounded() -> None:
    guesses = Guesses(burst=1, most=2)
    for address in ("a", "b", "c"):
        guesses.wrong(address, NOW)
    assert guesses.allowed("a", NOW)
    assert not guesses.allowed("b", NOW)
    assert not guesses.allowed("c", NOW)
