"""Slips to cut apart: ten on an A4 page, each with somebody's name, their code and the way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.printing import pdf as paper
from contest.printing import plain, qr

MEDIA_TYPE = paper.MEDIA_TYPE
A_PAGE = 10
#: Up to so many letters, even wide ones, a text stays on one line at its full size.
MOST_LETTERS = {"name": 18, "unit": 30}


@dataclass(frozen=True)
class Slip:
    """One person's. `code` as it is typed, in groups: "W6RD-3PZK"; `qr_text`: the address with the code."""

    name: str
    unit: str
    code: str
    qr_text: str


@dataclass(frozen=True)
class Slips:
    """All slips of a contest. `title`: the contest on one line; `how`: the one sentence what to do."""

    title: str
    how: str
    slips: tuple[Slip, ...]


def pdf(slips: Slips, *, standards: Sequence[str] = ()) -> bytes:
    """The pages; the same slips give the same bytes."""
    codes = qr.svgs([one.qr_text for one in slips.slips])
    data = {
        "title": plain.line(slips.title),
        "how": plain.line(slips.how),
        "slips": [_slip(one, code) for one, code in zip(slips.slips, codes, strict=True)],
    }
    return paper.compile("slips.typ", data, standards=standards)


def _slip(slip: Slip, code: str) -> dict[str, object]:
    texts = {"name": plain.line(slip.name), "unit": plain.line(slip.unit)}
    # Measuring takes most of the time, and hardly any name needs it.
    short = all(len(texts[name]) <= most for name, most in MOST_LETTERS.items())
    return texts | {"code": plain.line(slip.code), "qr": code, "short": short}
