"""Chance that can be repeated: the same seed always gives the same numbers, on every machine."""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import TypeVar

_BLOCK = struct.Struct(">8I")
_WORDS = 1 << 32

T = TypeVar("T")


class Chance:
    """A stream of HMAC-SHA-256 blocks of the seed, read as 32-bit words.

    Not `random`: its shuffle may change between Python versions, and a paper must be drawn again
    from its seed years later.
    """

    def __init__(self, seed: bytes) -> None:
        self._next = _words(seed).__next__

    def below(self, bound: int) -> int:
        """A number from 0 to bound - 1, each equally likely (the uneven rest is thrown away)."""
        word = self._next()
        while word >= _WORDS - _WORDS % bound:
            word = self._next()
        return word % bound

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a random order: that of a walk to its end, on a list instead of in thought."""
        rest, found, below = list(items), [], self.below
        for left in range(len(rest), 0, -1):
            place = below(left)
            found.append(rest[place])
            rest[place] = rest[left - 1]
        return found

    def walk(self, items: Sequence[T]) -> Iterator[T]:
        """The items in a random order, deciding only as many places as are asked for."""
        moved: dict[int, int] = {}
        for left in range(len(items), 0, -1):
            place = self.below(left)
            yield items[moved.get(place, place)]
            moved[place] = moved.get(left - 1, left - 1)


def _words(seed: bytes) -> Iterator[int]:
    keyed = hmac.new(seed, digestmod="sha256")
    blocks = (_block(keyed, number) for number in count())
    return chain.from_iterable(map(_BLOCK.unpack, blocks))


def _block(keyed: hmac.HMAC, number: int) -> bytes:
    # A copy, not `hmac.digest`: that one lets other threads run each time, and drawing waits for them.
    block = keyed.copy()
    block.update(number.to_bytes(8, "big"))
    return block.digest()
