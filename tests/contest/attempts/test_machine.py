"""The state machine of ``machine.py``, a few contests in the usual run and many in the slow one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from contest.web.database import Database
from tests.contest.attempts.machine import Contest
from tests.contest.rounds import world

CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def play(contests: int, steps: int, *, same: bool = False) -> None:
    """``same``: the same choices in every run, so that nobody's work stops at what another's change broke."""
    world.fill_bank()
    run_state_machine_as_test(
        Contest,
        settings=settings(
            max_examples=contests,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=CHECKS,
            derandomize=same,
            print_blob=not same,
        ),
    )


def test_anything_in_any_order(database: Database) -> None:
    play(25, 40, same=True)


@pytest.mark.slow
def test_anything_in_any_order_many_times(database: Database) -> None:
    play(300, 60)
