"""When a round shows what: its phase, and the deadline of an attempt. Pure functions of plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from contest.campaigns.states import RoundState
from contest.clock import local
from contest.office.rules import months_later

#: Words that stand where a contest's short address does: `/campaigns/staff/…` is no contest's page.
RESERVED = frozenset({"new", "staff"})
SLUG = re.compile(rf"(?!(?:{'|'.join(sorted(RESERVED))})\Z)[a-z0-9](?:[a-z0-9-]{{0,58}}[a-z0-9])?")


class Phase(StrEnum):
    """What a round shows. ``closing``: over, not ranked yet."""

    DRAFT = "draft"
    WAITING = "waiting"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


def phase(state: RoundState, opens_at: datetime, closes_at: datetime, now: datetime) -> Phase:
    """The phase at ``now``: open from ``opens_at`` on, and no longer at ``closes_at``."""
    if state is not RoundState.READY:
        return Phase(state.value)
    if now < opens_at:
        return Phase.WAITING
    return Phase.OPEN if now < closes_at else Phase.CLOSING


@dataclass(frozen=True, slots=True)
class Given:
    """Whole seconds that staff gave an attempt.

    ``stood``: its clock stood still, its own limit moves on. ``lent``: the part of that by which the round's
    close did not move, so that it moves for this attempt alone. ``extra``: extra time, beyond the close too.
    """

    stood: int = 0
    lent: int = 0
    extra: int = 0


NOTHING = Given()


def deadline(closes_at: datetime, started_at: datetime, seconds: int, given: Given = NOTHING) -> datetime:
    """When an attempt ends: its own limit or the round's close, whichever is first, and what staff gave."""
    limit = started_at + timedelta(seconds=seconds + given.stood)
    return min(closes_at + timedelta(seconds=given.lent), limit) + timedelta(seconds=given.extra)


def clock_of(paused_at: datetime | None, now: datetime) -> datetime:
    """What the round's own clock says: during a pause it stands where the pause began."""
    return now if paused_at is None else min(now, paused_at)


def settles_at(closes_at: datetime, grace_seconds: int) -> datetime:
    """From when on no answer of an attempt without extra time can count any more."""
    return closes_at + timedelta(seconds=grace_seconds)


#: So long after the close people may still say how they found a round: they come back for their result.
FEEDBACK_WITHIN = timedelta(days=7)


def feedback_until(closes_at: datetime) -> datetime:
    """When people may no longer say how they found a round, nor change what they said."""
    return closes_at + FEEDBACK_WITHIN


def names_until(closes_at: datetime, months: int) -> datetime:
    """Until when names, birth years and phones stay: so many months after the close, on our calendar."""
    return months_later(local(closes_at), months)


class Windowed(Protocol):
    """Anything with a phase and a window."""

    @property
    def phase(self) -> Phase: ...

    @property
    def opens_at(self) -> datetime: ...


W = TypeVar("W", bound=Windowed)


def pick_current(rounds: Iterable[W]) -> W | None:
    """The round a visitor cares about: the open one, else the next, else the last. Drafts never."""
    seen = sorted((each for each in rounds if each.phase is not Phase.DRAFT), key=lambda each: each.opens_at)
    for wanted in (Phase.OPEN, Phase.WAITING):
        found = next((each for each in seen if each.phase is wanted), None)
        if found is not None:
            return found
    return seen[-1] if seen else None
