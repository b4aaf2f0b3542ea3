"""What is stored of a contest and of a round; what a round shows is ``campaigns.rules.phase``."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from itertools import chain, combinations


class Way(StrEnum):
    """How people come into a contest for the first time."""

    FORM = "form"  # anybody fills in who they are
    CODE = "code"  # a code of one's own, from a slip
    CLASS = "class"  # the code of a class, then one's own name


#: What contests had before there were others.
USUAL_WAYS = (Way.FORM, Way.CODE)


def written(ways: Collection[Way]) -> str:
    """The ways as they are stored, always in one order."""
    return ",".join(way.value for way in Way if way in ways)


def read_ways(text: str) -> tuple[Way, ...]:
    """What was stored."""
    return tuple(Way(word) for word in text.split(","))


#: Everything that may be stored: a contest has one way at least.
ALL_WAYS = tuple(
    written(some) for some in chain.from_iterable(combinations(Way, size) for size in range(1, len(Way) + 1))
)


class RoundState(StrEnum):
    """A draft is staff's affair; a ready round follows the clock; closing and closed do not."""

    DRAFT = "draft"
    READY = "ready"
    CLOSING = "closing"
    CLOSED = "closed"
