"""What the public page of winners shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True)
class Winner:
    """A prize and whose it is; the name as far as it may be public."""

    prize: str
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Roll:
    """One order of prizes, from the first prize on."""

    heading: str
    winners: tuple[Winner, ...]


@dataclass(frozen=True)
class HonoursPage:
    """`/commendations/k7q2m94x0a1bc/honours`: who won, of a round or of a contest as a whole.

    ``is_announcing``: a hall is being told the places, so nobody stands here yet.
    """

    template: ClassVar[str] = "commendations/honours.html"
    slug: str
    title: tuple[str, ...]
    organiser: tuple[str, ...]
    name: str
    issued_at: datetime
    number: int
    is_announcing: bool = False
    rolls: tuple[Roll, ...] = ()

    def with_rolls(self, rolls: tuple[Roll, ...]) -> HonoursPage:
        """The same with its winners."""
        return replace(self, rolls=rolls)
