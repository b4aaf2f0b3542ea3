"""The law's clock: at its borders, over weekends and Tết, with and without more time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from contest.clock import VIETNAM
from contest.privacy.requests_calendar import LUNAR, is_working, off, working_days_later
from contest.privacy.requests_rules import (
    TERMS,
    Asked,
    Clock,
    due,
    may_extend,
    terms_at,
    was_late,
)
from contest.privacy.states import Kind, Outcome


def at(text: str) -> datetime:
    """A moment in Vietnamese time."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


MONDAY = at("2026-10-05 09:00")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-10-02", True),  # a Friday
        ("2026-10-03", False),
        ("2026-10-04", False),
        ("2027-01-01", False),
        ("2027-02-04", True),  # a Thursday: whether it is off is decided each year, so it counts
        ("2027-02-05", False),  # the eve of Tết
        ("2027-02-08", False),
        ("2027-02-09", True),
        ("2027-04-16", False),  # Giỗ Tổ
        ("2027-04-30", False),
        ("2026-09-02", False),
        ("2026-09-01", True),
        ("2040-09-03", True),
        ("2040-05-01", False),
    ],
)
def test_days_on_which_offices_work(day: str, expected: bool) -> None:
    assert is_working(date.fromisoformat(day)) is expected


def test_the_lunar_days_follow_each_other() -> None:
    """Between the first day of the year and the 10th of the third month there are two moons and nine days."""
    for year, (first, ancestors) in LUNAR.items():
        assert first.year == ancestors.year == year
        assert 67 <= (ancestors - first).days <= 69
        assert {first - timedelta(days=1), first, first + timedelta(days=2), ancestors} <= off(year)


@pytest.mark.parametrize(
    ("came", "last"),
    [
        ("2026-10-05", "2026-10-07"),  # Monday: Wednesday
        ("2026-10-01", "2026-10-05"),  # Thursday: Monday
        ("2026-10-02", "2026-10-06"),  # Friday: Tuesday
        ("2026-10-03", "2026-10-06"),  # Saturday: Tuesday
        ("2026-10-04", "2026-10-06"),
        ("2026-12-31", "2027-01-05"),  # Thursday before New Year
        ("2027-02-04", "2027-02-10"),  # over Tết
    ],
)
def test_two_working_days(came: str, last: str) -> None:
    assert working_days_later(date.fromisoformat(came), 2) == date.fromisoformat(last)


def test_no_days_later_is_the_day_itself() -> None:
    assert working_days_later(date(2026, 10, 4), 0) == date(2026, 10, 4)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (Kind.VIEW, 10),
        (Kind.CORRECT, 10),
        (Kind.SUPPLY, 10),
        (Kind.WITHDRAW, 15),
        (Kind.RESTRICT, 15),
        (Kind.OBJECT, 15),
        (Kind.DELETE, 20),
    ],
)
def test_each_kind_has_its_days(kind: Kind, days: int) -> None:
    found = due(Asked(kind, MONDAY), MONDAY)
    assert found.do_by == date(2026, 10, 5) + timedelta(days=days)
    assert found.answer_by == date(2026, 10, 7)
    assert due(Asked(kind, MONDAY, extension=15), MONDAY).do_by == found.do_by + timedelta(days=15)


def test_every_kind_has_terms() -> None:
    assert all(set(each.do) == set(Kind) for each in TERMS)


@pytest.mark.parametrize(
    ("now", "clock", "days"),
    [
        ("2026-10-05 09:00", Clock.ANSWER, 2),
        ("2026-10-07 23:59:59", Clock.ANSWER, 0),
        ("2026-10-08 00:00:00", Clock.ANSWER_LATE, -1),
        ("2026-11-20 00:00:00", Clock.ANSWER_LATE, -44),
    ],
)
def test_not_answered(now: str, clock: Clock, days: int) -> None:
    found = due(Asked(Kind.DELETE, MONDAY), at(now))
    assert (found.clock, found.days) == (clock, days)
    assert found.is_late is (days < 0)
    assert found.is_near is (days == 0)


@pytest.mark.parametrize(
    ("now", "extension", "clock"),
    [
        ("2026-10-15 23:59:59", 0, Clock.DO),
        ("2026-10-16 00:00:00", 0, Clock.DO_LATE),
        ("2026-10-16 00:00:00", 1, Clock.DO),
        ("2026-10-30 23:59:59", 15, Clock.DO),
        ("2026-10-31 00:00:00", 15, Clock.DO_LATE),
    ],
)
def test_answered_and_not_done(now: str, extension: int, clock: Clock) -> None:
    asked = Asked(Kind.VIEW, MONDAY, answered_at=MONDAY, extension=extension)
    assert due(asked, at(now)).clock is clock


def test_the_day_is_vietnams() -> None:
    """23:30 UTC is the next morning here: the day on which it arrived is that one."""
    late = datetime.fromisoformat("2026-10-04T23:30:00+00:00")
    assert due(Asked(Kind.VIEW, late), MONDAY).do_by == date(2026, 10, 15)


def test_what_ended_is_never_late() -> None:
    asked = Asked(Kind.VIEW, MONDAY, outcome=Outcome.DONE)
    found = due(asked, at("2027-10-05 09:00"))
    assert (found.clock, found.is_late, found.is_near) == (Clock.ENDED, False, False)
    assert was_late(asked, at("2026-10-16 00:00")) and not was_late(asked, at("2026-10-15 23:59"))


@pytest.mark.parametrize(
    ("days", "extension", "now", "outcome", "word"),
    [
        (1, 0, "2026-10-06 09:00", Outcome.OPEN, ""),
        (15, 0, "2026-10-15 23:59", Outcome.OPEN, ""),
        (0, 0, "2026-10-06 09:00", Outcome.OPEN, "từ 1 đến 15"),
        (16, 0, "2026-10-06 09:00", Outcome.OPEN, "từ 1 đến 15"),
        (5, 5, "2026-10-06 09:00", Outcome.OPEN, "một lần"),
        (5, 0, "2026-10-16 00:00", Outcome.OPEN, "quá hạn"),
        (5, 0, "2026-10-06 09:00", Outcome.DONE, "đã xong"),
    ],
)
def test_more_time_is_given_once(days: int, extension: int, now: str, outcome: Outcome, word: str) -> None:
    asked = Asked(Kind.VIEW, MONDAY, extension=extension, outcome=outcome)
    said = may_extend(asked, days, at(now))
    assert (word in said) if word else said == ""


def test_a_law_that_comes_later_holds_for_what_arrives_later() -> None:
    assert terms_at(at("2026-01-01 00:00")) is TERMS[0]
    assert terms_at(at("2025-12-31 23:59")) is TERMS[0]  # before the law the first terms stand
