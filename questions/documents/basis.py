"""What a question says it rests on: documents, the commune's plan, or common knowledge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from questions.citing import named
from questions.documents.register import Register

GENERAL = "Kiến thức chung"
PLAN = "Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025"

#: "Mục B.I.4.đ, Kế hoạch…": headings are letters, Roman and Arabic numbers, and letters with đ.
_PLAN = re.compile(rf"Mục [A-E](?:\.[IVX]+)?(?:\.\d+)?(?:\.[a-zđ]\d?)?, {PLAN}")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")

NO_BASIS = "thiếu căn cứ"
NOTHING_KNOWN = "căn cứ “{}” không có số văn bản, không có tên trong sổ văn bản, không phải “Kiến thức chung”"
NO_DAY = "văn bản {} trong căn cứ thiếu ngày"
UNKNOWN = "văn bản {} không có trong sổ văn bản"
OTHER_DAY = "sổ văn bản ghi {} ngày {}, không phải {}"


@dataclass(frozen=True, slots=True)
class Basis:
    """One basis, part by part: what it rests on, and the parts that name neither a number nor the plan."""

    documents: tuple[tuple[str, date | None], ...] = ()
    is_plan: bool = False
    is_general: bool = False
    titles: tuple[str, ...] = ()


def read(text: str) -> Basis:
    """What a basis names; its parts stand between semicolons."""
    parts = [part for line in text.splitlines() for each in line.split(";") if (part := each.strip())]
    plain = [part for part in parts if part != GENERAL and not _PLAN.fullmatch(part)]
    return Basis(
        documents=tuple(one for part in plain for one in named(part)),
        is_plan=any(_PLAN.fullmatch(part) for part in parts),
        is_general=GENERAL in parts,
        titles=tuple(part for part in plain if not named(part)),
    )


def problems(text: str, register: Register) -> tuple[str, ...]:
    """What is wrong with a basis, in words; nothing when everybody could look it up."""
    if not text.strip():
        return (NO_BASIS,)
    basis = read(text)
    unclear = tuple(NOTHING_KNOWN.format(part) for part in basis.titles if not register.has_titled(part))
    return (*unclear, *(said for one in basis.documents for said in _document(*one, register)))


def _document(number: str, dated: date | None, register: Register) -> tuple[str, ...]:
    days = register.days(number)
    if not days:
        return (UNKNOWN.format(number),)
    if dated is None:
        return (NO_DAY.format(number),)
    if dated in days:
        return ()
    known = " hoặc ".join(written(day) for day in days)
    return (OTHER_DAY.format(number, known, written(dated)),)


def written(day: date | None) -> str:
    """A day as documents write it: 06/01/2022; "chưa rõ" when nobody has seen it."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day else "chưa rõ"


def no_days(text: str) -> tuple[str, ...]:
    """Whatever is written like a day in a text but is none: 31/02/2026."""
    return tuple(match[0] for match in _DAY.finditer(text) if not _is_day(*map(int, match.groups())))


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
