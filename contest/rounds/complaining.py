"""How many complaints of a round wait, and letting go of their words: asked of a higher feature."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlmodel import Session

#: How many of a round wait, how many of them are late.
Waiting = Callable[[Session, str, datetime], tuple[int, int]]


def _nobody(db: Session, round_id: str, now: datetime) -> tuple[int, int]:
    return 0, 0


def _nothing(db: Session, round_ids: Collection[str]) -> int:
    return 0


_waiting: Waiting = _nobody
_forget: Callable[[Session, Collection[str]], int] = _nothing


def use_complaints(waiting: Waiting, forget: Callable[[Session, Collection[str]], int] = _nothing) -> None:
    """Ask this from now on, and let ``forget`` drop what was said in the complaints of rounds."""
    global _waiting, _forget
    _waiting, _forget = waiting, forget


def forget(db: Session, round_ids: Collection[str]) -> int:
    """The names of these rounds go, and what was said in complaints with them; how many said something."""
    return _forget(db, round_ids)


def waiting(db: Session, round_id: str, now: datetime) -> tuple[int, int]:
    """How many complaints of a round wait, how many of them are late."""
    return _waiting(db, round_id, now)
