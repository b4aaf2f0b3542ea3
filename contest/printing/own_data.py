"""A copy of somebody's own data to take along, on A4: parts with facts, as they were read on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.printing import pdf as paper
from contest.printing import plain

MEDIA_TYPE = paper.MEDIA_TYPE


@dataclass(frozen=True)
class Part:
    """A heading, its facts by name, and what is said below it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True)
class Copy:
    """The whole copy. `head`: the lines on top: whose contest, when it was made."""

    title: str
    head: tuple[str, ...]
    parts: tuple[Part, ...]


def pdf(copy: Copy, *, standards: Sequence[str] = ()) -> bytes:
    """The pages; the same copy gives the same bytes."""
    data = {
        "title": plain.line(copy.title),
        "head": [plain.line(one) for one in copy.head],
        "parts": [_part(one) for one in copy.parts],
    }
    return paper.compile("own-data.typ", data, standards=standards)


def _part(one: Part) -> dict[str, object]:
    facts = [[plain.line(name), plain.line(value)] for name, value in one.facts]
    return {"title": plain.line(one.title), "facts": facts, "note": plain.line(one.note)}
