"""What the organiser chooses for the big screen."""

from __future__ import annotations

from enum import StrEnum


class HallView(StrEnum):
    """What the big screen shows while there is a board; without one it is calm, whatever is chosen."""

    ALL = "all"  # people, units and how many take part, side by side
    PEOPLE = "people"
    UNITS = "units"
    PART = "part"  # how many take part, in all and by unit
