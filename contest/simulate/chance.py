"""The simulation's chance: a pure function of the seed and of what is asked, so that order can't matter.

Five hundred people run at the same time; a shared generator would give each of them what is left by the
others. Here every draw is named, and the same name draws the same value in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
SPAN = 1 << 64


@dataclass(frozen=True, slots=True)
class Chance:
    """The draws of one seed, or of one person under it."""

    name: tuple[str | int, ...]

    def of(self, *words: str | int) -> Chance:
        """The draws of somebody or something within these."""
        return Chance((*self.name, *words))

    def share(self, *words: str | int) -> float:
        """A number from 0 up to 1, without 1."""
        text = "\0".join(map(str, (*self.name, *words)))
        number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
        # The upper 53 bits: a float holds no more, and rounding up would give 1.
        return (number >> 11) / (SPAN >> 11)

    def happens(self, probability: float, *words: str | int) -> bool:
        """Whether something of this probability happens."""
        return self.share(*words) < probability

    def between(self, low: float, high: float, *words: str | int) -> float:
        """A number from ``low`` up to ``high``."""
        return low + (high - low) * self.share(*words)

    def number(self, low: int, high: int, *words: str | int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share(*words) * (high - low + 1))

    def pick(self, items: Sequence[T], *words: str | int) -> T:
        """One of several."""
        return items[self.number(0, len(items) - 1, *words)]

    def crockford(self, length: int, *words: str | int) -> str:
        """An op's name in the characters that phones use."""
        letters = "0123456789abcdefghjkmnpqrstvwxyz"
        return "".join(self.pick(letters, *words, place) for place in range(length))
