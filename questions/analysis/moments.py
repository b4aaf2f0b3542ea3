"""Variances and covariances of counted integers, exact until the last division.

All of them divide by (s-1). What is common to numerator and denominator is left out before dividing,
so the order in which people are counted never reaches a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

#: Roots are told to so many decimals, which is far more than anybody reads.
SCALE = 10**12


def root(value: Fraction | int) -> Fraction:
    """The square root, cut after twelve decimals; of nothing negative."""
    return Fraction(isqrt(value.numerator * SCALE * SCALE // value.denominator), SCALE)


@dataclass(frozen=True, slots=True)
class Spread:
    """One integer of each of ``count`` people: the sum and the sum of squares."""

    count: int
    total: int
    squares: int

    @classmethod
    def of(cls, counted: Mapping[int, int]) -> Spread:
        """Of value → how many people have it."""
        pairs = counted.items()
        return cls(
            sum(counted.values()),
            sum(value * times for value, times in pairs),
            sum(value * value * times for value, times in pairs),
        )

    @property
    def mean(self) -> Fraction:
        """The mean; there has to be somebody."""
        return Fraction(self.total, self.count)

    @property
    def scaled(self) -> int:
        """The variance times s(s-1), an integer."""
        return self.count * self.squares - self.total * self.total

    @property
    def variance(self) -> Fraction | None:
        """The variance; of one person there is none."""
        return Fraction(self.scaled, self.count * (self.count - 1)) if self.count > 1 else None


@dataclass(frozen=True, slots=True)
class Together:
    """Two integers of each person: x, o, and how they go together."""

    x: Spread
    o: Spread
    products: int
    best: int  # the sum of products, had the two been sorted alike

    @classmethod
    def of(cls, pairs: Mapping[tuple[int, int], int]) -> Together:
        """Of (x, o) → how many people have both."""
        xs: Counter[int] = Counter()
        os: Counter[int] = Counter()
        for (x, o), times in pairs.items():
            xs[x] += times
            os[o] += times
        products = sum(x * o * times for (x, o), times in pairs.items())
        return cls(Spread.of(xs), Spread.of(os), products, _sorted_products(xs, os))

    @property
    def scaled(self) -> int:
        """The covariance times s(s-1), an integer."""
        return self.x.count * self.products - self.x.total * self.o.total

    @property
    def covariance(self) -> Fraction | None:
        """The covariance; of one person there is none."""
        count = self.x.count
        return Fraction(self.scaled, count * (count - 1)) if count > 1 else None

    @property
    def correlation(self) -> Fraction | None:
        """From -1 to 1; none while one of the two is the same for everybody."""
        both = self.x.scaled * self.o.scaled
        if not both:
            return None
        # Cut alike for a positive and a negative one.
        size = Fraction(abs(self.scaled)) / root(both)
        return min(size, Fraction(1)) * (1 if self.scaled >= 0 else -1)

    @property
    def efficiency(self) -> Fraction | None:
        """The covariance as a part of the best possible with the same x and the same o."""
        best = self.x.count * self.best - self.x.total * self.o.total
        return Fraction(self.scaled, best) if best else None


def _sorted_products(xs: Mapping[int, int], os: Mapping[int, int]) -> int:
    """The sum of x times o, each sorted by itself: two runs of equal values at a time."""
    left, right = sorted(xs.items(), reverse=True), sorted(os.items(), reverse=True)
    found, x_times, o_times, x, o = 0, 0, 0, 0, 0
    while left or x_times:
        if not x_times:
            x, x_times = left.pop()
        if not o_times:
            o, o_times = right.pop()
        times = min(x_times, o_times)
        found += x * o * times
        x_times, o_times = x_times - times, o_times - times
    return found
