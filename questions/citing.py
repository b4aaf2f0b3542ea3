"""Finding the documents that a legal basis names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

#: Party style 57-NQ/TW, state style 07/CT-TTg, with a year 35/2023/UBTVQH15, 141/KH-BCĐTKNQ18.
_NUMBER = re.compile(r"\b\d{1,5}(?:/\d{4})?[-/][A-ZĐ]{1,6}[A-Za-zĐđ0-9]*(?:[-/][A-ZĐ][A-Za-zĐđ0-9]*)*")
_DATED = re.compile(r"\s*,?\s*(?:ngày|ban hành ngày)\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_ARTICLE = re.compile(r"(?:(?:điểm|khoản|điều|mục)\s+[\wđĐ.]+[,\s]*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in a basis, with the article if one is given."""

    number: str
    dated: date | None
    article: str
    title: str


def cited(basis: str) -> tuple[Citation, ...]:
    """The documents a basis names, each part between semicolons naming at most one."""
    found = (_citation(part.strip()) for part in basis.replace("\n", ";").split(";"))
    return tuple(citation for citation in found if citation)


def named(basis: str) -> tuple[tuple[str, date | None], ...]:
    """(number, day) of every document that a text names, several in one sentence too."""
    found = ((number[0], _DATED.match(basis, number.end())) for number in _NUMBER.finditer(basis))
    return tuple((number, _day(dated) if dated else None) for number, dated in found)


def without_numbers(text: str) -> str:
    """A text without the numbers of documents, whose letters are no words."""
    return _NUMBER.sub(" ", text)


def _citation(part: str) -> Citation | None:
    number = _NUMBER.search(part)
    if number is None:
        return None
    dated = _DATED.match(part, number.end())
    article = _ARTICLE.search(part)
    return Citation(
        number=number[0][:80],
        dated=_day(dated) if dated else None,
        article=article[0].strip(" ,")[:120] if article else "",
        title=part[:600],
    )


def _day(match: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
