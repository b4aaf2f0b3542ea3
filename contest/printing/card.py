"""The card for a hall's proctor: two A4 pages in large type, to fold into one sheet and keep in a pocket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from contest.printing import pdf as paper
from contest.printing import plain

MEDIA_TYPE = paper.MEDIA_TYPE


@dataclass(frozen=True)
class Part:
    """One box: its heading and its lines. A line is what comes first, in bold, and what is said of it."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Card:
    """What the two pages say.

    `title`: the contest on one line; `round`: "Vòng ngày hội"; `facts`: ("Mở", "8 giờ thứ Hai, 05/10"),
    on top of the first page; `front`, `back`: the boxes of each page; `letters`: (character, how it is
    said) of a code that is read out by telephone, at the end of the second page.
    """

    title: str
    round: str
    facts: tuple[tuple[str, str], ...]
    front: tuple[Part, ...]
    back: tuple[Part, ...]
    letters: tuple[tuple[str, str], ...] = field(default=())


def pdf(card: Card, *, standards: Sequence[str] = ()) -> bytes:
    """The card; the same one gives the same bytes. Long texts are set smaller, it never gets a third page."""
    data = {
        "title": plain.line(card.title),
        "round": plain.line(card.round),
        "facts": _pairs(card.facts),
        "front": [_part(part) for part in card.front],
        "back": [_part(part) for part in card.back],
        "letters": _pairs(card.letters),
    }
    return paper.compile("card.typ", data, standards=standards)


def _part(part: Part) -> dict[str, object]:
    return {"heading": plain.line(part.heading), "lines": _pairs(part.lines)}


def _pairs(found: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[plain.line(first), plain.line(rest)] for first, rest in found]
