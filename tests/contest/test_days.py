"""Days as people type them: two forms, nothing before, behind or between."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.days import WRONG_DAY, parse_day


@given(st.dates(date(2000, 1, 1), date(2999, 12, 31)), st.sampled_from("/.-"))
def test_a_day_is_read_as_it_is_written(day: date, sign: str) -> None:
    assert parse_day(day.isoformat()) == parse_day(f"{day:%d/%m/%Y}") == day
    for text in (f"{day:%d}{sign}{day:%m}{sign}{day.year}", f"{day.day}{sign}{day.month}{sign}{day.year}"):
        assert parse_day(text, "/.-") == day


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10-05-", "-2026-10-05", "2026--10-05", "a-2026-10-05", "2026-10-05-b", "5/10-2026-10-05"),
        *("05/10/2026-2026-10-05", "2026-1/2-10-05", " 2026-10-05", "2026-10-05\n", "2026-010-05"),
        *("31/12/1999", "01/01/3000", "1999-12-31", "3000-01-01", "0000-01-01", "05.10.2026"),
        *("105/10/2026", "05/110/2026", "05/10/12026", "05/10/202", "2026-02-29", "²026-10-05"),
    ],
)
def test_what_only_has_a_day_in_it_is_none(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_day(text)
    assert str(refused.value) == WRONG_DAY


def test_the_first_and_the_last_day() -> None:
    assert parse_day("01/01/2000") == date(2000, 1, 1)
    assert parse_day("2999-12-31") == date(2999, 12, 31)


def test_signs_that_may_part_it_are_the_given_ones() -> None:
    assert parse_day("5.10.2026", "/.") == date(2026, 10, 5)
    for text in ("5-10-2026", "5.10.2026", "5x10x2026"):
        with pytest.raises(ValueError, match=WRONG_DAY):
            parse_day(text, "/")
