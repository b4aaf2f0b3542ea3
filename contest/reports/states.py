"""Which attempts an analysis is of."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """Each person's first attempt alone, or all of them."""

    FIRST = "first"
    ALL = "all"
