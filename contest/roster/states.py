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
    """What somebody tells who picked a name: of what the list knows, what classmates know least."""

    NUMBER = "number"
    PHONE = "phone"
    YEAR = "year"


class Given(StrEnum):
    """How a name was given back: its slip opens it again, its slip is void, it had none."""

    SLIP = "returned_slip"
    VOID = "returned_void"
    PLAIN = "returned"


class Came(StrEnum):
    """How somebody of a list came in: with the code of their slip, by class, entered by staff."""

    CODE = "code"
    CLASS = "class"
    HAND = "hand"


class Paper(StrEnum):
    """What a guardian signed on the paper that the school keeps: nothing, taking part, the name too."""

    NONE = ""
    JOIN = "join"
    PUBLISH = "publish"
