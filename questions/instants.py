"""Moments in the database: aware datetimes in Python, whole milliseconds in the column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Whole milliseconds since 1970, rounded down; refuses naive datetimes."""
    return (moment - EPOCH) // MILLISECOND


def from_ms(value: int) -> datetime:
    """The aware UTC moment of whole milliseconds since 1970."""
    return EPOCH + value * MILLISECOND


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as whole milliseconds, so that SQL compares integers."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        return None if value is None else from_ms(value)
