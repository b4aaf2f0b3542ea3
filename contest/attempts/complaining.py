"""Until when somebody may complain about their result: the receipt asks it of a higher feature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from contest.campaigns.service import RoundView

Until = Callable[[Session, RoundView], datetime | None]


def _never(db: Session, view: RoundView) -> datetime | None:
    return None


_until: Until = _never


def use_complaints(until: Until) -> None:
    """Ask this from now on."""
    global _until
    _until = until


def until(db: Session, view: RoundView, now: datetime) -> datetime | None:
    """When the time for it is over; None when it is, or where nobody takes complaints."""
    found = _until(db, view)
    return found if found is not None and now < found else None
