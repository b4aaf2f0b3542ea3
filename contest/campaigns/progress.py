"""What an entry has done in a round. Attempts is a higher feature that campaigns must not import, so it puts
its answer in here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns.service import RoundView


@dataclass(frozen=True)
class Progress:
    """What an entry has done in a round so far."""

    open_attempt: str = ""
    next_slot: int = 1
    last_attempt: str = ""
    attempts_left: int = 0  # at least one where there is no limit
    is_same: bool = False  # this registration counts with another one of the same person
    out: str = ""  # why the round is for others


ProgressOf = Callable[[Session, RoundView, str, datetime], Progress]


def _nothing_done(db: Session, found: RoundView, entry_id: str, now: datetime) -> Progress:
    return Progress(attempts_left=found.rules.attempts_allowed or 1)


_source: ProgressOf = _nothing_done


def use(source: ProgressOf | None) -> None:
    """Ask ``source`` from now on; None: nobody has done anything."""
    global _source
    _source = source or _nothing_done


def of(db: Session, found: RoundView, entry_id: str, now: datetime) -> Progress:
    """How far an entry is in a round."""
    return _source(db, found, entry_id, now)
