"""Hashing of staff passwords: the only importer of passlib (its maintained distribution is libpass)."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from passlib.hash import argon2  # ty: ignore[missing-module-member]

from contest.accounts.rules import normal_password
from contest.errors import Busy

# OWASP's minimum for Argon2id; libpass's own default would take four times the memory.
_scheme = argon2.using(type="ID", memory_cost=19456, rounds=2, parallelism=1)

# Each hash takes 19 MB and a whole core (outside of Python's lock): a burst of log-ins queues here.
_turn = threading.BoundedSemaphore(2)

#: Verified when there is nobody of that name, so that an unknown name costs the same work.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$RUhJ6b0XYsy5N4awNmas9Q$e7Yvxvpn5wI5/kFV0MVA7IwpRD+P90RtsJJdJZlt860"


#: Whoever waits for the turn holds a thread that pages need too: more at once are a flood.
MOST_AT_ONCE = 8
CROWDED = "Đang có nhiều lượt đăng nhập cùng lúc. Chờ vài giây rồi đăng nhập lại."

_places = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def place() -> Generator[None]:
    """A place among the few who may log in at once; Busy when all are taken."""
    if not _places.acquire(blocking=False):
        raise Busy(CROWDED)
    try:
        yield
    finally:
        _places.release()


def hash_password(password: str) -> str:
    """The hash to store. Takes some 30 ms: never within a transaction."""
    with _turn:
        return _scheme.hash(normal_password(password))


def is_right(password: str, stored: str) -> bool:
    """Whether this is the password of ``stored``. Takes as long as hashing."""
    with _turn:
        return _scheme.verify(normal_password(password), stored)


def is_outdated(stored: str) -> bool:
    """Whether the parameters have grown since."""
    return _scheme.needs_update(stored)
