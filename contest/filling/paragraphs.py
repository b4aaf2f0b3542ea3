"""The paragraphs of a Word file in their order, each with where it stands, as people would say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

NEAR = 70
P, TR, TC, TBL, T = (qn(f"w:{name}") for name in ("p", "tr", "tc", "tbl", "t"))


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: where it stands, what it says, and its element."""

    place: str
    text: str
    element: etree._Element

    @property
    def row(self) -> etree._Element | None:
        """The row of the table that it stands in."""
        return next(self.element.iterancestors(TR), None)

    @property
    def cell(self) -> etree._Element | None:
        """The cell of it."""
        return next(self.element.iterancestors(TC), None)

    @property
    def near(self) -> str:
        """Where it is, and the beginning of what it says."""
        told = " ".join(self.text.split())
        return f"{self.place} (“{told[:NEAR]}{'…' if len(told) > NEAR else ''}”)"


def every(root: etree._Element, area: str = "") -> Iterator[Paragraph]:
    """All of a part, `area` before each place: "Đầu trang"."""
    tables = {table: place for place, table in enumerate(root.iter(TBL), 1)}
    free = 0
    for element in root.iter(P):
        row = next(element.iterancestors(TR), None)
        if row is None:
            free += 1
            place = f"đoạn {free}"
        else:
            table = row.getparent()
            place = f"bảng {tables.get(table, 1)}, hàng {list(table.iterchildren(TR)).index(row) + 1}"
        place = f"{area}, {place}" if area else f"{place[:1].upper()}{place[1:]}"
        yield Paragraph(place, said(element), element)


def said(element: etree._Element) -> str:
    """Its own text, without that of boxes which are anchored in it."""
    own = (one for one in element.iter(T) if next(one.iterancestors(P)) is element)
    return "".join(one.text or "" for one in own)


def whole(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(one.text or "" for one in element.iter(T))
