"""Amounts as organisers type them, and back: points with a decimal comma; minutes, hours or days. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction

from contest.web.filters import points
from contest.web.forms import THOUSANDS


class Unit(StrEnum):
    """In what a pause is told."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


MINUTES = {Unit.DAYS: 1_440, Unit.HOURS: 60, Unit.MINUTES: 1}
#: A dot is a decimal sign too: keyboards of phones often have no comma. Before three digits it may as well be
#: one of thousands ("1.440 phút"), so that is asked about and not guessed.
AMOUNT = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,6}))?")
NO_COST = "Ghi số điểm bị trừ, không ghi dấu trừ, ví dụ 0,25."
FINER = "Ghi nhiều nhất hai chữ số sau dấu phẩy, ví dụ 0,25."
NO_PAUSE = "Ghi bằng chữ số, ví dụ 30 phút hoặc 1,5 giờ."
UNSURE = "Ghi liền, không có dấu chấm hàng nghìn, ví dụ 1440; hoặc dùng dấu phẩy, ví dụ 1,5."
NO_MINUTES = "Khoảng cách phải là số phút chẵn, ví dụ 1,5 giờ."


def _parsed(text: str, sentence: str) -> tuple[Fraction, int]:
    """The amount and how many digits stand behind its comma."""
    found = AMOUNT.fullmatch(text.strip())
    if found is None:
        raise ValueError(sentence)
    whole, part = found[1], found[2] or ""
    return Fraction(int(whole + part), 10 ** len(part)), len(part.rstrip("0"))


def hundredths(text: object) -> object:
    """Typed points as hundredths; nothing typed is none. Raises ValueError with a sentence."""
    if not isinstance(text, str):
        return text
    if not (bare := re.sub(r"\s*điểm$", "", text.strip().casefold())):
        return 0
    found, digits = _parsed(bare, NO_COST)
    if digits > 2:
        raise ValueError(FINER)
    return int(found * 100)


def told(cost: int) -> str:
    """Hundredths as the field takes them: 25 is 0,25."""
    return points(cost).replace(".", "") if cost else ""


def length(text: object) -> object:
    """A typed number of minutes, hours or days; nothing typed is none."""
    if not isinstance(text, str):
        return text
    if THOUSANDS.fullmatch(text.strip()):
        raise ValueError(UNSURE)
    return _parsed(text, NO_PAUSE)[0] if text.strip() else Fraction(0)


def minutes(amount: Fraction, unit: Unit) -> int:
    """A typed length in whole minutes. Raises ValueError with a sentence."""
    found = amount * MINUTES[unit]
    if found.denominator != 1:
        raise ValueError(NO_MINUTES)
    return int(found)


def parted(pause: int) -> tuple[str, Unit]:
    """Stored minutes as the fields take them: 90 is 90 minutes, 1440 is one day, none is nothing typed."""
    unit = next(unit for unit, size in MINUTES.items() if pause % size == 0) if pause else Unit.MINUTES
    return str(pause // MINUTES[unit]) if pause else "", unit
