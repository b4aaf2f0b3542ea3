"""The words that addresses of reports use."""

from __future__ import annotations

from enum import StrEnum


class Preset(StrEnum):
    """A usual period; ``OWN`` is told by its two days."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    OWN = "own"
