"""What a workbook says of its cells besides their values: calculated, a percentage, in a row that is hidden.

The reader of values tells only what was stored last, 0.8 where a person sees 80%.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from itertools import islice

#: Here and below a tag ends at the next "<" at the latest: a million that are never closed are read once.
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]*)>")
_NAME = re.compile(r"""\bname\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_LINK = re.compile(r"""\b\w+:id\s*=\s*(["'])(.*?)\1""")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<>]*)>")
_ID = re.compile(r"""\bId\s*=\s*(["'])(.*?)\1""")
_TARGET = re.compile(r"""\bTarget\s*=\s*(["'])(.*?)\1""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>(?:\s*<(?:\w+:)?(f)\b)?")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3}\d{1,7})["']""")
_LOOK = re.compile(rb"""\bs\s*=\s*["'](\d{1,6})["']""")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^<>]*)>")
_FORMAT_ID = re.compile(r"""\bnumFmtId\s*=\s*["'](\d{1,6})["']""")
_FORMAT_CODE = re.compile(r"""\bformatCode\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_LOOKS = re.compile(r"<(?:\w+:)?cellXfs\b")
_LOOKS_END = re.compile(r"</(?:\w+:)?cellXfs>")
_ONE_LOOK = re.compile(r"<(?:\w+:)?xf\b([^<>]*)>")
#: What stands in quotation marks, in brackets or behind a backslash of a format is no sign of it.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
#: What Excel itself allows, and 0% and 0.00%, which every workbook knows.
_LONGEST_CODE, _MOST_LOOKS = 255, 65_500
_BUILT_IN = frozenset(("9", "10"))


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one sheet: its cells with a formula, those that show a percentage, the rows nobody sees."""

    formulas: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    hidden: frozenset[int] = frozenset()


def marks(data: bytes) -> dict[str, Marks]:
    """Those of each sheet by its name, of a workbook that is known to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            looks = _percent_looks(_text(book, "xl/styles.xml")) if "xl/styles.xml" in book.namelist() else ()
            return {name: _marks(book.read(path), looks) for name, path in _paths(book).items()}
    except (zipfile.BadZipFile, KeyError, OSError):
        return {}


def _marks(sheet: bytes, looks: Collection[bytes]) -> Marks:
    formulas, percents = set(), set()
    for cell, calculated in _CELL.findall(sheet):
        look = _LOOK.search(cell) if looks else None
        is_percent = look is not None and look[1] in looks
        if (calculated or is_percent) and (place := _PLACE.search(cell)):
            name = place[1].decode().upper()
            formulas |= {name} if calculated else set()
            percents |= {name} if is_percent else set()
    return Marks(frozenset(formulas), frozenset(percents), _hidden(sheet))


def _hidden(sheet: bytes) -> frozenset[int]:
    rows = (row for row in _ROW.findall(sheet) if _HIDDEN.search(row))
    return frozenset(int(number[1]) for row in rows if (number := _ROW_NUMBER.search(row)))


def _percent_looks(styles: str) -> frozenset[bytes]:
    """The numbers of the looks that cells name, of those whose format has a percent sign."""
    formats = set(_BUILT_IN)
    for attributes in _FORMAT.findall(styles):
        number, code = _FORMAT_ID.search(attributes), _FORMAT_CODE.search(attributes)
        if number and code and "%" in _LITERAL.sub("", unescape(code[2][:_LONGEST_CODE])):
            formats.add(number[1])
    begun = _LOOKS.search(styles)
    ended = _LOOKS_END.search(styles, begun.end()) if begun else None
    each = _ONE_LOOK.finditer(styles, begun.end(), ended.start()) if begun and ended else iter(())
    numbers = (_FORMAT_ID.search(attributes[1]) for attributes in islice(each, _MOST_LOOKS))
    return frozenset(
        str(place).encode() for place, number in enumerate(numbers) if number and number[1] in formats
    )


def _paths(book: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part that holds it."""
    parts = set(book.namelist())
    targets = {}
    for attributes in _RELATION.findall(_text(book, "xl/_rels/workbook.xml.rels")):
        number, target = _ID.search(attributes), _TARGET.search(attributes)
        if number and target:
            path = target[2].removeprefix("/")
            targets[number[2]] = path if path.startswith("xl/") else f"xl/{path}"
    found = {}
    for attributes in _SHEET.findall(_text(book, "xl/workbook.xml")):
        name, link = _NAME.search(attributes), _LINK.search(attributes)
        if name and link and targets.get(link[2]) in parts:
            found[unescape(name[2])] = targets[link[2]]
    return found


def _text(book: zipfile.ZipFile, part: str) -> str:
    return book.read(part).decode("utf-8", "replace")
