"""What is stored of a complaint: what it is about, where it stands."""

from __future__ import annotations

from enum import StrEnum


class About(StrEnum):
    """What somebody complains about."""

    MARKS = "marks"
    QUESTION = "question"
    TIME = "time"
    RANK = "rank"
    OTHER = "other"


class State(StrEnum):
    """Where a complaint stands."""

    OPEN = "open"
    LOOKING = "looking"
    UPHELD = "answered_upheld"
    REFUSED = "answered_refused"
    WITHDRAWN = "withdrawn"


#: Somebody waits for an answer.
WAITING = frozenset({State.OPEN, State.LOOKING})
ANSWERED = frozenset({State.UPHELD, State.REFUSED})
