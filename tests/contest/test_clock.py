"""The process's clock: aware, in UTC, and never backwards, whatever is done to the machine's."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import clock
from contest.clock import Steady

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
HOUR, SECOND, MILLI = timedelta(hours=1), timedelta(seconds=1), timedelta(milliseconds=1)


class Machine:
    """A machine's two clocks: one that can be set, one that only ticks."""

    def __init__(self) -> None:
        self.wall = START
        self.ticks = 1000.0
        self.steady = Steady(lambda: self.wall, lambda: self.ticks)

    def wait(self, seconds: float) -> datetime:
        self.ticks += seconds
        self.wall += timedelta(seconds=seconds)
        return self.steady()

    def set_by(self, step: timedelta) -> datetime:
        self.wall += step
        return self.steady()


def test_it_is_the_wall_clock() -> None:
    machine = Machine()
    assert machine.steady() == START
    assert machine.wait(5) == START + 5 * SECOND


@pytest.mark.parametrize("step", [-HOUR, -3 * SECOND, 3 * SECOND, HOUR, timedelta(days=-20_000)])
def test_a_step_is_not_followed_while_the_process_lives(step: timedelta) -> None:
    machine = Machine()
    machine.wait(60)
    assert machine.set_by(step) == START + 60 * SECOND
    assert machine.wait(1) == START + 61 * SECOND
    assert machine.wait(600) == START + 661 * SECOND
    assert machine.steady.ahead == step
    assert machine.set_by(-step) == START + 661 * SECOND == machine.wall
    assert machine.steady.ahead == timedelta()


@pytest.mark.parametrize("step", [2 * SECOND, SECOND / 1000, timedelta()])
def test_what_the_network_corrects_forward_is_followed_at_once(step: timedelta) -> None:
    machine = Machine()
    assert machine.set_by(step) == START + step
    assert machine.steady.ahead == timedelta()


def test_what_the_network_corrects_backward_is_caught_up_with_at_half_the_pace() -> None:
    machine = Machine()
    assert machine.set_by(-2 * SECOND) == START
    assert machine.wait(1) == START + SECOND / 2
    assert machine.wait(3) == START + 2 * SECOND == machine.wall
    assert machine.wait(1) == machine.wall


@pytest.mark.parametrize(
    ("step", "followed"),
    [(2 * SECOND, True), (2 * SECOND + MILLI, False), (-2 * SECOND, True), (-2 * SECOND - MILLI, False)],
)
def test_two_seconds_are_the_border(step: timedelta, followed: bool) -> None:
    machine = Machine()
    machine.set_by(step)
    machine.wait(4)
    assert (machine.steady() == machine.wall) is followed
    assert (machine.steady.ahead == timedelta()) is followed


def test_a_clock_that_stands_still_stops_nobody() -> None:
    machine = Machine()
    for passed in range(1, 100):
        machine.ticks += 1
        assert machine.steady() >= START + passed * SECOND / 2
    assert machine.steady.ahead < -2 * SECOND


def test_ticks_that_run_backwards_move_nothing() -> None:
    machine = Machine()
    machine.ticks -= 100
    assert machine.steady() == START


@pytest.mark.parametrize(("step", "told"), [(-HOUR, 1), (-2 * SECOND, 0), (HOUR, 1), (SECOND, 0)])
def test_a_step_is_told_once(caplog: pytest.LogCaptureFixture, step: timedelta, told: int) -> None:
    machine = Machine()
    with caplog.at_level(logging.WARNING):
        machine.set_by(step)
        machine.wait(0.1)
        machine.wait(0.1)
    assert len([one for one in caplog.records if "own time" in one.message]) == told


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(-9000, 9000))))
def test_it_never_runs_backwards_nor_faster_than_the_ticks(story: list[tuple[float, int]]) -> None:
    machine = Machine()
    before = machine.steady()
    for waited, step in story:
        machine.wait(waited)
        now = machine.set_by(step * SECOND)
        passed = timedelta(seconds=waited)
        # A step of a second or two passes for a correction.
        assert before + passed / 2 - MILLI <= now <= before + passed + 2 * SECOND
        before = now


# --- over a restart -------------------------------------------------------------------------------


@pytest.fixture
def as_before() -> Iterator[None]:
    """The process has its own clock again."""
    yield
    clock.use(None)


@pytest.mark.parametrize("behind", [MILLI, SECOND, HOUR, timedelta(days=20_000)])
def test_after_a_restart_time_goes_on_from_what_is_stored(as_before: None, behind: timedelta) -> None:
    machine = Machine()
    assert clock.begin(START + behind, machine.steady)
    assert clock.now() >= START + behind
    machine.wait(10)
    assert clock.now() >= START + behind + 5 * SECOND
    assert clock.ahead() == (-behind if behind > 2 * SECOND else timedelta())


def test_after_a_restart_a_clock_that_is_ahead_counts(as_before: None) -> None:
    machine = Machine()
    assert clock.begin(START - HOUR, machine.steady)
    assert clock.now() == START
    assert clock.ahead() == timedelta()


@pytest.mark.parametrize(
    ("wall", "newest", "sane"),
    [
        (clock.EARLIEST, None, True),
        (clock.EARLIEST - MILLI, None, False),
        (datetime(1970, 1, 1, tzinfo=UTC), None, False),
        (datetime(1970, 1, 1, tzinfo=UTC), START, True),
        (datetime(1970, 1, 1, tzinfo=UTC), datetime(1971, 1, 1, tzinfo=UTC), False),
    ],
)
def test_a_time_that_cannot_be_is_no_time(
    as_before: None, wall: datetime, newest: datetime | None, sane: bool
) -> None:
    machine = Machine()
    machine.wall = wall
    assert clock.begin(newest, Steady(lambda: machine.wall, lambda: machine.ticks)) is sane


def test_a_server_begins_with_a_clock_of_its_own_and_leaves_another_in_its_place(as_before: None) -> None:
    clock.use(None)
    assert clock.begin(None)
    assert abs(clock.now() - datetime.now(UTC)) < HOUR
    clock.use(lambda: START)
    assert clock.begin(None)
    assert clock.now() == START
    assert clock.ahead() == timedelta()


def test_many_threads_see_one_order() -> None:
    steady = Steady()
    seen: list[datetime] = []
    turn = threading.Lock()

    def look() -> None:
        for _ in range(200):
            with turn:
                seen.append(steady())

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert seen == sorted(seen) and len(seen) == 800


def test_the_process_reads_a_steady_clock() -> None:
    clock.use(None)
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first
    assert clock.local(START).hour == 8
