"""A pause at its borders: who keeps their time, whose is over, and the close that stands still too."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contest.attempts.adjusting import Scope
from contest.attempts.rules import LEEWAY, NEVER, is_over, time_left
from contest.errors import Conflict
from contest.rounds import helping, timing
from contest.web.database import Database, from_ms, to_ms
from tests.contest.rounds import world
from tests.contest.rounds.timekeeping import (
    GRACE,
    LIMIT,
    MINUTE,
    MS,
    SECOND,
    extend,
    extra,
    facts,
    pause,
    pure,
    resume,
    starter,
)
from tests.contest.rounds.world import CLOSES, OPENS, World


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


@pytest.mark.parametrize("left", [MINUTE, SECOND, MS])
def test_whoever_has_time_left_at_the_pause_keeps_it(contest: World, left: timedelta) -> None:
    _, attempt = starter(contest, OPENS)
    now = OPENS + LIMIT * SECOND - left
    pause(contest, now)
    found = facts(attempt)
    assert (found.paused, found.accepts_until) == (to_ms(now), NEVER)
    assert not is_over(found, to_ms(now + timedelta(days=3)))
    assert time_left(found, to_ms(now + MINUTE)).seconds == left // SECOND
    resume(contest, now + MINUTE)
    after = facts(attempt)
    assert after.deadline == to_ms(OPENS) + (LIMIT + 60 + LEEWAY) * 1000
    assert after.accepts_until == after.deadline + GRACE * 1000


@pytest.mark.parametrize("past", [0 * MS, MS, GRACE * SECOND, GRACE * SECOND + MS])
@pytest.mark.parametrize("moved", [True, False])
def test_whose_time_is_over_at_the_pause_stays_out(contest: World, past: timedelta, moved: bool) -> None:
    """The grace is for answers on their way; it goes on as printed, and no deed in the pause revives them."""
    _, attempt = starter(contest, OPENS)
    starter(contest, OPENS + MINUTE)
    before, now = facts(attempt), OPENS + LIMIT * SECOND + past
    pause(contest, now)
    assert facts(attempt) == before
    extra(contest, Scope(), 5, now + MS)
    extend(contest, CLOSES + MINUTE, now + MS)
    resume(contest, now + SECOND, moved=moved)
    assert facts(attempt) == before


def test_what_was_on_its_way_still_arrives_within_the_grace_of_a_pause(contest: World) -> None:
    entry, attempt = starter(contest, OPENS)
    pause(contest, OPENS + LIMIT * SECOND)
    ends = OPENS + (LIMIT + GRACE) * SECOND
    assert contest.hand_in(entry, attempt, ends, right=2) == "applied"
    assert facts(attempt).state == "handed_in"


def test_extra_time_in_a_pause_reaches_nobody_whose_time_was_over(contest: World) -> None:
    entry, attempt = starter(contest, OPENS)
    now = OPENS + LIMIT * SECOND
    pause(contest, now)
    before = facts(attempt)
    with pytest.raises(Conflict, match=helping.NOBODY):
        extra(contest, Scope(entry), 5, now + SECOND)
    assert facts(attempt) == before


@pytest.mark.parametrize("moved", [True, False])
def test_a_pause_over_the_close_itself(contest: World, moved: bool) -> None:
    """The close stands still with all clocks: nothing is closed, and who answers has their time."""
    _, attempt = starter(contest, CLOSES - 3 * MINUTE)
    pause(contest, CLOSES - MINUTE)
    assert world.work(CLOSES + timedelta(hours=1)) == 0
    assert contest.view(CLOSES + timedelta(hours=1)).phase == "open"
    now = CLOSES + timedelta(hours=1)
    resume(contest, now, moved=moved)
    assert from_ms(facts(attempt).deadline) == now + MINUTE + LEEWAY * SECOND
    view = contest.view(now)
    assert (view.phase, view.closes_at) == (
        ("open", CLOSES + timedelta(hours=1, minutes=1)) if moved else ("closing", CLOSES)
    )


def test_twice_is_refused_and_changes_nothing(contest: World) -> None:
    _, attempt = starter(contest, OPENS)
    with pytest.raises(Conflict, match=timing.NOT_PAUSED):
        resume(contest, OPENS)
    pause(contest, OPENS + MINUTE)
    with pytest.raises(Conflict, match=timing.IS_PAUSED):
        pause(contest, OPENS + 2 * MINUTE)
    assert facts(attempt).paused == to_ms(OPENS + MINUTE)
    resume(contest, OPENS + 3 * MINUTE)
    with pytest.raises(Conflict, match=timing.NOT_PAUSED):
        resume(contest, OPENS + 4 * MINUTE)
    assert facts(attempt).deadline == to_ms(pure(contest, attempt))


@pytest.mark.parametrize("now", [OPENS - SECOND, CLOSES, CLOSES + SECOND])
def test_only_an_open_round_pauses(contest: World, now: datetime) -> None:
    with pytest.raises(Conflict, match=timing.NOT_RUNNING):
        pause(contest, now)
