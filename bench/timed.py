"""A work that takes as long as it takes, beside what it can't do without."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds for ours, seconds for the ceiling alone, and how much of the work is missing."""

    seconds: float
    floor: float
    missing: int
