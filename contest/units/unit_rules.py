"""Pure rules of one unit: its kind, its code, its numbers as people write them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date, timedelta

from contest.units.rules import clean_text, fold

LONGEST_NAME = 200
LONGEST_CODE = 40
LONGEST_SOURCE = 200
MOST_PEOPLE = 1_000_000
EARLIEST = date(1990, 1, 1)
#: Excel counts days from here (with its leap day of 1900).
EXCEL_EPOCH = date(1899, 12, 30)
#: A class, in the order in which lists of a commune name them.
KINDS = {
    "commune": "Xã, phường",
    "office": "Cơ quan, đơn vị",
    "school": "Trường học",
    "class": "Lớp",
    "village": "Thôn, tổ dân phố",
    "youth": "Chi đoàn, chi hội",
    "group": "Khối, nhóm",
    "other": "Khác",
}
#: How the names of a kind begin; the first that fits.
_WORDS = {
    "class": "lop",
    "youth": "chi doan|doan|chi hoi|hoi|lien doi|chi doi",
    "village": "thon|lang|ban|to dan pho|khu pho|to|buon|plei|xom|ap",
    "school": "truong|th|thcs|thpt|mam non|tieu hoc",
    "group": "khoi|nhom|cum",
    "commune": "xa|phuong|thi tran|dac khu",
    "office": "uy ban|ubnd|ban|phong|trung tam|tram|cong an|van phong|dang uy|mat tran|so|chi cuc|cong ty",
}
_BEGINNINGS = {kind: tuple(f"{fold(word)} " for word in words.split("|")) for kind, words in _WORDS.items()}
_LABELS = {fold(part): kind for kind, label in KINDS.items() for part in (kind, label, *label.split(","))}

NAME_MISSING = "Ghi tên đơn vị, ví dụ Thôn Đăk Rao."
NAME_LONG = f"Tên dài nhất {LONGEST_NAME} ký tự. Ghi ngắn lại."
CODE_WRONG = (
    f"Mã gồm chữ không dấu, số, dấu gạch, dấu chấm; nhiều nhất {LONGEST_CODE} ký tự. Không có thì để trống."
)
PEOPLE_WRONG = "Quân số là số nguyên, ví dụ 1.234. Chưa biết thì để trống."
DAY_WRONG = "Ngày ghi như 01/9/2026."
DAY_FAR = "Ngày này chưa hợp lý. Số liệu tính từ năm 1990 đến hôm nay."
_CODE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._/-]{{0,{LONGEST_CODE - 1}}}")
_PEOPLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_DAY = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", re.A
)


def clean_unit(raw: str) -> str:
    """A unit's name as it is stored. Raises ValueError with a sentence."""
    name = clean_text(raw)
    if not any(char.isalnum() for char in name):
        raise ValueError(NAME_MISSING)
    if len(name) > LONGEST_NAME:
        raise ValueError(NAME_LONG)
    return name


def clean_code(raw: str) -> str:
    """A code as it is stored, "" when there is none. Raises ValueError with a sentence."""
    code = clean_text(raw)
    if code and _CODE.fullmatch(code) is None:
        raise ValueError(CODE_WRONG)
    return code


def people(raw: str) -> int | None:
    """A headcount as people write it: "1.234", "48 người", "25 đ/c". Raises ValueError with a sentence."""
    text = re.sub(
        r"\s*(?:người|ng|đ/c|đc|đồng chí|đoàn viên|đv|em|hs|học sinh)\.?$",
        "",
        clean_text(raw),
        flags=re.IGNORECASE,
    )
    if not text:
        return None
    if _PEOPLE.fullmatch(text) is None:
        raise ValueError(PEOPLE_WRONG)
    digits = re.sub(r"\D", "", text)
    if len(digits) > 12 or int(digits) > MOST_PEOPLE:
        raise ValueError("Quân số này lớn quá. Xem lại có thừa chữ số nào không.")
    return int(digits)


def day(raw: str, today: date) -> date | None:
    """A day as people write it, or as Excel counts it. Raises ValueError with a sentence."""
    text = clean_text(raw)
    if not text:
        return None
    found = _written(text)
    if not EARLIEST <= found <= today + timedelta(days=1):
        raise ValueError(DAY_FAR)
    return found


def _written(text: str) -> date:
    if text.isascii() and text.isdecimal() and len(text) == 5:
        return EXCEL_EPOCH + timedelta(days=int(text))
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(DAY_WRONG)
    first, month, last, iso_year, iso_month, iso_day = match.groups()
    parts = (iso_year, iso_month, iso_day) if iso_year else (last, month, first)
    try:
        return date(*map(int, parts))
    except ValueError as wrong:
        raise ValueError(DAY_WRONG) from wrong


def kind_of(text: str) -> str | None:
    """The kind that a cell names; None when it is none of ours."""
    words = fold(text)
    return _LABELS.get(words) or guessed(words, "") or None


def guessed(name: str, otherwise: str = "other") -> str:
    """The kind that a name lets expect: "Lớp 9A" is a class."""
    words = f"{fold(name)} "
    for kind, beginnings in _BEGINNINGS.items():
        if words.startswith(beginnings):
            return kind
    return otherwise


def label(kind: str) -> str:
    """A kind in words; a kind that is no more in the list is "Khác"."""
    return KINDS.get(kind, KINDS["other"])


def own_code(unit_id: str) -> str:
    """The code of a unit that nobody gave one."""
    return f"dv-{unit_id}"


def shown_code(unit_id: str, code: str) -> str:
    """A code as pages show it: one that the program made up is none."""
    return "" if code == own_code(unit_id) else code


def words_of(name: str, parent: str) -> str:
    """What a unit is found by. The parent's name too: "nguyen du 9" finds lớp 9A of that school."""
    return fold(f"{name} {parent}")[:LONGEST_NAME]


def stamp(parts: Iterable[object]) -> str:
    """A short mark of what a form was filled from; another mark means that somebody changed it."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def latest(counts: Iterable[tuple[date, int]], on: date) -> tuple[date, int] | None:
    """The headcount that holds on a day: the latest that is not after it."""
    return max((count for count in counts if count[0] <= on), default=None)
