"""The figures of a report: exact, whole numbers alone. Pure.

Marks are hundredths of a point, rates hundredths of a per cent. Every division of a report is made here, by
`rate`, `change` and the one rounding of boards (`standings.rules.half_up`), so that a report and a board can
never differ in a last digit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.standings.rules import half_up, part

#: All of it, in hundredths of a per cent.
WHOLE = 10_000
TENTHS = 10
#: Of fewer answers no topic or question is called weak.
FEW = 5
WEAKEST = 5
#: The youngest age of each group; the last year of the one before is one less.
AGES = ((0, "Dưới 16 tuổi"), (16, "Từ 16 đến 30 tuổi"), (31, "Từ 31 đến 45 tuổi"), (46, "Từ 46 đến 60 tuổi"))
AGES += ((61, "Trên 60 tuổi"),)
NO_AGE = "Không rõ năm sinh"
SCREEN, PAPER = "screen", "paper"


class Sat(NamedTuple):
    """What counts of one entry in one round, as the board has it. ``attempts``: those that count, ``by_hand``
    of them typed in from paper; ``asked``: how many questions the round has. A tuple: of a large contest
    a hundred thousand are made, and frozen classes take four times as long."""

    round_id: str
    entry_id: str
    person_id: str
    unit_id: str | None
    audience_id: str | None
    birth_year: int | None
    points: int
    right: int
    asked: int
    attempts: int
    by_hand: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """How marks lie. ``tenths``: how many had up to 10%, 20% … of their questions right."""

    count: int
    total: int
    mean: int
    lower: int
    median: int
    upper: int
    tenths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """People and attempts of one kind, one audience, one age."""

    key: str
    people: int
    attempts: int


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """``headcount`` 0: nobody told it, and there is no rate. ``mean`` and ``points``: of all marks of its
    people, the latter added up."""

    unit_id: str
    people: int
    attempts: int
    headcount: int
    rate: int | None
    mean: int
    points: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How often something was asked, how often the answer was right."""

    asked: int
    right: int

    @property
    def rate(self) -> int:
        """The part that was right."""
        return rate(self.right, self.asked) or 0

    def __add__(self, other: Answered) -> Answered:
        return Answered(self.asked + other.asked, self.right + other.right)


# --- dividing -------------------------------------------------------------------------------------


def rate(count: int, whole: int) -> int | None:
    """So many of so many, in hundredths of a per cent, half up; more than the whole is the whole, of nothing
    there is none: as boards have it."""
    value = part(count, whole)
    return None if value is None else half_up(value.numerator * WHOLE, value.denominator)


def change(now: Answered, before: Answered | None) -> int | None:
    """By how many hundredths of a percentage point a rate has changed; None: there was nothing before."""
    return None if before is None or not before.asked else now.rate - before.rate


def mean(points: Sequence[int]) -> int:
    """The mean, half up; 0 of nobody."""
    return half_up(sum(points), len(points)) if points else 0


def median(ordered: Sequence[int]) -> int:
    """The middle one, or the mean of the middle two."""
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else half_up(ordered[middle - 1] + ordered[middle], 2)


# --- marks ----------------------------------------------------------------------------------------


