"""Telling that a key was corrected or questions were deleted: both are kept in memory for a while."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event
from sqlmodel import Session


def _nobody() -> None:
    """Nobody keeps keys."""


_listener: Callable[[], None] = _nobody


def use_listener(listener: Callable[[], None] | None) -> None:
    """Grading is a higher feature that banks must not import, so it says here what to call."""
    global _listener
    _listener = listener or _nobody


def announce(db: Session) -> None:
    """Tell it once this transaction is committed: whoever reads before that reads the old key."""
    event.listen(db, "after_commit", lambda _session: _listener(), once=True)
