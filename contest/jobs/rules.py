"""When a job is tried again, and what a slice of it says about how far it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: After so many failures in a row a person has to look.
TRIES = 5


@dataclass(frozen=True)
class JobView:
    """A job as its step function sees it: where it stood after the last slice."""

    id: str
    kind: str
    subject: str
    step: str
    cursor: str
    done: int
    total: int


@dataclass(frozen=True)
class Progress:
    """Where a job stands after one slice; ``done`` of ``total`` is for people to read.

    ``again_at``: nothing could be done yet, look again then.
    """

    step: str = ""
    cursor: str = ""
    done: int = 0
    total: int = 0
    finished: bool = False
    again_at: datetime | None = None


def back_off(failures: int) -> timedelta:
    """How long to wait after the ``failures``-th failure in a row: 1, 2, 4, 8 seconds."""
    return timedelta(seconds=2 ** (failures - 1))
