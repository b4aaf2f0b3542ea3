"""Pure: where somebody of a list belongs, in the words that tell namesakes apart."""

from __future__ import annotations

from contest.units.rules import fold


def place(class_name: str, unit: str) -> str:
    """The class and the unit as a slip and a phone say them; the class only once."""
    return unit if fold(class_name) in fold(unit) else f"{class_name}, {unit}".rstrip(", ")
