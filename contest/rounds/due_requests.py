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


def use_requests(waiting: Waiting) -> None:
    """Ask this from now on."""
    global _waiting
    _waiting = waiting


def waiting(db: Session, campaign_ids: Collection[str], now: datetime) -> Mapping[str, tuple[int, int]]:
    """Contest → how many requests wait in it, how many of them are late."""
    return _waiting(db, campaign_ids, now)
