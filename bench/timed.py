"""A work that takes as long as it takes, beside what it can't do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import median

from bench.figures import Figure


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds for ours, seconds for the ceiling alone, and how much of the work is missing."""

    seconds: float
    floor: float
    missing: int


def figure(name: str, made: Sequence[Run]) -> Figure:
    """Runs as one figure, in milliseconds."""
    each = [one.seconds for one in made], [one.floor for one in made]
    value, ceiling, worst, worst_floor = (
        round(1000 * of(times)) for of, times in product((median, max), each)
    )
    ratio = median(one.floor / one.seconds for one in made)
    missing = sum(one.missing for one in made)
    return Figure(name, value, "ms", ceiling, round(ratio, 3), worst, worst_floor, missing)


def told(alone: str) -> Callable[[Figure], str]:
    """In words; ``alone`` says what the ceiling does."""
    return lambda one: f"{one.name}: {one.value:.0f} ms, {alone} {one.ceiling:.0f} ms; tỷ số {one.ratio:.2f}"
