"""How wide a text is in Times New Roman, told by Tinos, which was drawn to the same widths."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from contest import resources

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

MM_PER_POINT = 25.4 / 72
#: Measured large, then scaled: hinting at small sizes would round every letter.
DRAWN_AT = 1000


@cache
def _font(bold: bool, italic: bool) -> FreeTypeFont:
    # Imported here: a start needs no pictures.
    from PIL import ImageFont

    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}
    name = f"Tinos-{style.get((bold, italic), 'BoldItalic')}.ttf"
    return ImageFont.truetype(str(resources.path("static", "vendor", name)), DRAWN_AT)


def width_mm(text: str, points: int, *, bold: bool = False, italic: bool = False) -> float:
    """The length of one line of text in millimetres."""
    return _font(bold, italic).getlength(text) * points / DRAWN_AT * MM_PER_POINT
