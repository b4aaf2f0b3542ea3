"""Facts about a person: birth year, phone, age, and which name the public may see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from contest.clock import local
from contest.units.rules import fold, mask

CHILD_UNDER = 16
#: Of fewer people than this, a unit and an initial name somebody.
FEWEST = 3
OLDEST, YOUNGEST = 110, 3

HIDDEN_NAME = "Không công bố tên"
ERASED_NAME = "Đã xóa tên"
#: Stands where a reason stood that may have named somebody.
ERASED_REASON = "Lý do đã xóa cùng với tên"

WRONG_YEAR = "Năm sinh gồm 4 chữ số, ví dụ 2001."
NO_PHONE = "Ghi số điện thoại để Ban Tổ chức báo tin. Chưa đủ 16 tuổi thì ghi số của cha, mẹ."
PHONE_FORM = "Số điện thoại gồm 10 chữ số, ví dụ 0912\u00a0345\u00a0678."
WRONG_PHONE = f"{PHONE_FORM} Không có thì để trống."

_PHONE_NOISE = re.compile(r"[\s.\-–()]+")
_ABROAD = re.compile(r"(?:\+84|0084|84(?=[235789][0-9]{8,9}$))0?")
_PHONE = re.compile(r"0[35789][0-9]{8}|02[0-9]{9}")


@dataclass(frozen=True, slots=True)
class PublicName:
    """What a board may show of a person. ``unit_name`` is "" where the person did not agree to it."""

    name: str
    unit_name: str
    unit_id: str | None


def parse_birth_year(raw: str, now: datetime) -> int:
    """The year as typed. Raises ValueError with a sentence for the person."""
    text = raw.strip()
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError(WRONG_YEAR)
    year, this = int(text), local(now).year
    if not this - OLDEST <= year <= this - YOUNGEST:
        raise ValueError(f"Năm sinh từ {this - OLDEST} đến {this - YOUNGEST}. {WRONG_YEAR}")
    return year


def parse_phone(raw: str) -> str | None:
    """A Vietnamese number as 0…, None when left empty. Raises ValueError with a sentence.

    Mobile: 10 digits, 03 05 07 08 09. Landline: 11 digits, 02.
    """
    digits = _PHONE_NOISE.sub("", raw)
    if not digits:
        return None
    national = _ABROAD.sub("0", digits, count=1) if _ABROAD.match(digits) else digits
    if not _PHONE.fullmatch(national):
        raise ValueError(WRONG_PHONE)
    return national


def is_minor(birth_year: int | None, now: datetime, *, grown: bool = False) -> bool:
    """Under 16, or not surely 16 yet: only the year is known, so the birthday may still come.

    ``grown``: somebody whose year is not known said that they are 16. A year that is known outweighs it.
    """
    return not grown if birth_year is None else local(now).year - birth_year <= CHILD_UNDER


def is_too_young(birth_year: int, youngest: int | None, now: datetime) -> bool:
    """Whether the person can't have reached the least age even at the end of this year."""
    return youngest is not None and local(now).year - birth_year < youngest


def may_publish(
    birth_year: int | None, own: bool, guardian: bool, now: datetime, *, grown: bool = False
) -> bool:
    """Whether the full name may be published: a child needs the guardian's consent too."""
    return own and (guardian or not is_minor(birth_year, now, grown=grown))


def public_name(
    name: str,
    birth_year: int | None,
    consent_publish: bool,
    now: datetime,
    *,
    minors_masked: bool = True,
    grown: bool = False,
) -> str:
    """The name for public pages. A child's is masked, an adult's without consent is left out."""
    if not name:
        return ERASED_NAME
    if is_minor(birth_year, now, grown=grown):
        return mask(name) if minors_masked or not consent_publish else name
    return name if consent_publish else HIDDEN_NAME


def few(counted: Mapping[str, int]) -> list[str]:
    """The units with so few people that a masked name tells who it is."""
    return [unit for unit, people in counted.items() if 0 < people < FEWEST]


def asked(query: str) -> tuple[list[str], str]:
    """A search as words of a name, or as the digits of a phone."""
    digits = "".join(char for char in query if char in "0123456789")
    is_phone = len(digits) >= 3 and not any(char.isalpha() for char in query)
    return ([], digits) if is_phone else (fold(query).split()[:8], "")
