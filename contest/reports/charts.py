"""Geometry of the charts: whole numbers, so that the same figures give the same picture. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from contest.reports.pages import Bar
from contest.reports.words import percent

#: The column chart: its height, the width of one column and the way from one to the next.
HEIGHT, WIDTH, STEP = 100, 44, 60
#: Room for the figure above a column.
ABOVE = 16
FIFTHS = ("Yếu nhất", "Yếu", "Giữa", "Khá", "Giỏi nhất")


def hundredths(value: Fraction) -> int:
    """How long a bar of this part of one is, of a hundred; never outside its frame."""
    return min(100, max(0, round(value * 100)))


def laid(labels: Sequence[str], values: Sequence[Fraction | None], said: Sequence[str]) -> tuple[Bar, ...]:
    """Parts of one as columns side by side, each with its label and what is written above it."""
    found = []
    for place, (label, value, text) in enumerate(zip(labels, values, said, strict=True)):
        height = 0 if value is None else hundredths(value) * HEIGHT // 100
        top = ABOVE + HEIGHT - height
        found.append(Bar(label, text, place * STEP + (STEP - WIDTH) // 2, top, WIDTH, height))
    return tuple(found)


def columns(values: Sequence[Fraction | None]) -> tuple[Bar, ...]:
    """Facility by fifth of the ranking as columns; nobody's fifth has none."""
    said = ["không có" if value is None else percent(value) for value in values]
    return laid(FIFTHS, values, said)
