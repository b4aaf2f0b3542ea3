"""The register of documents: one plain file, a block a document, in which a change is easy to see.

    Số: 06/QĐ-TTg
    Ngày: 06/01/2022
    Cơ quan: Thủ tướng Chính phủ
    Về: Đề án phát triển ứng dụng dữ liệu về dân cư
    Hiệu lực từ: 06/01/2022
    Hiệu lực đến: 31/12/2030
    Thay bằng: 07/QĐ-TTg ngày 01/02/2031

Only the number and the subject must be there: what nobody has seen in a source is left out. Numbers repeat
over the years, so a document is known by its number and its day. What has no number has its name alone, in a
line `Tên:`. A line that begins with # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from questions.citing import named
from questions.folding import nfc
from questions.formats.words import read_day

FILE = Path(__file__).parent / "van-ban.txt"

_FIELDS = {
    "Số": "number",
    "Tên": "title",
    "Ngày": "dated",
    "Cơ quan": "issuer",
    "Về": "subject",
    "Hiệu lực từ": "in_force_from",
    "Hiệu lực đến": "in_force_until",
    "Thay bằng": "replaced_by",
}
_DAYS = ("dated", "in_force_from", "in_force_until")
_LINE = re.compile(r"([^:]+):\s*(\S.*)")

#: (number, day) of a document; without a day when only the number is known.
Name = tuple[str, date | None]


class BadRegister(ValueError):
    """The file can't be understood; the text says in which line, and why."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the register has it; None and "" are not known. Without a number it has a title."""

    number: str = ""
    subject: str = ""
    title: str = ""
    dated: date | None = None
    issuer: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None
    replaced_by: Name | None = None

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day, as far as the register knows."""
        has_begun = self.in_force_from is None or self.in_force_from <= on
        return has_begun and (self.in_force_until is None or on <= self.in_force_until)


class Register:
    """Documents, found by what a question calls them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._by_name = {(one.number, one.dated): one for one in self.documents}
        self._titles = tuple(one.title for one in self.documents if one.title)

    def find(self, number: str, dated: date | None) -> Document | None:
        """The document of this number and day."""
        return self._by_name.get((number, dated))

    def has_titled(self, words: str) -> bool:
        """Whether words are the title of a document without a number, or end with it behind a comma."""
        return any(words == title or words.endswith(f", {title}") for title in self._titles)

    def days(self, number: str) -> tuple[date | None, ...]:
        """The days of all documents of a number."""
        return tuple(one.dated for one in self.documents if one.number == number)


@cache
def shipped() -> Register:
    """The register that comes along."""
    return Register(parse(FILE.read_text(encoding="utf-8")))


def parse(text: str) -> tuple[Document, ...]:
    """The documents of a register in its order; BadRegister when it can't be understood."""
    found: list[Document] = []
    for number, block in _blocks(nfc(text)):
        one = _document(number, block)
        same = (one.number, one.title, one.dated)
        if any(same == (other.number, other.title, other.dated) for other in found):
            raise BadRegister(f"dòng {number}: văn bản {one.number or one.title} có hai lần")
        found.append(one)
    known = {(one.number, one.dated) for one in found}
    for one in found:
        if one.replaced_by is not None and one.replaced_by not in known:
            raise BadRegister(f"văn bản thay {one.number or one.title} không có trong sổ")
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line of its beginning, fields) of every block."""
    block: dict[str, str] = {}
    start = 0
    # One empty line more, so that the last block ends too.
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            start = start if block else number
            _take(block, number, line.strip())
        elif block:
            yield start, block
            block = {}


def _take(block: dict[str, str], number: int, line: str) -> None:
    match = _LINE.fullmatch(line)
    name = _FIELDS.get(match[1].strip()) if match else None
    if match is None or name is None:
        raise BadRegister(f"dòng {number}: không hiểu “{line}”")
    if name in block:
        raise BadRegister(f"dòng {number}: “{match[1]}” có hai lần")
    block[name] = match[2]


def _document(line: int, block: dict[str, str]) -> Document:
    number, title = block.get("number", ""), block.get("title", "")
    if bool(number) is bool(title):
        raise BadRegister(f"dòng {line}: phải có “Số” hoặc “Tên”, và chỉ một")
    if number and "subject" not in block:
        raise BadRegister(f"dòng {line}: thiếu “Về”")
    if [one for one, _ in named(number or title)] != ([number] if number else []):
        raise BadRegister(
            f"dòng {line}: “{number or title}” không phải số, hoặc không phải tên, của một văn bản"
        )
    days = {name: _day(line, block[name]) for name in _DAYS if name in block}
    follower = _follower(line, block["replaced_by"]) if "replaced_by" in block else None
    return Document(
        number=number,
        subject=block.get("subject", ""),
        title=title,
        issuer=block.get("issuer", ""),
        replaced_by=follower,
        **days,
    )


def _day(line: int, text: str) -> date:
    day = read_day(text)
    if day is None:
        raise BadRegister(f"dòng {line}: không có ngày “{text}”")
    return day


def _follower(line: int, text: str) -> Name:
    found = named(text)
    if len(found) != 1:
        raise BadRegister(f"dòng {line}: không hiểu “Thay bằng: {text}”")
    return found[0]
