"""The numbers that Word writes by itself: "Câu 1:", "A." stand in no text, only in counters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from questions.formats.answers import letter
from questions.formats.word.looks import Said, Styles, read
from questions.formats.word.tags import Element, child, children, is_on, number, said, value

_LETTERED = ("upperLetter", "lowerLetter")
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEEPEST = 9
_MOST = 5_000


def roman(count: int) -> str:
    """4 → iv."""
    found = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        found += sign * times
    return found


def _letters(count: int) -> str:
    """Word goes on after Z with AA, BB, CC."""
    times, place = divmod(count - 1, 26)
    return letter(place) * (times + 1) if count > 0 else ""


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "decimalZero": lambda count: f"{count:02}",
    "bullet": lambda count: "",
    "none": lambda count: "",
}


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows in front of a paragraph; `key` tells the list and its level."""

    text: str
    key: tuple[str, int]
    look: Said
    is_bullet: bool = False
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    is_kept: bool  # goes on counting behind a higher level
    is_plain: bool  # shows all levels as digits
    look: Said

    @classmethod
    def of(cls, element: Element) -> _Level:
        return cls(
            start=number(said(element, "start"), 1),
            format=said(element, "numFmt") or "decimal",
            text=said(element, "lvlText")[:100],
            is_kept=said(element, "lvlRestart") == "0",
            is_plain=bool(is_on(child(element, "isLgl"))),
            look=read(child(element, "rPr")),
        )


class Numbering:
    """All lists of a file with their counters, which paragraphs move on in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {value(one, "abstractNumId"): one for one in children(root, "abstractNum")}
        self._nums = {value(one, "numId"): one for one in children(root, "num")}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, properties: Element | None, style: str) -> Label | None:
        """The number of the next paragraph, whose `w:pPr` this is; None where it has none."""
        num, depth = self._list_of(properties, style)
        levels = self._levels_of(num)
        if depth not in levels:
            return None
        counters = self._count(num, depth, levels)
        level = levels[depth]
        text = _PLACE.sub(
            lambda place: _shown(int(place[1]) - 1, counters, levels, level.is_plain), level.text
        )
        if level.format in ("bullet", "none"):
            return Label("", (num, depth), level.look, is_bullet=level.format == "bullet")
        return Label(text, (self._abstract(num), depth), level.look, is_letter=level.format in _LETTERED)

    def _list_of(self, properties: Element | None, style: str) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's."""
        for place in (properties, *self._styles.paragraph(style)):
            own = child(place, "numPr")
            if own is not None and said(own, "numId"):
                return said(own, "numId"), number(said(own, "ilvl"))
        return "", 0

    def _abstract(self, num: str) -> str:
        return said(self._nums.get(num), "abstractNumId")

    def _levels_of(self, num: str) -> dict[int, _Level]:
        if num not in self._levels:
            one = self._nums.get(num)
            found = self._lists.get(self._abstract(num))
            linked = said(found, "numStyleLink")
            if linked:
                found = self._linked(linked)
            places = [*children(found, "lvl"), *(child(each, "lvl") for each in children(one, "lvlOverride"))]
            levels = (place for place in places if place is not None)
            self._levels[num] = {number(value(each, "ilvl")): _Level.of(each) for each in levels}
        return self._levels[num]

    def _linked(self, style: str) -> Element | None:
        """The list that a numbering style stands for."""
        for place in self._styles.lineage(style):
            num = said(child(child(place, "pPr"), "numPr"), "numId")
            found = self._lists.get(self._abstract(num))
            if found is not None and not said(found, "numStyleLink"):
                return found
        return None

    def _count(self, num: str, depth: int, levels: Mapping[int, _Level]) -> dict[int, int]:
        counters = self._counters.setdefault(self._abstract(num), {})
        for override in children(self._nums.get(num), "lvlOverride"):
            at, start = number(value(override, "ilvl")), said(override, "startOverride")
            if start and at == depth and (num, at) not in self._restarted:
                self._restarted.add((num, at))
                counters[at] = number(start, 1) - 1
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [place for place in counters if place > depth]:
            if deeper not in levels or not levels[deeper].is_kept:
                del counters[deeper]
        return counters


def _shown(place: int, counters: Mapping[int, int], levels: Mapping[int, _Level], is_plain: bool) -> str:
    level = levels.get(place)
    if level is None or place >= _DEEPEST:
        return ""
    count = counters.get(place, level.start)
    # Nobody counts so far; a letter repeated as often would be a text of megabytes.
    write = _FORMATS.get("" if is_plain or count > _MOST else level.format, str)
    return write(count)
