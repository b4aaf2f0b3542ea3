"""What higher features tell boards of a result: its published digest, and whether its winners have a page."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

#: Of a round: the beginning of its digest. Of a round or a whole contest: whether a prize list was issued.
Source = Callable[[Session, str], str]
Honours = Callable[[Session, str], bool]


def _nothing(db: Session, round_id: str) -> str:
    return ""


def _nobody(db: Session, id: str) -> bool:
    return False


_source: Source = _nothing
_honours: Honours = _nobody


def use_published(source: Source = _nothing) -> None:
    """Ask this from now on; whoever publishes tells `news` that the board changed."""
    global _source
    _source = source


def digest(db: Session, round_id: str) -> str:
    """The beginning of the digest as it is printed; "" while nothing was published."""
    return _source(db, round_id)


def use_honours(honours: Honours = _nobody) -> None:
    """Ask this from now on; a board that is kept tells it some seconds later."""
    global _honours
    _honours = honours


def has_honours(db: Session, id: str) -> bool:
    """Whether the winners of a round, or of a whole contest, have a page."""
    return _honours(db, id)
