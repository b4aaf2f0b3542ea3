"""Counting attempts: everything that the figures need, in any order, in as many slices as one likes.

A tally holds counts only, so that of a hundred thousand attempts no more is kept than of a few, and two
tallies that are put together are the tally of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat


@dataclass(slots=True)
class Tally:
    """What was counted.

    ``totals``: total → attempts. ``given``: (item, answer, mark, total) → attempts. ``slots``: (place in the
    paper, mark) → attempts. ``lengths``: how many questions a paper had → attempts. ``parts``: (item, part of
    the time, mark) → attempts, of those that say when they began.
    """

    totals: Counter[int] = field(default_factory=Counter)
    given: Counter[tuple[int, str, int, int]] = field(default_factory=Counter)
    slots: Counter[tuple[int, int]] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    parts: Counter[tuple[int, int, int]] = field(default_factory=Counter)

    def add(
        self, items: Sequence[int], marks: Sequence[int], answers: Sequence[str], part: int | None = None
    ) -> None:
        """One attempt: the items of its paper in order, what each earned in hundredths, what was answered
        ("" for nothing). ``part``: in which part of the time it began."""
        total, length = sum(marks), len(items)
        if not length == len(marks) == len(answers):
            raise ValueError("an attempt has a mark and an answer for each item")
        self.totals[total] += 1
        self.lengths[length] += 1
        self.given.update(zip(items, answers, marks, repeat(total), strict=False))
        self.slots.update(zip(range(length), marks, strict=True))
        if part is not None:
            self.parts.update(zip(items, repeat(part), marks, strict=False))

    def merge(self, other: Tally) -> None:
        """Count what the other one counted too."""
        self.totals.update(other.totals)
        self.given.update(other.given)
        self.slots.update(other.slots)
        self.lengths.update(other.lengths)
        self.parts.update(other.parts)

    @property
    def people(self) -> int:
        """How many attempts were counted."""
        return self.totals.total()
