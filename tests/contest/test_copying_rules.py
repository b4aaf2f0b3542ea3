"""When copies are made and which stay: borders, and what a month of minutes leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.copying_rules import AGAIN, DAYS, EVERY, EVERY_QUIET, HOURS, LAST, Copy, is_due, kept, pause
from tests.contest.installed import NOW

S, FAST = timedelta(seconds=1), timedelta(seconds=1)


def due(since: timedelta, facts: dict[str, bool], took: timedelta = FAST) -> bool:
    asked = {"busy": True, "changed": True, "failed": False} | facts
    return is_due(NOW, NOW - since, took, **asked)


@pytest.mark.parametrize(
    ("since", "facts", "said"),
    [
        (EVERY - S, {}, False),
        (EVERY, {}, True),
        (EVERY, {"changed": False}, False),
        (EVERY_QUIET, {"changed": False}, False),
        (EVERY_QUIET - S, {"busy": False}, False),
        (EVERY_QUIET, {"busy": False}, True),
        (AGAIN - S, {"failed": True}, False),
        (AGAIN, {"failed": True}, True),
        # What failed is tried again though nothing changed since: the copy is still missing.
        (AGAIN, {"failed": True, "changed": False}, True),
        (-S, {"changed": False}, True),
    ],
)
def test_when_to_copy(since: timedelta, facts: dict[str, bool], said: bool) -> None:
    assert due(since, facts) is said


def test_the_first_look_copies() -> None:
    assert is_due(NOW, None, FAST, busy=False, changed=False, failed=False)


@pytest.mark.parametrize(("seconds", "wanted"), [(1, 60), (6, 60), (7, 70), (60, 600)])
def test_a_slow_medium_is_written_a_tenth_of_the_time(seconds: int, wanted: int) -> None:
    assert pause(timedelta(seconds=seconds), busy=True) == timedelta(seconds=wanted)


def test_quiet_hours_have_no_shorter_pause_than_busy_ones() -> None:
    assert pause(FAST, busy=False) == EVERY_QUIET > pause(FAST, busy=True) == EVERY


def every(step: timedelta, count: int, size: int = 1) -> list[Copy]:
    return [
        Copy(f"hoithi-{number:06}", NOW - number * step, size)  # the newest has the lowest number
        for number in range(count)
    ]


def test_a_month_of_minutes_leaves_the_last_few_hours_and_days() -> None:
    copies = every(timedelta(minutes=1), 60 * 24 * 40)
    names = kept(copies)
    stay = {copy for copy in copies if copy.name in names}
    assert {copy.name for copy in copies[:LAST]} <= {copy.name for copy in stay}
    assert len({f"{copy.made:%Y%m%d%H}" for copy in stay}) >= HOURS
    assert len({f"{copy.made:%Y%m%d}" for copy in stay}) == DAYS
    assert len(stay) <= LAST + HOURS + DAYS


def test_of_an_hour_and_of_a_day_the_newest_stays() -> None:
    copies = every(timedelta(minutes=20), 300)
    stay = kept(copies)
    for form in ("%Y%m%d%H", "%Y%m%d"):
        first: dict[str, str] = {}
        for copy in copies:
            first.setdefault(f"{copy.made:{form}}", copy.name)
        assert set(list(first.values())[: 24 if "H" in form else 30]) <= stay


def test_within_a_size_the_oldest_go_and_two_always_stay() -> None:
    copies = every(timedelta(days=1), 10, size=100)
    assert kept(copies, most=450) == {copy.name for copy in copies[:4]}
    assert kept(copies, most=1) == {copy.name for copy in copies[:2]}


@given(
    st.lists(st.integers(0, 10_000_000), unique=True, max_size=80), st.integers(0, 10**12), st.integers(1, 9)
)
def test_what_stays_is_there_the_newest_always_and_twice_gives_the_same(
    ages: list[int], most: int, size: int
) -> None:
    copies = [Copy(f"c{age:08}", NOW - timedelta(seconds=age), size) for age in ages]
    stay = kept(copies, most)
    assert stay <= {copy.name for copy in copies}
    assert not copies or min(copies, key=lambda copy: -copy.made.timestamp()).name in stay
    left = [copy for copy in copies if copy.name in stay]
    assert kept(left, most) == stay


def test_nothing_keeps_nothing() -> None:
    assert kept([]) == set() and isinstance(NOW, datetime)


@pytest.mark.parametrize(("last", "stay"), [(5_000_000_000, 3), (5_000_000_001, 2)])
def test_twenty_gigabytes_and_not_a_byte_more(last: int, stay: int) -> None:
    sizes = (10_000_000_000, 5_000_000_000, last)
    copies = [Copy(f"c{at}", NOW - timedelta(days=at), size) for at, size in enumerate(sizes)]
    assert kept(copies) == {copy.name for copy in copies[:stay]}


def test_who_sits_a_paper_loses_a_minute_at_most_and_an_hour_passes_in_quiet() -> None:
    assert (timedelta(seconds=60), timedelta(minutes=60)) == (EVERY, EVERY_QUIET)
