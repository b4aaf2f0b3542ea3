"""What people ask about their own data, and what became of it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is asked for; how long staff have follows from it."""

    VIEW = "view"
    CORRECT = "correct"
    SUPPLY = "supply"
    WITHDRAW = "withdraw"
    RESTRICT = "restrict"
    OBJECT = "object"
    DELETE = "delete"


class By(StrEnum):
    """How it came: from one's own page, or told to staff who wrote it down."""

    OWN = "own"
    PHONE = "phone"
    PAPER = "paper"
    DESK = "desk"


class Outcome(StrEnum):
    """What became of it; "" while it is open."""

    OPEN = ""
    DONE = "done"
    REFUSED = "refused"
