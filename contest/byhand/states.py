"""What a press on the typing page asks for."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """The buttons of the page where answers are typed in."""

    CHECK = "check"  # read what was typed back to whoever typed it
    AGAIN = "again"  # type all of it a second time
    COMPARE = "compare"  # hold the second time against the first
    EDIT = "edit"  # back to the fields
    HAND_IN = "hand_in"
