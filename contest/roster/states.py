"""Which of a roster's people to look at, whose codes to make, how long a class may come in, and with what."""

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


class Until(StrEnum):
    """How long a class code that is opened now opens names: to the end of the day, or of the round."""

    DAY = "day"
    ROUND = "round"


class Proof(StrEnum):
    """What somebody tells who picked a name: what the list knows of it."""

    YEAR = "year"
    NUMBER = "number"
    EITHER = "either"
