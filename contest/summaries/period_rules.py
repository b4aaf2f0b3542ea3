"""Periods of reports: the usual ones around a day, one told by two days, the one before it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from contest.days import parse_day
from contest.summaries.states import Preset

#: How many months a usual period has; each of them begins with a month that is one behind a multiple of it.
MONTHS = {Preset.MONTH: 1, Preset.QUARTER: 3, Preset.HALF: 6, Preset.YEAR: 12}
#: No report goes over more days: ten years.
LONGEST = 3660
WRONG_ORDER = "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."
TOO_LONG = "Một báo cáo dài nhất mười năm. Chọn hai ngày gần nhau hơn."
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both of them in it, on the calendar of Việt Nam."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """The period of as many days that ends the day before."""
        last = self.first - timedelta(days=1)
        return Period(last - timedelta(days=self.days - 1), last)

    def has(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last


def around(preset: Preset, today: date) -> Period:
    """The month, quarter, half or whole year that a day is in."""
    months = MONTHS[preset]
    first = (today.month - 1) // months * months + 1
    after = first + months
    end = date(today.year + 1, 1, 1) if after > 12 else date(today.year, after, 1)
    return Period(date(today.year, first, 1), end - timedelta(days=1))


def told(first: str, last: str) -> tuple[Period | None, dict[str, str]]:
    """The period of two days as typed, or what is wrong by field."""
    days: dict[str, date] = {}
    errors: dict[str, str] = {}
    for name, text in (("first", first), ("last", last)):
        try:
            days[name] = parse_day(text)
        except ValueError as wrong:
            errors[name] = str(wrong)
    if errors:
        return None, errors
    made = Period(**days)
    if made.days < 1:
        return None, {"last": WRONG_ORDER}
    return (made, {}) if made.days <= LONGEST else (None, {"last": TOO_LONG})


def name(period: Period) -> str:
    """As a title calls it: "tháng 10 năm 2026", "quý IV năm 2026", "6 tháng đầu năm 2026", "năm 2026"; any
    other by its days."""
    first, year = period.first, period.first.year
    found = next((each for each in MONTHS if around(each, first) == period), None)
    match found:
        case Preset.MONTH:
            return f"tháng {first.month} năm {year}"
        case Preset.QUARTER:
            return f"quý {ROMAN[first.month // 3]} năm {year}"
        case Preset.HALF:
            return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {year}"
        case Preset.YEAR:
            return f"năm {year}"
        case _:
            return f"từ ngày {first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}"
