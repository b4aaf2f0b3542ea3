"""Which of a roster's people to look at."""

from __future__ import annotations

from enum import StrEnum


class Where(StrEnum):
    """Which of a roster to look at: everybody, who has not come, who has."""

    ALL = ""
    WAITING = "waiting"
    COME = "come"
