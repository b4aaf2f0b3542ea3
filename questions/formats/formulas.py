"""Which cells of a workbook are calculated: the reader only tells the value that was stored last."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_NAME = re.compile(r"""\bname\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_LINK = re.compile(r"""\b\w+:id\s*=\s*(["'])(.*?)\1""")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_ID = re.compile(r"""\bId\s*=\s*(["'])(.*?)\1""")
_TARGET = re.compile(r"""\bTarget\s*=\s*(["'])(.*?)\1""")
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3}\d{1,7})["'][^>]*>\s*<(?:\w+:)?f\b"""
)


def formula_cells(data: bytes) -> dict[str, frozenset[str]]:
    """Sheet name → the cells with a formula, of a workbook that is known to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            paths = _paths(book)
            return {name: _cells(book.read(path)) for name, path in paths.items()}
    except (zipfile.BadZipFile, KeyError, OSError):
        return {}


def _cells(sheet: bytes) -> frozenset[str]:
    return frozenset(cell.decode().upper() for cell in _FORMULA.findall(sheet))


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
