"""What staff may do to a running round and to those who take part."""

from __future__ import annotations

from enum import StrEnum


class DeedKind(StrEnum):
    """What a deed was; with ``rounds.`` before it, its name in the audit chain."""

    EXTEND = "extend"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    EXTRA = "extra"
    UNEXTRA = "unextra"
    VOID = "void"
    UNVOID = "unvoid"
    RESIT = "resit"
    BAR = "bar"
    UNBAR = "unbar"
    MERGE = "merge"
    UNMERGE = "unmerge"
    APART = "apart"
    UNAPART = "unapart"
    AUDIENCE = "audience"
    BY_HAND = "by_hand"
    UNPRINT = "unprint"
    SIGNAL = "signal"
