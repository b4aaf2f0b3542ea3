"""PDFs read back: texts, page sizes, fonts, properties."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

MM = 72 / 25.4


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text(content: bytes, page: int | None = None) -> str:
    """The text of a page, or of all, with every run of white space as one space."""
    pages = opened(content).pages
    chosen = pages if page is None else [pages[page]]
    return " ".join(" ".join(each.extract_text() for each in chosen).split())


def sizes(content: bytes) -> set[tuple[int, int]]:
    """Page sizes in whole millimetres."""
    boxes = [page.mediabox for page in opened(content).pages]
    return {(round(float(box.width) / MM), round(float(box.height) / MM)) for box in boxes}


def fonts(content: bytes) -> set[str]:
    """Names of all fonts, without the six letters of a subset."""
    found = set()
    for page in opened(content).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).rpartition("+")[2].lstrip("/"))
    return found


def pictures(content: bytes, page: int = 0) -> list[tuple[int, int]]:
    """Width and height of each picture, in points."""
    found: Any = opened(content).pages[page].images
    return [each.image.size for each in found]


def places(content: bytes, page: int = 0) -> dict[str, tuple[float, float]]:
    """Where each piece of text begins: mm from the left, mm from the top."""
    found: dict[str, tuple[float, float]] = {}
    sheet = opened(content).pages[page]
    height = float(sheet.mediabox.height)

    def seen(piece: str, cm: list[float], tm: list[float], *rest: object) -> None:
        x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        if piece.strip():
            found.setdefault(piece.strip(), (x / MM, (height - y) / MM))

    sheet.extract_text(visitor_text=seen)
    return found
