"""Prizes need what people are asked for: by age the birth year of all, for units the unit. Pure."""

from __future__ import annotations

from dataclasses import replace

from contest.commendations.ladders import Ladder
from contest.people.asking import Ask, Fields

NO_YEAR = (
    "Giải theo độ tuổi cần năm sinh của mọi người dự thi, mà cuộc thi không bắt buộc ghi năm sinh. "
    "Chọn “Bắt buộc” ở mục Người dự thi của thiết lập trước, hoặc bỏ giải ấy."
)
NO_UNIT = (
    "Giải đơn vị cần biết đơn vị của người dự thi, mà cuộc thi không hỏi đơn vị. "
    "Chọn hỏi đơn vị ở mục Người dự thi của thiết lập trước, hoặc bỏ giải ấy."
)


def has_year(fields: Fields) -> bool:
    """Whether everybody tells their birth year: who comes by a list is asked only where it must be told."""
    return fields.year is Ask.REQUIRED


def has_unit(fields: Fields) -> bool:
    """Whether people can say which unit they are of."""
    return fields.unit is not Ask.OFF


def unasked(made: Ladder, fields: Fields) -> str:
    """Why these prizes can't be promised; "" when they can."""
    if made.extra and not has_year(fields):
        return NO_YEAR
    return NO_UNIT if made.units and not has_unit(fields) else ""


def kept(made: Ladder, fields: Fields) -> Ladder:
    """The prizes of these that can be promised."""
    extra = made.extra if has_year(fields) else ()
    return replace(made, extra=extra, units=made.units if has_unit(fields) else ())
