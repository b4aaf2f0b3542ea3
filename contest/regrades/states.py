"""Where a regrade stands."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """From the trial to its end; rows are never deleted."""

    TRIAL = "trial"  # being computed
    READY = "ready"  # computed, waits for somebody to decide
    APPLYING = "applying"
    APPLIED = "applied"
    DROPPED = "dropped"


#: Somebody has to decide, or the server is at work.
LIVE = (State.TRIAL, State.READY, State.APPLYING)
