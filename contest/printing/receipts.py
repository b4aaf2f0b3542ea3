"""Receipts to cut apart and hand out: four on an A4 page, for people who answered on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.printing import pdf as paper
from contest.printing import plain

MEDIA_TYPE = paper.MEDIA_TYPE
A_PAGE = 4


@dataclass(frozen=True)
class Receipt:
    """One person's. `code`: the receipt's; `facts`: ("Giờ thu bài", "08:40, 05/10/2026") in order."""

    name: str
    unit: str
    code: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Receipts:
    """The receipts of a round. `how`: the one sentence what it is good for."""

    title: str
    round: str
    how: str
    receipts: tuple[Receipt, ...]


def pdf(receipts: Receipts, *, standards: Sequence[str] = ()) -> bytes:
    """The pages; the same receipts give the same bytes."""
    data = {
        "title": plain.line(receipts.title),
        "round": plain.line(receipts.round),
        "how": plain.line(receipts.how),
        "receipts": [_receipt(one) for one in receipts.receipts],
    }
    return paper.compile("receipts.typ", data, standards=standards)


def _receipt(one: Receipt) -> dict[str, object]:
    texts = {name: plain.line(getattr(one, name)) for name in ("name", "unit", "code")}
    return texts | {"facts": [[plain.line(name), plain.line(value)] for name, value in one.facts]}
