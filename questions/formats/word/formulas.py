"""Formulas of Word as one line of text, as well as a line can hold them: (a)/(b), x², √(2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from questions.formats.powers import raised
from questions.formats.word.tags import Element, formula_parts, name

_DEEPEST = 40
_ENDS = {"m:begChr": "(", "m:endChr": ")"}


def spelled(element: Element, depth: int = 0) -> str:
    """What a formula says."""
    if depth > _DEEPEST:
        return ""
    write = _WRITERS.get(name(element))
    if write is not None:
        return write(element, depth + 1)
    if name(element) == "m:t":
        return element.text or ""
    return "".join(spelled(part, depth + 1) for part in element)


def _part(element: Element, wanted: str, depth: int) -> str:
    return "".join(spelled(part, depth) for part in formula_parts(element, wanted))


def _fraction(element: Element, depth: int) -> str:
    return f"{_held(_part(element, 'num', depth))}/{_held(_part(element, 'den', depth))}"


def _held(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _power(element: Element, depth: int) -> str:
    return _part(element, "e", depth) + _up(_part(element, "sup", depth))


def _index(element: Element, depth: int) -> str:
    return _part(element, "e", depth) + _down(_part(element, "sub", depth))


def _both(element: Element, depth: int) -> str:
    return _index(element, depth) + _up(_part(element, "sup", depth))


def _root(element: Element, depth: int) -> str:
    return f"{_up(_part(element, 'deg', depth))}√({_part(element, 'e', depth)})"


def _bracket(element: Element, depth: int) -> str:
    ends = {name(end): end for place in formula_parts(element, "dPr") for end in place}
    signs = [_sign(ends.get(which), usual) for which, usual in _ENDS.items()]
    return signs[0] + "; ".join(spelled(one, depth) for one in formula_parts(element, "e")) + signs[1]


def _sign(element: Element | None, usual: str) -> str:
    if element is None:
        return usual
    return next((str(said) for key, said in element.attrib.items() if key.endswith("}val")), usual)[:1]


def _up(text: str) -> str:
    moved = raised(text, "superscript")
    return moved if moved != text or not text else f"^{_held(text)}"


def _down(text: str) -> str:
    moved = raised(text, "subscript")
    return moved if moved != text or not text else f"_{_held(text)}"


_WRITERS: Mapping[str, Callable[[Element, int], str]] = {
    "m:f": _fraction,
    "m:sSup": _power,
    "m:sSub": _index,
    "m:sSubSup": _both,
    "m:rad": _root,
    "m:d": _bracket,
}
