"""Wrong codes slow the next ones down, and time heals."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from contest.people.guessing import BURST, Guesses, network

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


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_home_counts_as_one(address: str, counted: str) -> None:
    assert network(address) == counted


def test_other_addresses_of_a_home_are_no_way_round() -> None:
    guesses = Guesses(burst=10)
    for number in range(10):
        guesses.wrong(f"2001:db8:1:2::{number}", NOW)
    assert not guesses.allowed("2001:db8:1:2:ffff::9", NOW)
    assert guesses.allowed("2001:db8:1:3::9", NOW)


def test_many_threads_at_the_brim_break_nothing() -> None:
    guesses = Guesses(most=2)
    faults: list[BaseException] = []

    def guess(name: str) -> None:
        try:
            for number in range(300):
                guesses.wrong(f"{name}{number % 4}", NOW)
        except KeyError as fault:
            faults.append(fault)

    threads = [threading.Thread(target=guess, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not faults
    assert len(guesses._left) == 2
