"""When the next attempt may begin: limits of the round, the contest and the day, and the pause between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts.rules import Facts, Next, day_of, ended_at, next_attempt, next_day
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.web.database import to_ms

MINUTE = 60_000
#: 22:00 in Việt Nam on 05/10, two hours before the day ends there, five into the day of UTC's evening.
EVENING = to_ms(datetime(2026, 10, 5, 15, tzinfo=UTC))
MIDNIGHT = to_ms(datetime(2026, 10, 5, 17, tzinfo=UTC))


def rules(**changes: Any) -> Ruleset:
    given: dict[str, Any] = {"blueprint": (BlueprintLine(count=3),), "seconds": 600}
    return Ruleset(**(given | changes))


def attempt(started: int, number: int = 1, *, ended: int | None = None, state: str = "handed_in") -> Facts:
    until = started + 10 * MINUTE
    return Facts(
        str(number), "e", "r", None, number, 3, state, 1, started, until, until + 20_000, None, ended=ended
    )


def many(count: int, started: int = EVENING) -> list[Facts]:
    return [attempt(started, number + 1, ended=started + MINUTE) for number in range(count)]


@pytest.mark.parametrize(
    ("allowed", "in_all", "here", "elsewhere", "number", "left"),
    [
        (1, None, 0, 0, 1, 1),
        (1, None, 1, 0, None, 0),
        (3, None, 2, 50, 3, 1),
        (3, None, 3, 0, None, 0),
        (None, None, 500, 500, 501, 1),
        (3, 4, 0, 2, 1, 2),
        (3, 4, 1, 3, None, 0),
        (None, 4, 3, 0, 4, 1),
        (None, 4, 3, 1, None, 0),
    ],
)
def test_limits_of_round_and_contest(
    allowed: int | None, in_all: int | None, here: int, elsewhere: int, number: int | None, left: int
) -> None:
    given = rules(attempts_allowed=allowed, attempts_in_all=in_all)
    assert next_attempt(given, many(here), elsewhere, MIDNIGHT) == Next(number, left)


def test_void_attempts_stay_used() -> None:
    some = [attempt(EVENING, 1, ended=EVENING, state="void"), attempt(EVENING, 2, ended=EVENING)]
    assert next_attempt(rules(attempts_allowed=2), some, 0, MIDNIGHT).number is None
    assert next_attempt(rules(attempts_allowed=3), some, 0, MIDNIGHT).number == 3


DAILY = rules(attempts_allowed=5, attempts_a_day=2)


@pytest.mark.parametrize(
    ("now", "at"), [(MIDNIGHT - 1, MIDNIGHT), (MIDNIGHT, 0), (MIDNIGHT + 1, 0), (EVENING + 1, MIDNIGHT)]
)
def test_the_day_is_that_of_viet_nam(now: int, at: int) -> None:
    """One millisecond before midnight there, at midnight, after."""
    found = next_attempt(DAILY, many(2), 0, now)
    assert (found.number, found.at, found.by_day) == (3, at, at > 0)
    assert next_attempt(DAILY, many(1), 0, now).at == 0


def test_an_attempt_belongs_to_the_day_on_which_it_began() -> None:
    across = [attempt(MIDNIGHT - 1, ended=MIDNIGHT + MINUTE), attempt(MIDNIGHT - 2, 2, ended=MIDNIGHT)]
    assert next_attempt(DAILY, across, 0, MIDNIGHT + MINUTE).at == 0


PAUSED = rules(attempts_allowed=5, pause_minutes=30)


@pytest.mark.parametrize("ended", [EVENING + MINUTE, None])
def test_the_pause_begins_where_the_attempt_ended(ended: int | None) -> None:
    """When it was handed in, or when its time was over."""
    one = attempt(EVENING, ended=ended)
    until = ended_at(one) + 30 * MINUTE
    assert ended_at(one) == (EVENING + MINUTE if ended else one.deadline)
    for now, at in ((until - 1, until), (until, 0), (until + 1, 0)):
        assert next_attempt(PAUSED, [one], 0, now) == Next(2, 4, at)
    assert next_attempt(PAUSED, [], 0, EVENING) == Next(1, 5)


def test_the_later_of_day_and_pause_is_what_is_told() -> None:
    both = rules(attempts_allowed=5, attempts_a_day=1, pause_minutes=30)
    assert next_attempt(both, many(1), 0, EVENING + 2 * MINUTE) == Next(2, 4, MIDNIGHT, by_day=True)
    late = [attempt(MIDNIGHT - 5 * MINUTE, ended=MIDNIGHT - MINUTE)]
    assert next_attempt(both, late, 0, MIDNIGHT - 1) == Next(2, 4, MIDNIGHT + 29 * MINUTE)


@given(st.integers(0, 4 * 10**12))
def test_days_of_viet_nam(moment: int) -> None:
    shifted = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment, hours=7)
    if moment > 200_000_000_000:  # since 1976 the clocks there are seven hours ahead all year
        assert day_of(moment) == shifted.date()
        assert next_day(moment) == moment - (moment + 7 * 60 * MINUTE) % (24 * 60 * MINUTE) + 24 * 60 * MINUTE
