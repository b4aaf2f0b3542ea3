"""Numbers as people in Viet Nam write them: 1.234.567,5; read exactly, never as floats."""

from __future__ import annotations

import re
from decimal import Decimal

#: More digits would not be exact in a browser.
MOST_DIGITS = 15
#: The most digits that may stand behind the comma.
MOST_PLACES = 6

#: Spaces that keyboards and word processors put into numbers, and the dashes they make of a minus.
_SIGNS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("−–—‐‑", "-"))
_MINUS_APART = re.compile(r"^-\s+")
_GROUPED = re.compile(r"(-?)([1-9][0-9]{0,2}(?:([. ])[0-9]{3})(?:\3[0-9]{3})*)(?:,([0-9]+))?")
_ENGLISH = re.compile(r"(-?)([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)")
_ENGLISH_WHOLE = re.compile(r"(-?)([1-9][0-9]{0,2}(?:,[0-9]{3}){2,})")
_PLAIN = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"(-?[0-9]+)[.,]([0-9]+)")
_HALF_GROUPED = re.compile(r"-?[0-9][0-9 .]*[.,][0-9]+")
#: Thousands in Vietnamese, a fraction on an English keypad.
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")

#: An exact number; a whole one may come as an int.
Figure = Decimal | int


class NotANumber(ValueError):
    """What was typed is no number that can be taken here; the text says why to the person."""


def read(raw: str, places: int = 0, *, thousands: bool = False) -> Decimal:
    """The number that was typed, with at most ``places`` digits behind the comma.

    1.234 means thousands in Vietnamese and a fraction elsewhere: where a fraction may stand it is asked
    about, unless ``thousands`` says that whoever wrote it keeps to the Vietnamese way.
    """
    text = _bare(raw)
    if places and not thousands and (two := two_ways(text)):
        raise NotANumber(_ask(*two, places))
    sign, whole, fraction = _parts(text)
    if fraction and not places:
        raise NotANumber("Hãy nhập số nguyên, không có phần thập phân.")
    fraction = fraction.rstrip("0")
    if len(fraction) > places:
        raise NotANumber(f"Hãy ghi nhiều nhất {places} chữ số sau dấu phẩy.")
    if len(whole) + len(fraction) > MOST_DIGITS:
        raise NotANumber(f"Số này dài quá {MOST_DIGITS} chữ số.")
    value = Decimal(f"{sign}{whole}.{fraction}") if fraction else Decimal(f"{sign}{whole}")
    return value if value else Decimal(0)


def two_ways(raw: str) -> tuple[str, str] | None:
    """Both readings of a number like 1.234, whole and with a fraction; None where there is only one."""
    text = _bare(raw)
    if not _TWO_WAYS.fullmatch(text):
        return None
    return text.replace(".", ""), text.replace(".", ",")


def _ask(whole: str, fraction: str, places: int) -> str:
    if len(fraction.partition(",")[2]) > places:
        most = f"nhiều nhất {places} chữ số sau dấu phẩy"
        return f"Số này hiểu được hai cách. Hãy ghi {whole}, hoặc số lẻ có {most}."
    return f"Số này hiểu được hai cách. Hãy ghi {whole} hoặc {fraction}."


def _bare(raw: str) -> str:
    return _MINUS_APART.sub("-", raw.translate(_SIGNS).strip().removeprefix("+"))


def _parts(text: str) -> tuple[str, str, str]:
    """Sign, digits before and behind the comma."""
    if grouped := _GROUPED.fullmatch(text):
        return grouped[1], grouped[2].replace(grouped[3], ""), grouped[4] or ""
    if english := _ENGLISH.fullmatch(text):
        return english[1], english[2].replace(",", ""), english[3]
    if english := _ENGLISH_WHOLE.fullmatch(text):
        return english[1], english[2].replace(",", ""), ""
    if decimal := _DECIMAL.fullmatch(text):
        return "-" * text.startswith("-"), decimal[1].removeprefix("-"), decimal[2]
    if _PLAIN.fullmatch(text):
        return "-" * text.startswith("-"), text.removeprefix("-"), ""
    if _HALF_GROUPED.fullmatch(text):
        raise NotANumber("Không hiểu các dấu chấm, dấu phẩy trong số này. Hãy ghi liền, ví dụ 1234,5.")
    raise NotANumber("Hãy chỉ nhập chữ số, ví dụ 34 hoặc 1.234.")


def places_of(value: Figure) -> int:
    """How many digits it has behind the comma, zeros at the end left out."""
    return len(plain(value).partition(".")[2])


def plain(value: Figure) -> str:
    """A number with a dot, as files of other programs have it: 34, -3.5. Answers are stored as `written`."""
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def written(value: Figure | None) -> str:
    """The one canonical text of a number, as people write it: 34, -3,5; "" for none."""
    return "" if value is None else plain(value).replace(".", ",")
