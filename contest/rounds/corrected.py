"""How many corrected keys no grade of a round knows: the round's page asks it of a higher feature."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView

#: A closed round → how many of its questions have a newer key than its grades.
Corrected = Callable[[Session, RoundView], int]


def _none(db: Session, view: RoundView) -> int:
    return 0


_corrected: Corrected = _none


def use_corrected(corrected: Corrected | None) -> None:
    """Ask this from now on."""
    global _corrected
    _corrected = corrected or _none


def how_many(db: Session, view: RoundView) -> int:
    """How many keys of a closed round's questions were corrected since it was graded."""
    return _corrected(db, view) if view.phase is Phase.CLOSED else 0
