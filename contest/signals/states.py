"""The kinds of signals, and what staff say of one."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What looks odd."""

    FAST = "fast"  # answers faster than anybody reads
    DEVICE = "device"  # one device with the papers of many
    DRIFT = "drift"  # a question that more and more people know


class Verdict(StrEnum):
    """What whoever looked at it found."""

    NOTHING = "nothing"
    ASK = "ask"
