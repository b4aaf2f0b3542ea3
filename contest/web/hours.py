"""Hours as Viet Nam counts them, for whoever has the database count by the hour."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Label, type_coerce

HOUR, DAY = 3_600_000, 24
#: Viet Nam's clocks have stood seven hours ahead since 1975.
AHEAD = 7 * HOUR
FIRST = date(1970, 1, 1)


def counted(moment: Any) -> Label[int]:
    """The whole hours since 1970 of a column of moments."""
    return ((type_coerce(moment, BigInteger) + AHEAD) // HOUR).label("hour")


def day_of(hour: int) -> date:
    """The day that such an hour is of."""
    return FIRST + timedelta(days=hour // DAY)


def first_of(day: date) -> int:
    """The first hour of a day."""
    return (day - FIRST).days * DAY
