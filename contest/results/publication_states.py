"""The words of the stored data of published results."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a published version is."""

    PROVISIONAL = "provisional"  # complaints are taken for some days
    FINAL = "final"


class Stage(StrEnum):
    """Where a round's publishing stands; never stored, it follows from the versions and the time."""

    NONE = "none"
    COMPLAINTS = "complaints"  # provisional, and complaints are still taken
    OVER = "over"  # provisional, and the time for complaints is over
    FINAL = "final"
