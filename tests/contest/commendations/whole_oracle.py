"""A second opinion on a whole contest: from what people did to who gets which prize, and which unit.

Written from the thể lệ: places by comparing everybody with everybody (the ranking's oracle), prizes given
one at a time (the oracle of prizes), units compared by cross-multiplying. It shares no code with the product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from contest.commendations.states import Board
from tests.contest.commendations.oracle import Answer, Told, ask

Steps = list[tuple[int, int]]  # (how many, đồng)


@dataclass
class Village:
    """One unit: how many people it has (None: nobody knows), who of them took part."""

    size: int | None
    took_part: list[str] = field(default_factory=list)
    all_right: int = 0

    @property
    def present(self) -> int:
        return len(self.took_part)

    @property
    def counted(self) -> int:
        """More than there are people means that the list is old: then all of them came."""
        return self.present if self.size is None else min(self.present, self.size)


def by_number(one: Village, other: Village) -> bool:
    """Whether the first stands strictly before the other."""
    return one.present > other.present


def by_rate(one: Village, other: Village) -> bool:
    assert one.size and other.size
    return one.counted * other.size > other.counted * one.size


def may_stand(board: Board, village: Village, minimum: int) -> bool:
    """Who took part at all; too small ones nowhere, those of unknown size only by number."""
    if not village.present:
        return False
    if village.size is None:
        return board is Board.NUMBER
    return village.size >= minimum


def places(board: Board, villages: dict[str, Village], minimum: int, by_right: bool) -> dict[str, int]:
    """Unit → rank. ``by_right``: of equal units the one with more people who had all right is before."""
    first: Callable[[Village, Village], bool] = by_number if board is Board.NUMBER else by_rate
    there = {name: one for name, one in villages.items() if may_stand(board, one, minimum)}

    def before(one: Village, other: Village) -> bool:
        if first(one, other) or first(other, one):
            return first(one, other)
        return by_right and one.all_right > other.all_right

    return {
        name: 1 + sum(before(other, village) for other in there.values()) for name, village in there.items()
    }


def unit_prizes(
    villages: dict[str, Village],
    minimum: int,
    by_right: bool,
    ladders: dict[Board, Steps],
    answers: dict[Board, dict[frozenset[str], Answer]],
) -> dict[Board, Told]:
    """The order by number first. By rate nobody gets anything before that is settled, nor a second prize."""
    ranks = places(Board.NUMBER, villages, minimum, by_right)
    number = ask(ranks, ladders[Board.NUMBER], set(), answers[Board.NUMBER])
    if number.asked:
        return {Board.NUMBER: number, Board.RATE: Told()}
    ranks = places(Board.RATE, villages, minimum, by_right)
    rate = ask(ranks, ladders[Board.RATE], set(number.prizes), answers[Board.RATE])
    return {Board.NUMBER: number, Board.RATE: rate}


def within(steps: Steps, percent: int | None, taking_part: int) -> Steps:
    """Take prizes away from below, one at a time, until they are no more than so many of a hundred people."""
    left = [count for count, _ in steps]
    while percent is not None and 100 * sum(left) > percent * taking_part:
        last = max(index for index, count in enumerate(left) if count)
        left[last] -= 1
    return [(count, amount) for count, (_, amount) in zip(left, steps, strict=True)]
