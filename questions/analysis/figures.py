"""The figures of a round's questions and of its papers as a whole, by Moodle's definitions.

Everything is exact, roots aside (twelve decimals). Parts of one, never per cents; marks are hundredths.
A figure that is not defined is None: variances need two people, and nothing is divided by zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from questions.analysis.choosing import choices, guessing, offered
from questions.analysis.moments import Together, root
from questions.analysis.tally import Tally
from questions.analysis.whole import Whole, whole
from questions.kinds import Content

FIFTHS = 5
#: Of answers that people write themselves so many are kept, the most frequent.
MOST_WRITTEN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """An item: what it asks, the hundredths it is worth, what a wrong answer costs."""

    content: Content
    most: int
    wrong_costs: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: who took it, the sum of their totals, the best mark that one of them got for the item."""

    answer: str
    people: int
    totals: int
    best: int

    @property
    def mean(self) -> Fraction | None:
        """The choosers' mean total; None when nobody chose it."""
        return Fraction(self.totals, self.people) if self.people else None


@dataclass(frozen=True, slots=True)
class Item:
    """The figures of one item.

    ``points``: the sum of its marks. ``right``: who got all of it, ``right_totals`` the sum of their totals.
    ``silent``: who answered nothing. ``everywhere``: it stood in every paper, so it is compared with the rest
    of each; where it was drawn into some of them only, with the whole. ``falls``: who got it had less
    altogether, so it has no effective weight. ``weights`` make sense only where everybody had the same paper.
    ``fifths``: facility by fifth of the ranking, the weakest first.
    """

    item: int
    people: int
    most: int
    points: int
    right: int
    right_totals: int
    silent: int
    everywhere: bool
    spread: Fraction | None
    discrimination: Fraction | None
    efficiency: Fraction | None
    guess: Fraction | None
    intended: Fraction | None
    effective: Fraction | None
    falls: bool
    choices: tuple[Choice, ...]
    fifths: tuple[Fraction | None, ...]

    @property
    def facility(self) -> Fraction | None:
        """The mean mark as a part of the most; None of an item that is worth nothing."""
        whole = self.people * self.most
        return Fraction(self.points, whole) if whole else None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A round's figures: of the papers as a whole, and of each item."""

    whole: Whole
    items: tuple[Item, ...]


def analyse(tally: Tally, asked: Mapping[int, Asked]) -> Analysis:
    """All figures of what was counted. ``asked`` has every item that was counted."""
    by_item = _by_item(tally)
    everywhere = {item for item, rows in by_item.items() if sum(rows.values()) == tally.people}
    same = len(everywhere) == len(by_item)
    ranks = ranking(tally.totals)
    found = tuple(
        _item(item, asked[item], by_item[item], ranks, item in everywhere) for item in sorted(by_item)
    )
    most = sum(one.people * one.most for one in found)
    return Analysis(whole(tally, by_item, most, same=same), _weighed(found, by_item) if same else found)


#: Of one item: (answer, mark, total) → attempts.
Rows = Counter[tuple[str, int, int]]


def _by_item(tally: Tally) -> dict[int, Rows]:
    found: dict[int, Rows] = {}
    for (item, answer, mark, total), times in tally.given.items():
        found.setdefault(item, Counter())[answer, mark, total] += times
    return found


def _item(item: int, asked: Asked, rows: Rows, ranks: Ranking, everywhere: bool) -> Item:
    most = asked.most
    rest: Counter[tuple[int, int]] = Counter()
    for (_, mark, total), times in rows.items():
        rest[mark, total - mark if everywhere else total] += times
    pair = Together.of(rest)
    right = {key: times for key, times in rows.items() if key[1] >= most}
    variance = pair.x.variance
    return Item(
        item=item,
        people=pair.x.count,
        most=most,
        points=pair.x.total,
        right=sum(right.values()),
        right_totals=sum(total * times for (_, _, total), times in right.items()),
        silent=sum(times for (answer, _, _), times in rows.items() if not answer),
        everywhere=everywhere,
        spread=None if variance is None or most <= 0 else root(variance) / most,
        discrimination=pair.correlation,
        efficiency=pair.efficiency,
        guess=guessing(asked.content, most, asked.wrong_costs),
        intended=None,
        effective=None,
        falls=pair.scaled < 0,
        choices=_choices(asked.content, rows),
        fifths=_fifths(rows, ranks, most),
    )


def _choices(content: Content, rows: Rows) -> tuple[Choice, ...]:
    """What is offered in its order, then what else was answered, the most frequent first."""
    shown = offered(content)
    found: dict[str, Choice] = {}
    for (answer, mark, total), times in rows.items():
        for one in choices(content, answer):
            before = found.get(one, Choice(one, 0, 0, mark))
            best = max(before.best, mark)
            found[one] = Choice(one, before.people + times, before.totals + total * times, best)
    first = tuple(found.pop(answer, Choice(answer, 0, 0, 0)) for answer in shown)
    written = sorted(found.values(), key=lambda choice: (-choice.people, choice.answer))
    return (*first, *written[:MOST_WRITTEN])


#: Total → (fifth, share of those with this total that belongs to it), one or more.
Ranking = Mapping[int, Sequence[tuple[int, Fraction | int]]]


def ranking(totals: Mapping[int, int]) -> Ranking:
    """Which fifth of the ranking each total belongs to, the weakest first. Who has the same total as others
    on both sides of a border is counted on both, by the share of them that belongs to each."""
    everybody, below = sum(totals.values()), 0
    found: dict[int, list[tuple[int, Fraction | int]]] = {}
    for total, times in sorted(totals.items()):
        # In fifths of a person, so that the borders are integers.
        first, last = FIFTHS * below, FIFTHS * (below + times)
        for place in range(FIFTHS):
            inside = min(last, (place + 1) * everybody) - max(first, place * everybody)
            if inside > 0:
                whole = inside == last - first
                found.setdefault(total, []).append((place, 1 if whole else Fraction(inside, last - first)))
        below += times
    return found


def _fifths(rows: Rows, ranks: Ranking, most: int) -> tuple[Fraction | None, ...]:
    """Facility by fifth of everybody's ranking."""
    earned: list[Fraction | int] = [0] * FIFTHS
    possible: list[Fraction | int] = [0] * FIFTHS
    for (_, mark, total), times in rows.items():
        for place, share in ranks[total]:
            earned[place] += share * mark * times
            possible[place] += share * most * times
    return tuple(Fraction(got) / of if of else None for got, of in zip(earned, possible, strict=True))


def _weighed(items: Sequence[Item], by_item: Mapping[int, Rows]) -> tuple[Item, ...]:
    """The same with their weights: what each was to count for, and what it did."""
    worth = sum(one.most for one in items)
    roots: dict[int, Fraction | None] = {}
    for one in items:
        pairs: Counter[tuple[int, int]] = Counter()
        for (_, mark, total), times in by_item[one.item].items():
            pairs[mark, total] += times
        covariance = Together.of(pairs).covariance
        roots[one.item] = None if covariance is None or covariance < 0 else root(covariance)
    whole_effect = sum(value for value in roots.values() if value is not None)
    return tuple(
        replace(
            one,
            intended=Fraction(one.most, worth) if worth else None,
            effective=_part(roots[one.item], whole_effect),
        )
        for one in items
    )


def _part(value: Fraction | None, whole: Fraction | int) -> Fraction | None:
    return None if value is None or not whole else value / whole
