"""The figures of the papers as a whole: mean, spread, shape, and how far the total can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from questions.analysis.moments import Spread, root
from questions.analysis.tally import Tally


@dataclass(frozen=True, slots=True)
class Whole:
    """``points``: the sum of all totals, ``most`` what all could have earned. ``positions``: how many places
    a paper has, None when papers differ in it. ``same``: everybody had the same questions, so that places
    are questions; else the k-th question of each paper is taken for one place."""

    people: int
    points: int
    most: int
    positions: int | None
    same: bool
    deviation: Fraction | None
    skewness: Fraction | None
    kurtosis: Fraction | None
    consistency: Fraction | None
    error_ratio: Fraction | None
    standard_error: Fraction | None

    @property
    def mean(self) -> Fraction | None:
        """The mean total, in hundredths."""
        return Fraction(self.points, self.people) if self.people else None

    @property
    def mean_share(self) -> Fraction | None:
        """The mean as a part of the most."""
        return Fraction(self.points, self.most) if self.most else None

    @property
    def deviation_share(self) -> Fraction | None:
        """The deviation as a part of the most that a paper can earn."""
        if self.deviation is None or not self.most:
            return None
        return self.deviation * self.people / self.most


#: Item → (answer, mark, total) → attempts.
ByItem = Mapping[int, Counter[tuple[str, int, int]]]


def whole(tally: Tally, by_item: ByItem, most: int, *, same: bool) -> Whole:
    """The figures of all papers together; ``most``: what all of them could have earned."""
    spread = Spread.of(tally.totals)
    deviation = None if spread.variance is None else root(spread.variance)
    skewness, kurtosis = _shape(tally.totals, spread)
    positions = next(iter(tally.lengths)) if len(tally.lengths) == 1 else None
    consistency = _consistency(spread, positions, _position_variances(tally, by_item, same=same))
    error_ratio = None if consistency is None else root(max(Fraction(0), 1 - consistency))
    return Whole(
        people=spread.count,
        points=spread.total,
        most=most,
        positions=positions,
        same=same,
        deviation=deviation,
        skewness=skewness,
        kurtosis=kurtosis,
        consistency=consistency,
        error_ratio=error_ratio,
        standard_error=None if error_ratio is None or deviation is None else error_ratio * deviation,
    )


def _shape(totals: Mapping[int, int], spread: Spread) -> tuple[Fraction | None, Fraction | None]:
    """Skewness, of more than two people, and kurtosis, of more than three."""
    s, variance = spread.count, spread.variance
    if s <= 2 or not variance:
        return None, None
    # s times the distance from the mean is an integer.
    sums = [
        sum((s * total - spread.total) ** power * times for total, times in totals.items())
        for power in (2, 3, 4)
    ]
    m2, m3, m4 = (Fraction(value, s ** (power + 1)) for power, value in zip((2, 3, 4), sums, strict=True))
    k3 = s * s * m3 / ((s - 1) * (s - 2))
    skewness = k3 / (variance * root(variance))
    if s <= 3:
        return skewness, None
    k4 = s * s * ((s + 1) * m4 - 3 * (s - 1) * m2 * m2) / ((s - 1) * (s - 2) * (s - 3))
    return skewness, k4 / (variance * variance)


def _position_variances(tally: Tally, by_item: ByItem, *, same: bool) -> Fraction | None:
    """The sum of the variances of all places' marks."""
    places: dict[int, Counter[int]] = {}
    if same:
        for item, rows in by_item.items():
            counted = places.setdefault(item, Counter())
            for (_, mark, _), times in rows.items():
                counted[mark] += times
    else:
        for (slot, mark), times in tally.slots.items():
            places.setdefault(slot, Counter())[mark] += times
    found = Fraction(0)
    for counted in places.values():
        variance = Spread.of(counted).variance
        if variance is None:
            return None
        found += variance
    return found


def _consistency(spread: Spread, positions: int | None, variances: Fraction | None) -> Fraction | None:
    """The coefficient of internal consistency, Cronbach's alpha."""
    if positions is None or positions <= 1 or spread.count <= 2 or not spread.variance or variances is None:
        return None
    return Fraction(positions, positions - 1) * (1 - variances / spread.variance)
