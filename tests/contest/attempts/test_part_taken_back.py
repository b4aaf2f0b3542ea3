"""Extra time that is taken back leaves the part at hand as it leaves the paper (decision 0025)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.attempts.rules import LEEWAY, NEVER
from tests.contest.attempts.test_borders import give, take_back
from tests.contest.attempts.test_part_time import FIRST, GRACE, SECOND, SECOND_PART, contest, go_on, me, times
from tests.contest.attempts.test_saving import Sitter
from tests.contest.rounds.timekeeping import facts, pause, resume
from tests.contest.rounds.world import OPENS, World

__all__ = ["contest", "me"]  # fixtures; pytest finds them by their names here


@pytest.mark.parametrize(("second", "ends"), [(0, FIRST), (1, 61), (50, 110), (599, 659), (601, FIRST + 600)])
def test_extra_time_taken_back_leaves_the_part_too(
    contest: World, me: Sitter, second: float, ends: float
) -> None:
    """A minute is left to whoever was told of more, and no part gets longer by taking back."""
    given, _ = give(contest, 600, OPENS)
    assert times(me) == (FIRST + 600, FIRST + 600 + GRACE)
    take_back(contest, given, OPENS + timedelta(seconds=second))
    assert times(me) == (ends, ends + GRACE)


def test_a_part_opened_since_keeps_its_own_time(contest: World, me: Sitter) -> None:
    given, _ = give(contest, 600, OPENS + 10 * SECOND)
    go_on(me, 3, 30)
    take_back(contest, given, OPENS + 31 * SECOND)
    assert times(me) == (30 + SECOND_PART, 30 + SECOND_PART + GRACE)


def test_taken_back_in_a_pause_it_stands_still(contest: World, me: Sitter) -> None:
    given, _ = give(contest, 600, OPENS + 5 * SECOND)
    pause(contest, OPENS + 10 * SECOND)
    take_back(contest, given, OPENS + 15 * SECOND)
    assert facts(me.attempt).slot_until == NEVER
    resume(contest, OPENS + 20 * SECOND)
    ends = 10 + 60 + 10 + LEEWAY
    assert times(me) == (ends, ends + GRACE), "a minute of what was left when all stood still"
