"""The states of attempts and of what arrives for them."""

from __future__ import annotations

from enum import StrEnum


class AttemptState(StrEnum):
    """What is stored; an open one past its deadline and grace reads as timed out."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    TIMED_OUT = "timed_out"
    VOID = "void"


class SheetState(StrEnum):
    """What became of a paper that was printed for somebody."""

    PRINTED = "printed"
    ENTERED = "entered"
    WITHDRAWN = "withdrawn"


class Change(StrEnum):
    """What an adjustment is; the first three give time (``campaigns.rules.Given``)."""

    HOLD = "hold"  # a pause by which the round's close moved too
    PAUSE = "pause"  # a pause by which it did not
    EXTRA = "extra"
    VOID = "void"
    UNVOID = "unvoid"
    RESIT = "resit"  # a void attempt is used no more: another one may begin for it


class Fate(StrEnum):
    """What became of an answer event."""

    APPLIED = "applied"
    LATE = "late"
    STALE = "stale"
    CLOSED = "closed"  # its question took no more answers
