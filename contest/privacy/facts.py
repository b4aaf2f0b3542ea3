"""What the server knows of itself, for papers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contest.privacy.kinds import Keep

#: Where somebody has to write by hand.
BLANK = "……………………"


@dataclass(frozen=True)
class Facts:
    """One installation as papers name it; "" is what nobody has told it."""

    name: str
    above: str
    place: str
    address: str
    phone: str
    email: str
    root: str
    database: str
    people: int
    children: int
    staff: int
    contests: int
    spans: Mapping[Keep, str]
    days: Mapping[Keep, int]


def told(value: str) -> str:
    """A value, or room to write it."""
    return value or BLANK
