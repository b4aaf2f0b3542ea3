"""What looks odd in a closed round, on plain values. Pure; the floors below are declared on the page.

A signal is a reason to look, never a finding: nothing here changes a mark, a rank or a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: Answers faster than reading: the median of the seconds a question is below this,
FAST_BELOW_MS = 1_500
#: over at least so many questions,
FAST_QUESTIONS = 10
#: of which at least this share is right: who taps at random is as fast and finds nothing.
FAST_RIGHT = Fraction(4, 5)
#: One device: papers of at least so many people.
DEVICE_PEOPLE = 5
#: A question that leaks: answered by at least so many early and as many late,
DRIFT_PEOPLE = 30
#: whose share of right answers grew by at least this much.
DRIFT_RISE = Fraction(3, 10)
#: The round's time is cut into so many equal parts to look for it.
PARTS = 10
#: Days after the close for which signals are kept.
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Tap:
    """An answer that counted: the slot it was for and when it arrived, in milliseconds."""

    slot: int
    at: int


def paces(started: int, taps: Iterable[Tap]) -> tuple[int, ...]:
    """Milliseconds that each question took until it was first answered, in the order of arrival.

    What arrives together was sent after a dead zone: the time since the arrival before it is shared by all.
    """
    first: dict[int, int] = {}
    for tap in taps:
        first[tap.slot] = min(tap.at, first.get(tap.slot, tap.at))
    together: dict[int, int] = {}
    for at in first.values():
        together[at] = together.get(at, 0) + 1
    found: list[int] = []
    before = started
    for at in sorted(together):
        found += [max(0, at - before) // together[at]] * together[at]
        before = at
    return tuple(found)


def median(values: Sequence[int]) -> int:
    """The middle one, of an even number the lower of the two; there has to be one."""
    return sorted(values)[(len(values) - 1) // 2]


@dataclass(frozen=True, slots=True)
class Fast:
    """Somebody answered so many questions at this pace (milliseconds, the middle one), so many right."""

    questions: int
    right: int
    pace: int


def fast(started: int, taps: Sequence[Tap], right: int) -> Fast | None:
    """Whether an attempt was answered faster than anybody reads. ``right``: of the questions answered."""
    found = paces(started, taps)
    if len(found) < FAST_QUESTIONS or Fraction(right, len(found)) < FAST_RIGHT:
        return None
    pace = median(found)
    return Fast(len(found), right, pace) if pace < FAST_BELOW_MS else None


def shared(holders: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Device → the people whose papers it held, of those that held many. ``holders``: device → entries."""
    people = {device: tuple(sorted(set(entries))) for device, entries in holders.items() if device}
    return {device: entries for device, entries in people.items() if len(entries) >= DEVICE_PEOPLE}


def part_of(at: int, opens: int, closes: int) -> int:
    """In which of the equal parts of a round's time something began."""
    if closes <= opens:
        return 0
    return min(PARTS - 1, max(0, (at - opens) * PARTS // (closes - opens)))


@dataclass(frozen=True, slots=True)
class Share:
    """So many right answers of so many."""

    right: int
    people: int

    @property
    def rate(self) -> Fraction:
        """The share; 0 of nobody."""
        return Fraction(self.right, self.people) if self.people else Fraction(0)


@dataclass(frozen=True, slots=True)
class Drift:
    """A question as its first and its last people answered it."""

    early: Share
    late: Share


def drift(parts: Sequence[Share]) -> Drift | None:
    """Whether many more of the last than of the first knew a question. ``parts``: in the order of time.

    As many whole parts as hold enough people, from both ends; where the two would meet, there are too few.
    """
    early, taken = _enough(parts)
    late, back = _enough(tuple(reversed(parts)))
    if early is None or late is None or taken + back > len(parts):
        return None
    return Drift(early, late) if late.rate - early.rate >= DRIFT_RISE else None


def _enough(parts: Sequence[Share]) -> tuple[Share | None, int]:
    """The first parts that together hold enough people, and how many parts that is."""
    right = people = 0
    for count, part in enumerate(parts, 1):
        right, people = right + part.right, people + part.people
        if people >= DRIFT_PEOPLE:
            return Share(right, people), count
    return None, len(parts)