def tenth(right: int, asked: int) -> int:
    """In which tenth of a paper somebody stands: 0 for up to 10% right, 9 for more than 90%."""
    if asked < 1 or right < 1:
        return 0
    return min(TENTHS - 1, -(-right * TENTHS // asked) - 1)


def marks(sat: Iterable[Sat]) -> Marks | None:
    """How the marks of all results lie; None of nobody. Quartiles are the medians of the lower and the upper
    half, without the middle one where their number is odd, as schools teach it."""
    every = list(sat)
    if not every:
        return None
    points = sorted(one.points for one in every)
    half = len(points) // 2
    lower, upper = (points[:half], points[-half:]) if half else (points, points)
    tenths = [0] * TENTHS
    for one in every:
        tenths[tenth(one.right, one.asked)] += 1
    middle = (median(lower), median(points), median(upper))
    return Marks(len(points), sum(points), mean(points), *middle, tuple(tenths))


# --- people ---------------------------------------------------------------------------------------


def people(sat: Iterable[Sat]) -> int:
    """How many people: who sat in several rounds is one."""
    return len({one.person_id for one in sat})


def attempts(sat: Iterable[Sat]) -> int:
    """How many attempts count."""
    return sum(one.attempts for one in sat)


def lines(sat: Iterable[Sat], key: Callable[[Sat], str]) -> dict[str, Line]:
    """People and attempts by a key; "" is nobody's key and left out."""
    found: dict[str, list[Sat]] = defaultdict(list)
    for one in sat:
        if name := key(one):
            found[name].append(one)
    return {name: Line(name, people(theirs), attempts(theirs)) for name, theirs in found.items()}


def kinds(sat: Iterable[Sat]) -> tuple[Line, ...]:
    """Who sat at a screen, who on paper; who did both stands in both."""
    every = list(sat)
    screen = [one for one in every if one.attempts > one.by_hand]
    paper = [one for one in every if one.by_hand]
    at_screen = sum(one.attempts - one.by_hand for one in screen)
    found = (Line(SCREEN, people(screen), at_screen), Line(PAPER, people(paper), attempts_by_hand(paper)))
    return tuple(one for one in found if one.attempts)


def attempts_by_hand(sat: Iterable[Sat]) -> int:
    """How many attempts were typed in from paper."""
    return sum(one.by_hand for one in sat)


def age_group(birth_year: int | None, year: int) -> str:
    """The group of somebody's age in a year, by the year of birth alone."""
    if birth_year is None:
        return NO_AGE
    return [name for least, name in AGES if max(0, year - birth_year) >= least][-1]


def ages(sat: Iterable[Sat], year: int) -> tuple[Line, ...]:
    """People by age, the youngest group first; groups of nobody are left out."""
    found = lines(sat, lambda one: age_group(one.birth_year, year))
    order = [*(name for _, name in AGES), NO_AGE]
    return tuple(found[name] for name in order if name in found)


def newcomers(now: Iterable[Sat], before: frozenset[str]) -> tuple[int, int]:
    """(people who were never there before, people who come again)."""
    everybody = {one.person_id for one in now}
    again = len(everybody & before)
    return len(everybody) - again, again


# --- units ----------------------------------------------------------------------------------------


def units(
    sat: Iterable[Sat], places: Mapping[str, str], headcounts: Mapping[str, int]
) -> tuple[UnitFigures, ...]:
    """Units by how many of their people took part, the most first. ``places``: unit → the one that it is
    counted with; what is not in it stands nowhere."""
    found: dict[str, list[Sat]] = defaultdict(list)
    for one in sat:
        if one.unit_id is not None and one.unit_id in places:
            found[places[one.unit_id]].append(one)
    made = [_unit(unit_id, theirs, headcounts.get(unit_id, 0)) for unit_id, theirs in found.items()]
    # The id only orders units that are equal in everything that is told of them.
    return tuple(sorted(made, key=lambda one: (-one.people, -(one.rate or 0), one.unit_id)))


def _unit(unit_id: str, sat: Sequence[Sat], headcount: int) -> UnitFigures:
    count = people(sat)
    points = [one.points for one in sat]
    told = (attempts(sat), headcount, rate(count, headcount), mean(points), sum(points))
    return UnitFigures(unit_id, count, *told)


# --- knowledge ------------------------------------------------------------------------------------


def by_topic(counts: Mapping[int, Answered], topics: Mapping[int, Sequence[str]]) -> dict[str, Answered]:
    """Topic → how its questions were answered; a question of two topics counts in both."""
    found: dict[str, Answered] = {}
    for revision, answered in counts.items():
        for slug in topics.get(revision, ()):
            found[slug] = found.get(slug, Answered(0, 0)) + answered
    return found


def weakest(found: Mapping[str, Answered] | Mapping[int, Answered]) -> tuple[str | int, ...]:
    """The five with the smallest part of right answers, of those that were asked often enough."""
    enough = {key: one for key, one in found.items() if one.asked >= FEW and one.right < one.asked}
    return tuple(sorted(enough, key=lambda key: (enough[key].rate, -enough[key].asked, str(key)))[:WEAKEST])
