"""Which units a text means that somebody typed: by code, by name with the one above, by name alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questions.folding import fold


@dataclass(frozen=True, slots=True)
class Called:
    """A unit as a text may name it. ``full``: its name with the one above it; ``code`` "" for none."""

    id: str
    name: str
    full: str
    code: str = ""


class Names:
    """All units, to look texts up in, whatever their marks and capitals."""

    def __init__(self, units: Iterable[Called]) -> None:
        self._books: tuple[dict[str, list[Called]], ...] = ({}, {}, {})
        for unit in units:
            for book, words in zip(self._books, (unit.code, unit.full, unit.name), strict=True):
                if key := fold(words):
                    book.setdefault(key, []).append(unit)

    def called(self, text: str) -> tuple[Called, ...]:
        """The units that a text means: one, none, or several where it does not tell them apart."""
        key = fold(text)
        return next((tuple(found) for book in self._books if (found := book.get(key))), ())

    def ways(self, found: Iterable[Called]) -> list[str]:
        """What to type instead of a text that means all of these: for each the text that means it alone, if
        there is one."""
        own = ([text for text in (one.code, one.full) if self.called(text) == (one,)] for one in found)
        return [texts[0] for texts in own if texts]
