"""How many people wait for an answer about their data: the desk's front page asks it of a higher feature."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from sqlmodel import Session

#: Contest → how many requests wait, how many of them are late.
Waiting = Callable[[Session, Collection[str], datetime], Mapping[str, tuple[int, int]]]


def _nobody(db: Session, campaign_ids: Collection[str], now: datetime) -> Mapping[str, tuple[int, int]]:
    return {}


_waiting: Waiting = _nobody


def _nothing(db: Session, campaign_id: str) -> int:
    return 0


_forget: Callable[[Session, str], int] = _nothing


def use_requests(waiting: Waiting, forget: Callable[[Session, str], int] = _nothing) -> None:
    """Ask this from now on, and let ``forget`` drop what was said in the requests of a contest."""
    global _waiting, _forget
    _waiting, _forget = waiting, forget


def forget(db: Session, campaign_id: str) -> int:
    """The names of a contest go, and what people said in its requests with them; how many said something."""
    return _forget(db, campaign_id)


def waiting(db: Session, campaign_ids: Collection[str], now: datetime) -> Mapping[str, tuple[int, int]]:
    """Contest → how many requests wait in it, how many of them are late."""
    return _waiting(db, campaign_ids, now)
