"""What a contest promises its winners, for its front page and its thể lệ.

Prizes belong to a higher feature that campaigns must not import, so it puts its answer in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest.campaigns.pages import Prize, RuleSection, RulesPage
from contest.campaigns.service import RoundView


@dataclass(frozen=True)
class Promised:
    """The prizes of a round and of its contest as a whole, and what the thể lệ says of the ones and of the
    others (``overall``); empty until somebody has set them. ``measures``: the orders of units that have
    prizes in the round, in turn; ``mean_least``: so many of a unit must take part for its mean to count."""

    prizes: tuple[Prize, ...] = ()
    sentences: tuple[str, ...] = ()
    units: bool = False  # some of them are for units
    ages: bool = False  # some of them are by age
    apart: str = ""  # how units are told apart that are equal on the board, in a sentence
    overall: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    mean_least: int = 0

    @property
    def articles(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The articles that there are: (title, sentences)."""
        both = (("Giải thưởng", self.sentences), ("Giải chung cuộc", self.overall))
        return tuple((title, told) for title, told in both if told)


PrizesOf = Callable[[Session, RoundView], Promised]


def _nothing(db: Session, view: RoundView) -> Promised:
    del db, view
    return Promised()


_prizes: PrizesOf = _nothing


def use_prizes(source: PrizesOf | None) -> None:
    """Ask ``source`` from now on; None: no contest promises anything."""
    global _prizes
    _prizes = source or _nothing


Copy = Callable[[Session, str, str, str, datetime], None]


def _not(db: Session, actor: str, source: str, target: str, now: datetime) -> None:
    del db, actor, source, target, now


_copy: Copy = _not


def use_copying(deed: Copy | None) -> None:
    """Copy prizes with this from now on; None: there are none to copy."""
    global _copy
    _copy = deed or _not


def copy(db: Session, actor: str, source: str, target: str, now: datetime) -> None:
    """Give a round that was just made the prizes of another one, if somebody has set them there."""
    _copy(db, actor, source, target, now)


def promised(db: Session, view: RoundView) -> Promised:
    """What a round promises."""
    return _prizes(db, view)


def with_article(page: RulesPage, told: Promised) -> RulesPage:
    """The thể lệ with the articles about prizes as its last, where there are some."""
    more = (
        RuleSection(f"Điều {number}. {title}", items=items)
        for number, (title, items) in enumerate(told.articles, len(page.sections) + 1)
    )
    return replace(page, sections=(*page.sections, *more))
