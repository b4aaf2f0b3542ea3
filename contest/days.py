"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date

WRONG_DAY = "Ghi ngày như 05/10/2026."


def parse_day(text: str, between: str = "/") -> date:
    """05/10/2026 or 2026-10-05 as a day; ``between`` has the signs that may part the first form. Raises
    ValueError with a sentence."""
    sign = f"[{re.escape(between)}]"
    found = re.fullmatch(rf"([0-9]{{1,2}}){sign}([0-9]{{1,2}}){sign}([0-9]{{4}})", text)
    turned = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    parts = found.groups()[::-1] if found else turned.groups() if turned else ()
    try:
        year, month, day = (int(part) for part in parts)
        made = date(year, month, day)
    except ValueError as error:
        raise ValueError(WRONG_DAY) from error
    # Before it nothing was held, after it the period before or behind is no date any more.
    if not 2000 <= made.year <= 2999:
        raise ValueError(WRONG_DAY)
    return made
