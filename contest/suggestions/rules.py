"""Which suggestions a list shows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questions.folding import fold

PAGE = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One text with whose it is; ``name`` and ``unit`` are "" where they are not to be seen.

    ``said`` and ``called``: the text and the name, folded, where words are looked for.
    """

    attempt: str
    slot: int
    number: int
    asked: str
    text: str
    marked: bool
    name: str = ""
    unit_id: str = ""
    unit: str = ""
    entry: str = ""
    said: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a list is to hold; an empty part asks for nothing. ``nameless``: without names and units."""

    words: str = ""
    unit: str = ""
    number: int = 0
    only_marked: bool = False
    nameless: bool = False

    def as_query(self) -> Mapping[str, str]:
        """The same as an address says it, without what asks for nothing."""
        parts = {"q": self.words, "unit": self.unit, "number": str(self.number or "")}
        parts |= {"marked": "1" if self.only_marked else "", "nameless": "1" if self.nameless else ""}
        return {name: text for name, text in parts.items() if text}


def sifted(listed: Iterable[Suggestion], sieve: Sieve) -> list[Suggestion]:
    """Those that match, in their order. Words match whatever their marks and order, in the text alone where
    no name is to be seen: what is hidden can't be searched for."""
    wanted = fold(sieve.words).split()
    return [one for one in listed if _matches(one, sieve, wanted)]


def _matches(one: Suggestion, sieve: Sieve, wanted: list[str]) -> bool:
    if sieve.only_marked and not one.marked:
        return False
    if sieve.number and one.number != sieve.number:
        return False
    if sieve.unit and not sieve.nameless and one.unit_id != sieve.unit:
        return False
    if not wanted:
        return True
    heard = one.said if sieve.nameless else f"{one.said} {one.called}"
    return all(word in heard for word in wanted)
