"""Pupils who come with the code of their class: whose names it opens, who one of them is, and entering.

Lists of people belong to a higher feature that campaigns must not import, so it puts its answers in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.people.inviting import Agreed
from contest.people.service import Joined


@dataclass(frozen=True, slots=True)
class Mate:
    """A name of the class. ``came``: when; None of who has not. ``alike``: somebody entered by the open form
    with such a name."""

    id: str
    name: str
    came: datetime | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Classmates:
    """What a class code that works opens: who has not come, in class list order, and who has."""

    place: str
    waiting: tuple[Mate, ...]
    come: tuple[Mate, ...]


@dataclass(frozen=True, slots=True)
class Shut:
    """A class code that staff closed, or whose time is over."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A name that may be taken. ``proof``: what is asked of who takes it (roster.states.Proof), or "".
    ``audience_id``: whom the list says that they belong to; ``holds``: what it has of them, by name."""

    id: str
    name: str
    place: str
    birth_year: int | None
    proof: str
    audience_id: str | None = None
    holds: tuple[str, ...] = ()
    on_paper: bool = False  # their guardian has signed a paper that the school keeps


@dataclass(frozen=True, slots=True)
class Taken:
    """A name that somebody came in with, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NotYou:
    """What was told is not what the list knows of the one who was picked."""

    picked: Picked


Opened: TypeAlias = Classmates | Shut | None
Who: TypeAlias = Picked | Taken | None
Told: TypeAlias = Picked | Taken | NotYou | Joined | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers: names behind a code; whose a name is; the same once they told ``proof`` on ``device`` (or
    the entry that this very phone made with it a moment ago); entering."""

    look: Callable[[Session, RoundView, str, datetime], Opened]
    pick: Callable[[Session, RoundView, str, str, datetime], Who]
    tell: Callable[[Session, RoundView, str, str, str, str, datetime], Told]
    come: Callable[[Session, RoundView, str, str, str, Agreed, datetime], Joined | Taken | None]


def _nobody(*asked: object) -> None:
    del asked


NO_CLASSES = Desk(_nobody, _nobody, _nobody, _nobody)
_desk = NO_CLASSES


def use_classes(desk: Desk | None) -> None:
    """Ask this one from now on; None: no contest has classes."""
    global _desk
    _desk = desk or NO_CLASSES


def desk() -> Desk:
    """Who answers."""
    return _desk
