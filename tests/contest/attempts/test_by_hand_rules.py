"""Which stated times are possible for a paper: every border, one minute before, at, after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts.by_hand_rules import Bounds, Stated, as_began, ends_at, wrong_times
from contest.attempts.rules import Facts
from contest.campaigns.rules import Given, deadline
from contest.web.database import to_ms

PRINTED = datetime(2026, 10, 5, 1, 15, 40, tzinfo=UTC)
CLOSES = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
LIMIT = 600
BOUNDS = Bounds(PRINTED, CLOSES, LIMIT, 20, CLOSES)
MINUTE = timedelta(minutes=1)
BEGAN = datetime(2026, 10, 5, 1, 20, tzinfo=UTC)


def stated(began: datetime = BEGAN, minutes: float = 8, stood: int = 0) -> Stated:
    return Stated(began, began + timedelta(minutes=minutes), stood)


def other(until: datetime) -> Facts:
    times = (to_ms(PRINTED - 9 * MINUTE), to_ms(until), to_ms(until))
    return Facts("a" * 13, "e" * 13, "r" * 13, None, 1, 3, "handed_in", 1, *times, None)


def test_a_start_within_and_an_end_before_the_limit_are_possible() -> None:
    assert wrong_times(stated(), BOUNDS) == {}


@pytest.mark.parametrize(("minutes", "field"), [(-1, "began"), (0, ""), (1, "")])
def test_nobody_begins_before_the_minute_in_which_the_paper_was_printed(minutes: int, field: str) -> None:
    began = PRINTED.replace(second=0) + minutes * MINUTE
    assert set(wrong_times(stated(began), BOUNDS)) == ({field} if field else set())


def test_within_that_minute_the_printing_is_the_start() -> None:
    assert as_began(stated(PRINTED.replace(second=0)), PRINTED) == PRINTED
    assert as_began(stated(), PRINTED) == BEGAN


@pytest.mark.parametrize(("minutes", "is_wrong"), [(-1, False), (0, True), (1, True)])
def test_nobody_begins_at_the_close(minutes: int, is_wrong: bool) -> None:
    late = Stated(CLOSES + minutes * MINUTE, CLOSES)
    wrong = wrong_times(late, BOUNDS)
    assert ("đóng lúc 10:00 ngày 05/10" in wrong.get("began", "")) is is_wrong


@pytest.mark.parametrize(("seconds", "wrong"), [(0, True), (600, False), (620, False), (621, True)])
def test_an_end_counts_until_the_grace_is_over(seconds: int, wrong: bool) -> None:
    given = stated(minutes=seconds / 60)
    assert (set(wrong_times(given, BOUNDS)) == {"ended"}) is wrong


@pytest.mark.parametrize(("seconds", "wrong"), [(-1, False), (0, False), (20, False), (21, True)])
def test_the_close_ends_a_paper_as_it_ends_an_attempt(seconds: int, wrong: bool) -> None:
    began = CLOSES - 5 * MINUTE
    given = Stated(began, CLOSES + timedelta(seconds=seconds))
    bounds = replace(BOUNDS, now=CLOSES + MINUTE)
    assert (set(wrong_times(given, bounds)) == {"ended"}) is wrong


@pytest.mark.parametrize(("seconds", "field"), [(-1, "ended"), (0, ""), (1, "")])
def test_an_end_is_not_to_come(seconds: int, field: str) -> None:
    given = stated()
    bounds = replace(BOUNDS, now=given.ended + timedelta(seconds=seconds))
    assert set(wrong_times(given, bounds)) == ({field} if field else set())


def test_a_start_is_not_to_come() -> None:
    wrong = wrong_times(stated(), replace(BOUNDS, now=BEGAN - MINUTE))
    assert list(wrong) == ["began"]
    assert "Bây giờ là 08:19 ngày 05/10" in wrong["began"]


@pytest.mark.parametrize(("stood", "field"), [(0, "ended"), (4, "ended"), (5, ""), (6, ""), (15, "stood")])
def test_a_clock_that_stood_moves_the_end_and_never_eats_the_whole_time(stood: int, field: str) -> None:
    assert set(wrong_times(stated(minutes=15, stood=stood), BOUNDS)) == ({field} if field else set())


@pytest.mark.parametrize(("seconds", "field"), [(-1, ""), (0, ""), (1, "began")])
def test_two_attempts_of_somebody_do_not_overlap(seconds: int, field: str) -> None:
    wrong = wrong_times(stated(), BOUNDS, [other(BEGAN + timedelta(seconds=seconds))])
    assert set(wrong) == ({field} if field else set())


def test_a_refusal_says_which_end_would_do() -> None:
    wrong = wrong_times(stated(minutes=30), BOUNDS)
    assert "Bắt đầu 08:20 ngày 05/10 thì hết giờ lúc 08:30 ngày 05/10" in wrong["ended"]


moments = st.integers(-90, 200).map(lambda minutes: PRINTED.replace(second=0) + minutes * MINUTE)


@given(moments, moments, st.integers(0, 240), st.integers(30, 7200), st.integers(0, 120), moments)
def test_what_is_accepted_keeps_the_rules_of_everybody(
    began: datetime, ended: datetime, stood: int, seconds: int, grace: int, now: datetime
) -> None:
    given_times = Stated(began, ended, stood)
    bounds = Bounds(PRINTED, CLOSES, seconds, grace, now)
    wrong: dict[str, Any] = wrong_times(given_times, bounds)
    start = as_began(given_times, PRINTED)
    assert len(wrong) <= 1
    assert all(said.endswith(".") for said in wrong.values())
    if not wrong:
        assert PRINTED <= start < CLOSES
        assert start < ended <= now
        ends = deadline(CLOSES, start, seconds, Given(stood=60 * stood))
        assert ends_at(given_times, bounds) == ends
        assert ended <= ends + timedelta(seconds=grace)
        assert (ended - start).total_seconds() > 60 * stood


def test_minutes_that_stood_still_are_kept_as_seconds() -> None:
    began = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
    assert [Stated(began, began, stood).stood_seconds for stood in (0, 1, 3)] == [0, 60, 180]
