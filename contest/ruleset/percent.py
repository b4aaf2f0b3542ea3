"""A predicted percentage: whole hundredths of a per cent, so that 12,5% is 1250. Pure, no floats."""

from __future__ import annotations

import re

from contest.web.filters import guess
from questions.answering import AnswerError

WHOLE = 10_000
PLACES = 2
LONGEST = 24
#: The phone's script has the same rule (static/js/phone-words.js).
TYPED = re.compile(r"\s*([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?\s*")
FINER = re.compile(r"\s*[0-9]{1,3}[.,][0-9]{3,}\s*%?\s*")
NO_PERCENT = "Hãy ghi số phần trăm từ 0 đến 100, ví dụ 12,5."
TOO_FINE = "Hãy ghi nhiều nhất hai chữ số sau dấu phẩy, ví dụ 12,57."


def parse(typed: str) -> str:
    """What was typed as the digits of an answer: "12,5", "12.5" and "12,50 %" are 1250; "" means cleared."""
    text = typed.strip()
    if not text:
        return ""
    if len(text) > LONGEST:  # the expressions below take the square of the spaces in the middle
        raise AnswerError(NO_PERCENT)
    found = TYPED.fullmatch(text)
    if found is None:
        raise AnswerError(TOO_FINE if FINER.fullmatch(text) else NO_PERCENT)
    value = 100 * int(found[1]) + int((found[2] or "").ljust(PLACES, "0"))
    if not is_one(value):
        raise AnswerError(NO_PERCENT)
    return str(value)


def is_one(value: int) -> bool:
    """Whether it is a part of a hundred; an answer may be forged."""
    return 0 <= value <= WHOLE


def of(part: int, whole: int) -> int:
    """So many of so many in hundredths of a per cent, half up; nothing of nobody."""
    return (2 * WHOLE * part + whole) // (2 * whole) if whole else 0


def said(hundredths: int) -> str:
    """How people read it: 1250 is 12,5%."""
    return guess(hundredths, in_percent=True)


def shown(answer: str) -> str:
    """A stored answer as people read it; what is no number stays as it came."""
    return said(int(answer)) if re.fullmatch(r"-?[0-9]{1,15}", answer) else answer
