"""The XML of Word: parsed without any harm, its tags by their short names, as `w:p`."""

from __future__ import annotations

from typing import Any

from lxml import etree

from questions.formats.zips import BadArchive

#: An element; lxml tells no types.
Element = Any

#: More tags than a hundred thousand paragraphs have; the walk through them must end in seconds.
MOST_TAGS = 5_000_000
#: Bytes of one part; a thousand questions are one or two million.
MOST_BYTES = 40_000_000

DAMAGED = "Tệp Word bị hỏng hoặc chưa tải xong."
_LONG = "Tệp Word quá dài, hãy chia thành nhiều tệp."
_DOCTYPE = "Tệp Word có phần khai báo lạ (DOCTYPE) nên không đọc. Hãy mở bằng Word rồi lưu lại."
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
#: "Strict Open XML" names the same things otherwise.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"drawingml/2006/main",
}
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_named: dict[str, str] = {}


def parsed(data: bytes) -> Element:
    """The root of a part. No entity is resolved, nothing is fetched, and depth and size have their bounds."""
    if any("<!DOCTYPE".encode(code) in data for code in ("ascii", "utf-16-le", "utf-16-be")):
        raise BadArchive(_DOCTYPE)
    if len(data) > MOST_BYTES or data.count(b"<") > MOST_TAGS:
        raise BadArchive(_LONG)
    for strict, plain in _STRICT.items():
        if strict in data:
            data = data.replace(strict, _TRANSITIONAL + plain)
    # Made for each part: lxml keeps all names that a parser ever met.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise BadArchive(DAMAGED) from fault
    if root is None:
        raise BadArchive(DAMAGED)
    if root.getroottree().docinfo.doctype:
        raise BadArchive(_DOCTYPE)
    return root


def name(element: Element) -> str:
    """`w:p`; "" for what is of no namespace that matters here."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    found = _named.get(tag)
    if found is None:
        space, _, local = tag.rpartition("}")
        prefix = _SPACES.get(space[1:], "")
        found = f"{prefix}:{local}" if prefix else ""
        if found and len(_named) < 2_000:
            _named[tag] = found
    return found


def child(element: Element, wanted: str) -> Element | None:
    """The first child `w:…` of this name."""
    return None if element is None else element.find(_W + wanted)


def children(element: Element, wanted: str) -> list[Element]:
    """All children `w:…` of this name."""
    return [] if element is None else element.findall(_W + wanted)


def paragraphs(element: Element) -> list[Element]:
    """All paragraphs inside, however deep."""
    return list(element.iter(_W + "p"))


def first(element: Element, wanted: str) -> Element | None:
    """The first `w:…` of this name inside, however deep."""
    return next(element.iter(_W + wanted), None)


def value(element: Element | None, attribute: str = "val") -> str:
    """An attribute `w:…` of an element that may not be there."""
    return "" if element is None else str(element.get(_W + attribute, ""))


def said(element: Element, wanted: str, attribute: str = "val") -> str:
    """The attribute of a child, `<w:pStyle w:val="…"/>`; "" without it."""
    return value(child(element, wanted), attribute)


def number(text: str, otherwise: int = 0) -> int:
    """A whole number of a sane size."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else otherwise


def link(element: Element, attribute: str) -> str:
    """The relationship that an attribute `r:…` names."""
    return str(element.get(_R + attribute, ""))


def is_on(element: Element | None) -> bool | None:
    """A switch as `<w:b/>` or `<w:b w:val="0"/>`; None where it isn't said."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


def formula_parts(element: Element, wanted: str) -> list[Element]:
    """All children `m:…` of this name."""
    return list(element.findall(_M + wanted))
