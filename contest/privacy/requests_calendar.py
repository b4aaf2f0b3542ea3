"""Days on which nobody works, as data with its source. Pure.

Only days that are off for certain stand here. Where a year's decision may add one (the rest of Tết, the day
beside 2/9, days made up for a weekend) it counts as a working day: a deadline then falls earlier than the law
asks, never later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

SOURCE = "Bộ luật Lao động 45/2019/QH14, Điều 112; ngày âm lịch tính theo giờ Việt Nam"
#: Month and day of what is off each year.
FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))
#: Year → the first day of the lunar year, and the 10th of its third month (Giỗ Tổ Hùng Vương).
LUNAR: Mapping[int, tuple[date, date]] = {
    2026: (date(2026, 2, 17), date(2026, 4, 26)),
    2027: (date(2027, 2, 6), date(2027, 4, 16)),
    2028: (date(2028, 1, 26), date(2028, 4, 4)),
    2029: (date(2029, 2, 13), date(2029, 4, 23)),
    2030: (date(2030, 2, 2), date(2030, 4, 12)),
}
#: Of Tết, counted from the first day of the year: its eve and three days.
TET = range(-1, 3)


def off(year: int) -> frozenset[date]:
    """The days of a year that are off beside weekends; of a year not in the table those that never move."""
    days = {date(year, month, day) for month, day in FIXED}
    if year in LUNAR:
        first, ancestors = LUNAR[year]
        days |= {first + timedelta(days=each) for each in TET} | {ancestors}
    return frozenset(days)


def is_working(day: date) -> bool:
    """Whether offices work on this day."""
    return day.weekday() < 5 and day not in off(day.year)


def working_days_later(day: date, count: int) -> date:
    """The last of so many working days after this day, which itself does not count."""
    while count:
        day += timedelta(days=1)
        count -= is_working(day)
    return day
