"""How values are written for Vietnamese readers: dates, lengths, numbers, points.

Every function here is a Jinja filter of the same name. Moments are aware UTC and shown on the
wall clock of Việt Nam. A no-break space keeps "20 giờ" and "Chủ nhật" on one line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from urllib.parse import quote

from contest.clock import local

NBSP = "\u00a0"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def _day(value: date | datetime) -> date | datetime:
    return local(value) if isinstance(value, datetime) else value


def when(value: date | datetime) -> str:
    """A day: 05/10/2026."""
    return _day(value).strftime("%d/%m/%Y")


def hour(value: datetime) -> str:
    """A time of day, for tables: 20:00."""
    return local(value).strftime("%H:%M")


def second(value: datetime) -> str:
    """A time of day to the second, for what is looked at closely: 20:00:07."""
    return local(value).strftime("%H:%M:%S")


def moment(value: datetime) -> str:
    """Time and day, for tables: 20:00, 05/10/2026."""
    return f"{hour(value)}, {when(value)}"


def weekday(value: date | datetime) -> str:
    """A day in a sentence: thứ Hai, 05/10."""
    day = _day(value)
    return f"{WEEKDAYS[day.weekday()].replace(' ', NBSP)}, {day.strftime('%d/%m')}"


def spoken(value: datetime) -> str:
    """Time and day in a sentence: 20 giờ Chủ nhật, 11/10."""
    at = local(value)
    minutes = f"{NBSP}{at.minute}{NBSP}phút" if at.minute else ""
    return f"{at.hour}{NBSP}giờ{minutes} {weekday(value)}"


def number(value: int) -> str:
    """Thousands with dots: 1.234."""
    return f"{value:,}".replace(",", ".").replace("-", "−")


def decimal(value: int, places: int) -> str:
    """An integer count of 10^-places, without trailing zeros: decimal(1050, 2) is 10,5."""
    whole, part = divmod(abs(value), 10**places)
    tail = f"{part:0{places}d}".rstrip("0") if places else ""
    return ("−" if value < 0 else "") + number(whole) + ("," + tail if tail else "")


def points(value: int) -> str:
    """Hundredths of a point: 950 is 9,5."""
    return decimal(value, 2)


def hundredths(value: Fraction) -> str:
    """A mean with two decimals, half up, so that a column lines up: 8,50; 7,00."""
    rounded = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    whole, part = divmod(abs(rounded), 100)
    return f"{'−' if rounded < 0 else ''}{number(whole)},{part:02d}"


def guess(value: int, in_percent: bool = False) -> str:
    """A predicted number, its true value or how far they are apart: 1.234, or hundredths as 12,5%."""
    return f"{decimal(value, 2)}%" if in_percent else number(value)


def share(value: Fraction) -> str:
    """A part of one, to a tenth of a per cent, half up, so that a column lines up: 92,3%; 29,0%."""
    whole, tenth = divmod((value.numerator * 2000 + value.denominator) // (2 * value.denominator), 10)
    return f"{number(whole)},{tenth}%"


def inner(name: str) -> str:
    """A round's name inside a sentence, its first letter small: tuần 1, vòng thi Đăk Tô."""
    return name[:1].lower() + name[1:]


def clock(seconds: int) -> str:
    """Time left: 07:12; over an hour 1:02:03."""
    minutes, second = divmod(max(0, seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute:02d}:{second:02d}"


def parts(seconds: int, count: int = 3) -> list[tuple[int, str]]:
    """A length as at most `count` units from the largest: [(2, "ngày"), (5, "giờ"), (14, "phút")]."""
    found: list[tuple[int, str]] = []
    rest = max(0, seconds)
    for unit, size in (("ngày", 86_400), ("giờ", 3_600), ("phút", 60), ("giây", 1)):
        amount, rest = divmod(rest, size)
        if amount or found:
            found.append((amount, unit))
    return found[:count] or [(0, "giây")]


def span(seconds: int) -> str:
    """A length in words, zero units left out: 6 phút 42 giây."""
    shown = [f"{amount}{NBSP}{unit}" for amount, unit in parts(seconds) if amount]
    return " ".join(shown) or f"0{NBSP}giây"


def _hundreds(value: int, full: bool) -> list[str]:
    """Words of 0..999. `full`: something stands before, so a missing hundred is spoken too."""
    hundred, rest = divmod(value, 100)
    ten, one = divmod(rest, 10)
    said = [DIGITS[hundred], "trăm"] if hundred or full else []
    if ten == 0:
        return said + ((["linh"] if said else []) + [DIGITS[one]] if one else [])
    said += ["mười"] if ten == 1 else [DIGITS[ten], "mươi"]
    after = {5: "lăm"} if ten == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return said + ([after.get(one, DIGITS[one])] if one else [])


def _spoken(value: int) -> list[str]:
    """The words of a number above zero; thousands of "tỷ" are counted as a number of their own."""
    billions, rest = divmod(value, 10**9)
    said = [*_spoken(billions), "tỷ"] if billions else []
    for size, name in GROUPS:
        group, rest = divmod(rest, size)
        if group:
            said += [*_hundreds(group, full=bool(said)), name]
    return [word for word in said if word]


def words(value: int) -> str:
    """A whole number as it is spoken: 1050 is "một nghìn không trăm năm mươi"."""
    said = _spoken(abs(value)) or [DIGITS[0]]
    return " ".join(["âm"] * (value < 0) + said)


def _folded(char: str) -> str:
    """One letter without its marks, as the unit finder compares it; always one character."""
    base = unicodedata.normalize("NFD", char.casefold())[0]
    return {"đ": "d", "y": "i"}.get(base, base)


def marks(text: str, query: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether a word of the query matched there: for the unit finder."""
    text = unicodedata.normalize("NFC", text)
    plain = "".join(map(_folded, text))
    hit = [False] * len(text)
    for word in unicodedata.normalize("NFC", query).split():
        wanted = "".join(map(_folded, word))
        for found in re.finditer(rf"(?<!\w){re.escape(wanted)}", plain):
            hit[found.start() : found.end()] = [True] * len(wanted)
    runs = groupby(zip(text, hit, strict=True), key=lambda pair: pair[1])
    return [("".join(char for char, _ in run), was) for was, run in runs]


def svg_uri(svg: str) -> str:
    """An SVG as a data URI: the CSP lets images come from there, and it saves a request."""
    return "data:image/svg+xml," + quote(svg, safe="~()*!.'")


FILTERS: dict[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        *(when, hour, second, moment, weekday, spoken),
        *(
            number,
            decimal,
            points,
            hundredths,
            guess,
            share,
            inner,
            clock,
            parts,
            span,
            words,
            marks,
            svg_uri,
        ),
    )
}
