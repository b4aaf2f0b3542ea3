"""Which of a roster's people to look at, whose codes to make, how a contest is entered."""

from __future__ import annotations

from enum import StrEnum


class Where(StrEnum):
    """Which of a roster to look at: everybody, who has not come, who has."""

    ALL = ""
    WAITING = "waiting"
    COME = "come"


#: The deed of one person's new code; those for many are of ``Whose``.
ONE = "one"


class Whose(StrEnum):
    """Whose codes to make: of who has none, or of all who have not come."""

    MISSING = "missing"
    ALL = "all"


class Door(StrEnum):
    """How people enter: by the form that anybody may fill in, or only with a code."""

    OPEN = "open"
    CODE = "code"
