"""How far the reading of a file is, for whoever shows it: one reading at a time in a process."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """What is done with a file, in this order."""

    FILE = "file"
    PICTURES = "pictures"
    COMPARING = "comparing"


#: The step, how many pictures or questions are done, and of how many.
Tell = Callable[[Step, int, int], object]


def _nobody(step: Step, done: int, total: int) -> None:
    del step, done, total


_tell: Tell = _nobody


def use(told: Tell | None) -> None:
    """Say who wants to know; None for nobody."""
    global _tell
    _tell = told or _nobody


def tell(step: Step, done: int, total: int) -> None:
    """So many of so many are done."""
    _tell(step, done, total)
