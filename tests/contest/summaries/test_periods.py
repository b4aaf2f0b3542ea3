"""Periods: the usual ones, told ones, what comes before, what they are called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.days import WRONG_DAY, parse_day
from contest.summaries import period_rules
from contest.summaries.period_rules import Period
from contest.summaries.states import Preset

DAYS = st.dates(date(2001, 1, 1), date(2998, 12, 31))


@pytest.mark.parametrize(
    ("preset", "today", "first", "last"),
    [
        (Preset.MONTH, date(2026, 2, 10), date(2026, 2, 1), date(2026, 2, 28)),
        (Preset.MONTH, date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (Preset.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Preset.QUARTER, date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (Preset.QUARTER, date(2026, 4, 1), date(2026, 4, 1), date(2026, 6, 30)),
        (Preset.QUARTER, date(2026, 12, 1), date(2026, 10, 1), date(2026, 12, 31)),
        (Preset.HALF, date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)),
        (Preset.HALF, date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31)),
        (Preset.YEAR, date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_usual_periods(preset: Preset, today: date, first: date, last: date) -> None:
    assert period_rules.around(preset, today) == Period(first, last)


@given(DAYS, st.sampled_from(list(period_rules.MONTHS)))
def test_a_day_is_in_its_period_and_each_of_its_days_has_the_same(today: date, preset: Preset) -> None:
    found = period_rules.around(preset, today)
    assert found.has(today)
    assert period_rules.around(preset, found.first) == found == period_rules.around(preset, found.last)
    assert period_rules.around(preset, found.last + timedelta(days=1)).first == found.last + timedelta(days=1)


@given(DAYS, st.integers(0, 400))
def test_the_period_before_is_as_long_and_ends_the_day_before(first: date, days: int) -> None:
    one = Period(first, first + timedelta(days=days))
    assert one.before.days == one.days == days + 1
    assert one.before.last + timedelta(days=1) == one.first
    assert not one.has(one.before.last) and one.has(one.first) and one.has(one.last)


@pytest.mark.parametrize("text", ["5/10/2026", "05/10/2026", "2026-10-05"])
def test_days_as_they_are_typed(text: str) -> None:
    assert parse_day(text) == date(2026, 10, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2026",
        "10/2026",
        "05-10-2026",
        "hôm nay",
        "2026-13-01",
        "01/01/1999",
        "01/01/3000",
        "5/10/26",
        "2026-10-05-1",
        "٠٥/10/2026",
        "-1-1-2026",
    ],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"05/10/2026"):
        parse_day(text)


def test_both_days_are_judged() -> None:
    assert period_rules.told("x", "y") == (
        None,
        {"first": WRONG_DAY, "last": WRONG_DAY},
    )
    assert period_rules.told("02/10/2026", "01/10/2026") == (None, {"last": period_rules.WRONG_ORDER})
    assert period_rules.told("01/10/2026", "01/10/2026")[0] == Period(date(2026, 10, 1), date(2026, 10, 1))


def test_no_report_goes_over_more_than_ten_years() -> None:
    last = date(2010, 1, 1) + timedelta(days=period_rules.LONGEST - 1)
    assert period_rules.told("01/01/2010", last.isoformat())[0] is not None
    after = (last + timedelta(days=1)).isoformat()
    assert period_rules.told("01/01/2010", after) == (None, {"last": period_rules.TOO_LONG})


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "tháng 10 năm 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "quý I năm 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "quý III năm 2026"),
        (date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (date(2026, 10, 2), date(2026, 10, 31), "từ ngày 02/10/2026 đến ngày 31/10/2026"),
    ],
)
def test_names(first: date, last: date, wanted: str) -> None:
    assert period_rules.name(Period(first, last)) == wanted
