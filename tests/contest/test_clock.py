"""The process's clock: aware, in UTC, and never backwards, whatever is done to the machine's."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import clock
from contest.clock import Steady

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


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


def test_put_back_it_goes_on_at_the_same_pace() -> None:
    machine = Machine()
    machine.wait(60)
    assert machine.set_by(-HOUR) == START + 60 * SECOND
    assert machine.wait(1) == START + 61 * SECOND
    assert machine.wait(600) == START + 661 * SECOND


def test_put_right_again_it_is_the_wall_clock_again() -> None:
    machine = Machine()
    machine.set_by(-HOUR)
    machine.wait(60)
    assert machine.set_by(HOUR) == START + 60 * SECOND == machine.wall
    assert machine.wait(1) == machine.wall


def test_put_forward_it_follows_at_once() -> None:
    assert Machine().set_by(HOUR) == START + HOUR


def test_asleep_the_ticks_stand_still_and_the_wall_clock_counts() -> None:
    machine = Machine()
    assert machine.set_by(8 * HOUR) == START + 8 * HOUR
    assert machine.wait(1) == START + 8 * HOUR + SECOND


@pytest.mark.parametrize(("step", "told"), [(-HOUR, 1), (-2 * SECOND, 1), (-SECOND, 0), (HOUR, 0)])
def test_a_clock_put_back_far_is_told_once(
    caplog: pytest.LogCaptureFixture, step: timedelta, told: int
) -> None:
    machine = Machine()
    with caplog.at_level(logging.WARNING):
        machine.set_by(step)
        machine.wait(0.1)
        machine.wait(0.1)
    assert len([one for one in caplog.records if "put back" in one.message]) == told


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(-9000, 9000))))
def test_it_never_runs_backwards(story: list[tuple[float, int]]) -> None:
    machine = Machine()
    before = machine.steady()
    for waited, step in story:
        machine.wait(waited)
        now = machine.set_by(step * SECOND)
        assert now >= before
        assert now >= machine.wall
        before = now


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
