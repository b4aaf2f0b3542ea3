"""Grades of content, their shares, and which numbers are too small to be told. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.standings.rules import half_up

#: The best first, as people choose from them; by their words, since a face is read in many ways.
GRADES: Mapping[int, str] = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Bình thường",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}
#: From here on somebody is content.
CONTENT = 4
LONGEST = 500
PAGE = 50
#: Of fewer answers a report tells no share: it would tell who said what.
FEW = 5
#: All of it, in hundredths of a per cent.
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each grade was given, the best first."""

    counts: tuple[int, ...]

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def content(self) -> int:
        """How many are content, or very."""
        return sum(count for grade, count in zip(GRADES, self.counts, strict=True) if grade >= CONTENT)

    @property
    def is_few(self) -> bool:
        """Whether they are too few for a report to tell shares."""
        return self.answered < FEW


def tally(found: Mapping[int, int]) -> Tally:
    """Grade → how often, as a tally; grades that nobody gave are 0."""
    return Tally(tuple(found.get(grade, 0) for grade in GRADES))


def share(count: int, whole: int) -> int:
    """So many of so many in hundredths of a per cent, half up; of nobody 0."""
    return half_up(count * WHOLE, whole) if whole else 0


def told(counts: Sequence[int]) -> tuple[int, ...]:
    """The counts as a report may tell them: none at all of too few answers."""
    return () if sum(counts) < FEW else tuple(counts)
