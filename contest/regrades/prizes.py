"""What a regrade does to prizes: commendations, a higher feature, say it here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from contest.campaigns.service import RoundView

#: (entry, rank) of a whole board in order.
Ranked = Sequence[tuple[str, int]]


class Prize(NamedTuple):
    """Somebody's prize in words before and after; "" for none."""

    entry_id: str
    before: str
    after: str


Effect = Callable[[Session, str, Ranked, Ranked, datetime], Sequence[Prize]]
#: The lists that were issued and go on saying what they say, in words.
Issued = Callable[[Session, RoundView], Sequence[str]]


def _no_prizes(db: Session, round_id: str, before: Ranked, after: Ranked, now: datetime) -> Sequence[Prize]:
    return ()


def _no_lists(db: Session, view: RoundView) -> Sequence[str]:
    return ()


_effect: Effect = _no_prizes
_issued: Issued = _no_lists


def use_prizes(effect: Effect | None, given: Issued | None) -> None:
    """Ask these from now on."""
    global _effect, _issued
    _effect, _issued = effect or _no_prizes, given or _no_lists


def effect(db: Session, round_id: str, before: Ranked, after: Ranked, now: datetime) -> tuple[Prize, ...]:
    """Whose prize of the round's ladder changes."""
    return tuple(_effect(db, round_id, before, after, now))


def issued(db: Session, view: RoundView) -> tuple[str, ...]:
    """The issued lists that this round's results are in."""
    return tuple(_issued(db, view))
