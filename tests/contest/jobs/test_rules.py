"""When a job is tried again, and what a slice says when it says nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.jobs import rules
from contest.jobs.rules import Progress


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16)])
def test_each_wait_is_twice_the_one_before(failures: int, seconds: int) -> None:
    assert rules.back_off(failures) == timedelta(seconds=seconds)


def test_a_job_that_fails_is_left_to_people_within_half_a_minute() -> None:
    waits = [rules.back_off(failure) for failure in range(1, rules.TRIES)]
    assert sum(waits, timedelta()) == timedelta(seconds=15)


def test_a_slice_that_says_nothing_came_nowhere_and_is_not_the_last() -> None:
    said = Progress()
    assert (said.step, said.cursor, said.done, said.total) == ("", "", 0, 0)
    assert not said.finished
    assert said.again_at is None
