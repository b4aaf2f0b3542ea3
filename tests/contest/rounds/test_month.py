"""The rounds of a month, day by day: borders of days, months and weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import clock
from contest.campaigns.rules import Phase
from contest.rounds.month import Mark, beside, events, first_of, weeks
from contest.rounds.pages import RoundView

TODAY = date(2026, 11, 26)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment on the wall clock of Việt Nam, as it is stored."""
    return datetime(2026, month, day, hour, minute, tzinfo=clock.VIETNAM).astimezone(UTC)


def lasting(opens: datetime, closes: datetime, name: str = "Tuần 1", id: str = "r000000000001") -> RoundView:
    return RoundView(id, name, Phase.WAITING, opens, closes, "Chuyển đổi số", "cds")


WEEK = lasting(at(9, 10), at(16, 9))


@pytest.mark.parametrize(
    ("day", "mark", "said"),
    [
        (8, None, ""),
        (9, Mark.OPENS, "10:00 mở"),
        (10, Mark.RUNS, "cả ngày"),
        (15, Mark.RUNS, "cả ngày"),
        (16, Mark.CLOSES, "09:00 đóng"),
        (17, None, ""),
    ],
)
def test_a_round_from_monday_to_monday(day: int, mark: Mark | None, said: str) -> None:
    found = [(each.mark, each.at) for each in events(date(2026, 11, day), [WEEK])]
    assert found == ([] if mark is None else [(mark, said)])


def test_a_round_within_one_day() -> None:
    (event,) = events(date(2026, 11, 20), [lasting(at(20, 8), at(20, 11, 30))])
    assert (event.mark, event.at) == (Mark.WITHIN, "08:00–11:30")


def test_the_days_are_those_of_viet_nam() -> None:
    late = lasting(at(20, 0), at(20, 23, 59))
    assert late.opens_at.date() == date(2026, 11, 19), "the day before in UTC"
    assert [bool(events(date(2026, 11, day), [late])) for day in (19, 20, 21)] == [False, True, False]


def test_what_turns_comes_by_the_hour_and_what_runs_last() -> None:
    rounds = [
        lasting(at(1, 8), at(30, 8), "Cả tháng", "r1"),
        lasting(at(20, 14), at(25, 8), "Chiều", "r2"),
        lasting(at(10, 8), at(20, 9), "Sáng", "r3"),
    ]
    assert [each.round.name for each in events(date(2026, 11, 20), rounds)] == ["Sáng", "Chiều", "Cả tháng"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("2000-01", date(2000, 1, 1)),
        ("2099-12", date(2099, 12, 1)),
        ("", date(2026, 11, 1)),
        ("2026-13", date(2026, 11, 1)),
        ("2026-00", date(2026, 11, 1)),
        ("1999-12", date(2026, 11, 1)),
        ("2100-01", date(2026, 11, 1)),
        ("٢٠٢٦-١٢", date(2026, 11, 1)),
        ("2026-12\n", date(2026, 11, 1)),
        ("<b>", date(2026, 11, 1)),
    ],
)
def test_which_month_an_address_means(asked: str, first: date) -> None:
    assert first_of(asked, TODAY) == first
    assert weeks(first, ()), "every month that can be asked for has weeks"


def test_the_months_beside_it() -> None:
    assert beside(date(2026, 12, 1)) == (date(2026, 11, 1), date(2027, 1, 1))
    assert beside(date(2028, 2, 1)) == (date(2028, 1, 1), date(2028, 3, 1))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 40), st.integers(0, 400))
def test_a_sheet_is_whole_weeks_and_has_each_round_on_each_of_its_days(
    day: date, first_day: int, length: int
) -> None:
    first = day.replace(day=1)
    opens = datetime(first.year, first.month, 1, tzinfo=clock.VIETNAM) + timedelta(
        days=first_day - 5, hours=8
    )
    one = lasting(opens.astimezone(UTC), (opens + timedelta(days=length, hours=1)).astimezone(UTC))
    sheet = weeks(first, [one])
    days = [each for week in sheet for each in week]
    assert {len(week) for week in sheet} == {7} and all(week[0].date.weekday() == 0 for week in sheet)
    assert [each.date for each in days] == [days[0].date + timedelta(days=n) for n in range(len(days))]
    assert {each.date.month for each in days if not each.outside} == {first.month}
    last = (opens + timedelta(days=length, hours=1)).date()
    assert {each.date for each in days if each.events} == {
        each.date for each in days if opens.date() <= each.date <= last
    }
    assert [each.turns for each in days] == [each.date in (opens.date(), last) for each in days]
