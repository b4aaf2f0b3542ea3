"""People who come with a code that was printed for them: who they are, and entering with it.

Lists of people belong to a higher feature that campaigns must not import, so it puts its answers in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.people.inviting import Agreed
from contest.people.service import Joined


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody whose code this is and who has not entered; ``unit``: as it is called, the class with it;
    ``holds``: what the list has of them, by name."""

    name: str
    unit: str
    birth_year: int | None
    audience_id: str | None = None
    holds: tuple[str, ...] = ()
    on_paper: bool = False  # their guardian has signed a paper that the school keeps


Look = Callable[[Session, str, str], Invited | None]
Come = Callable[[Session, str, str, Agreed, datetime], Joined | None]


def _nobody(db: Session, campaign_id: str, code: str) -> Invited | None:
    del db, campaign_id, code
    return None


def _not(db: Session, campaign_id: str, code: str, agreed: Agreed, now: datetime) -> Joined | None:
    del db, campaign_id, code, agreed, now
    return None


_look: Look = _nobody
_come: Come = _not


def use_invitations(look: Look | None, come: Come | None) -> None:
    """Ask these from now on; None: nobody was given a code."""
    global _look, _come
    _look, _come = look or _nobody, come or _not


def invited(db: Session, campaign_id: str, code: str) -> Invited | None:
    """Whose code this is, as typed; None when it is nobody's, or when they have entered."""
    return _look(db, campaign_id, code)


def come(db: Session, campaign_id: str, code: str, agreed: Agreed, now: datetime) -> Joined | None:
    """Enter with the code; None when it is nobody's any more."""
    return _come(db, campaign_id, code, agreed, now)
