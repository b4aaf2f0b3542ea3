"""The only source of randomness: ids, codes, seeds.

Public ids are random, since a serial number would tell how many take part.
Twin tests put a seeded source in with :func:`use`.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from questions import ids

# Crockford's alphabet: no I, L, O, U, so that a code read aloud or copied by hand survives.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

_source: Callable[[int], bytes] = secrets.token_bytes


def use(source: Callable[[int], bytes] | None) -> None:
    """Draw bytes from ``source(n)`` instead; ``None`` goes back to the system's."""
    global _source
    _source = source or secrets.token_bytes


def random_bytes(count: int) -> bytes:
    """``count`` random bytes."""
    return _source(count)


def crockford(length: int) -> str:
    """``length`` lower-case Crockford characters, 5 bits each (32 divides 256: no bias)."""
    return "".join(ALPHABET[byte & 31] for byte in _source(length))


class Stream:
    """Bytes that repeat for the same seed: SHA-256 in counter mode. For sample data and tests only."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._count = 0
        self._left = b""

    def __call__(self, count: int) -> bytes:
        while len(self._left) < count:
            self._count += 1
            self._left += hashlib.sha256(self._seed + self._count.to_bytes(8, "big")).digest()
        taken, self._left = self._left[:count], self._left[count:]
        return taken


def new_id() -> str:
    """A public id: 13 characters, 65 bits."""
    return crockford(13)


ids.use(new_id)


def new_code() -> str:
    """An entry code: 8 upper-case Crockford characters, 40 bits."""
    return crockford(8).upper()
