"""Announcing places from the last one up: how many of the first rows are still covered. Pure.

``ranks`` are the board's ranks in its order, such as 1, 2, 2, 4. Rows that share a rank are covered and
uncovered together: nobody is shown to share a place with somebody who is not.
"""

from __future__ import annotations

from collections.abc import Sequence

#: More rows than this can't be read from the back of a hall.
MOST_PLACES = 20


def cover(ranks: Sequence[int], size: int) -> int:
    """How many rows are covered at the start, when ``size`` places are to be announced."""
    covered = min(size, len(ranks))
    while 0 < covered < len(ranks) and ranks[covered] == ranks[covered - 1]:
        covered += 1
    return covered


def uncover(ranks: Sequence[int], covered: int) -> int:
    """How many stay covered after the lowest covered place was announced; 0 when all are."""
    covered = min(covered, len(ranks))
    if covered == 0:
        return 0
    return ranks.index(ranks[covered - 1])


def announced(ranks: Sequence[int], covered: int, size: int) -> range:
    """The rows of the place that was announced last, as places in the order of the board."""
    if covered >= cover(ranks, size) or covered >= len(ranks):
        return range(0)
    last = covered
    while last < len(ranks) and ranks[last] == ranks[covered]:
        last += 1
    return range(covered, last)
