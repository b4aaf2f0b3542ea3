"""How a run of text looks: bold, underlined, coloured…, by itself and by its styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from questions.formats.word.tags import Element, child, children, is_on, name, said, value

#: What of a look is said at one place, as {"bold": True, "colour": "FF0000"}.
Said: TypeAlias = Mapping[str, bool | str]

#: Bold within a bold style is plain again in Word; these switch.
_TOGGLES = {"w:b": "bold", "w:i": "italic", "w:vanish": "hidden"}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_BLACK = 0x40
_WHITE = 0xF4
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader sees of a run. Black on white is "" as colour and as shade."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    shade: str = ""
    font: str = ""
    raised: str = ""
    hidden: bool = False


def read(properties: Element | None) -> dict[str, bool | str]:
    """What `w:rPr` says; what it leaves out isn't there."""
    found: dict[str, bool | str] = {}
    # One walk, since there is one for each run of the file.
    for element in properties if properties is not None else ():
        kind = name(element)
        if toggled := _TOGGLES.get(kind):
            found[toggled] = bool(is_on(element))
        elif kind == "w:u":
            found["underline"] = value(element) not in ("", "none")
        elif kind == "w:color":
            found["colour"] = _colour(value(element), value(element, "themeColor"))
        elif kind == "w:rFonts" and (font := value(element, "ascii") or value(element, "hAnsi")):
            found["font"] = font
        elif kind == "w:vertAlign":
            found["raised"] = value(element)
        elif kind in ("w:highlight", "w:shd"):
            found |= shade(properties)
    return found


def shade(properties: Element | None) -> dict[str, bool | str]:
    """The colour behind the text, of a run, a paragraph or a cell."""
    pen, fill = said(properties, "highlight"), child(properties, "shd")
    if pen and pen != "none":
        return {"shade": pen}
    if fill is None:
        return {"shade": ""} if pen else {}
    return {"shade": _background(value(fill, "fill"))}


def _colour(hex: str, theme: str) -> str:
    if _HEX.fullmatch(hex):
        # Almost black is what copying from web pages leaves.
        parts = [int(hex[place : place + 2], 16) for place in (0, 2, 4)]
        return "" if max(parts) <= _BLACK else hex.upper()
    return "" if not theme or theme in ("text1", "tx1", "dark1", "dk1") else theme


def _background(hex: str) -> str:
    if not _HEX.fullmatch(hex):
        return ""
    light = min(int(hex[place : place + 2], 16) for place in (0, 2, 4)) >= _WHITE
    return "" if light else hex.upper()


class Styles:
    """The styles of a file: what each adds to a look, and what numbering it brings."""

    def __init__(self, root: Element | None) -> None:
        found = children(root, "style")
        self._styles = {value(style, "styleId"): style for style in found}
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._defaults = read(defaults)
        plain = (
            style for style in found if value(style, "type") == "paragraph" and value(style, "default") == "1"
        )
        self._plain = value(next(plain, None), "styleId")
        self._chains: dict[str, dict[str, bool | str]] = {}
        self._paragraphs: dict[str, list[Element]] = {}
        self._looks: dict[tuple[str, str, frozenset[tuple[str, bool | str]]], Look] = {}

    def look(self, paragraph: str, character: str, direct: Said) -> Look:
        """How a run looks in a paragraph of this style."""
        key = (paragraph, character, frozenset(direct.items()))
        if key not in self._looks:
            self._looks[key] = self._made(paragraph or self._plain, character, direct)
        return self._looks[key]

    def lineage(self, style: str) -> list[Element]:
        """The style and those it is based on, itself first."""
        found: list[Element] = []
        while style in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[style])
            style = said(found[-1], "basedOn")
        return found

    def paragraph(self, style: str) -> list[Element]:
        """What a paragraph style and those it is based on say of paragraphs, itself first."""
        if style not in self._paragraphs:
            parts = (child(one, "pPr") for one in self.lineage(style or self._plain))
            self._paragraphs[style] = [part for part in parts if part is not None]
        return self._paragraphs[style]

    def is_heading(self, style: str) -> bool:
        """Whether paragraphs of this style are headings or titles."""
        called = (said(one, "name").casefold() for one in self.lineage(style)[:1])
        return any(each.startswith(("heading", "title", "subtitle")) for each in called)

    def _made(self, paragraph: str, character: str, direct: Said) -> Look:
        own, beside = self._chain(paragraph), self._chain(character)
        whole = {**self._defaults, **own, **beside}
        for toggled in _TOGGLES.values():
            switched = bool(own.get(toggled)) != bool(beside.get(toggled))
            whole[toggled] = switched or bool(self._defaults.get(toggled))
        return Look(**{**whole, **direct})  # ty: ignore[invalid-argument-type]

    def _chain(self, style: str) -> dict[str, bool | str]:
        if style not in self._chains:
            found: dict[str, bool | str] = {}
            for one in reversed(self.lineage(style)):
                found |= read(child(one, "rPr"))
            self._chains[style] = found
        return self._chains[style]
