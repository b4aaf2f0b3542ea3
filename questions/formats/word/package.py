"""The parts of a Word file that questions are read from; nothing else in the archive is ever unpacked."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from questions.formats.word.tags import DAMAGED, Element, parsed
from questions.formats.zips import BadArchive, opened

_TYPES = "[Content_Types].xml"
_MACROS = "Tệp Word này có macro. Hãy lưu lại thành Word Document (.docx) rồi tải lên."
_OTHER = "Tệp nén này không phải tệp Word .docx."
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Package:
    """The trees of one file. `images` leads from a relationship to the part in the archive."""

    document: Element
    styles: Element | None = None
    numbering: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    images: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Link:
    """One relationship of a part."""

    id: str
    kind: str
    target: str
    is_outside: bool


def unpacked(data: bytes) -> Package:
    """The trees of a file from a stranger; BadArchive says why it can't be read."""
    with opened(data, "Word", _TYPES, _OTHER) as source:
        parts = {part.filename: part for part in source.infolist()}
        types = source.read(parts[_TYPES])
        if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
            raise BadArchive(_MACROS)
        main = _main(source, parts)
        return _package(source, parts, main)


def _main(source: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str:
    """The part with the text: usually word/document.xml, but the relationships have the say."""
    found = [link.target for link in _links(source, parts, "") if link.kind == "officeDocument"]
    named = [target for target in (*found, "word/document.xml") if target in parts]
    if not named:
        raise BadArchive(DAMAGED)
    return named[0]


def _package(source: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], main: str) -> Package:
    links = _links(source, parts, main)
    trees = {
        link.kind: parsed(source.read(parts[link.target]))
        for link in links
        if link.kind in ("styles", "numbering", "footnotes", "endnotes") and link.target in parts
    }
    return Package(
        document=parsed(source.read(parts[main])),
        images={link.id: link.target for link in links if link.kind == "image" and not link.is_outside},
        **trees,
    )


def _links(source: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], of: str) -> list[_Link]:
    """The relationships of a part, their targets as names in the archive."""
    folder, name = posixpath.split(of)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in parts:
        return []
    found = parsed(source.read(parts[place])).iter(_RELATION)
    return [_link(element, folder) for element in found]


def _link(element: etree._Element, folder: str) -> _Link:
    target = str(element.get("Target", ""))
    # A path that leads out of the archive names no part of it, so nothing is read by it.
    inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
    kind = str(element.get("Type", "")).rpartition("/")[2]
    return _Link(
        str(element.get("Id", "")), kind, inside.lstrip("/"), element.get("TargetMode") == "External"
    )
