"""The short digest of a round's published result: the board prints what a higher feature tells."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

Source = Callable[[Session, str], str]


def _nothing(db: Session, round_id: str) -> str:
    return ""


_source: Source = _nothing


def use_published(source: Source = _nothing) -> None:
    """Ask this from now on; whoever publishes tells `news` that the board changed."""
    global _source
    _source = source


def digest(db: Session, round_id: str) -> str:
    """The beginning of the digest as it is printed; "" while nothing was published."""
    return _source(db, round_id)
