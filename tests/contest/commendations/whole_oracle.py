"""A second opinion on a whole contest: from what people did to who gets which prize, and which unit.

Written from the thể lệ: places by comparing everybody with everybody (the ranking's oracle), prizes given
one at a time (the oracle of prizes), units compared by cross-multiplying. It shares no code with the product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from contest.commendations.states import Board
from tests.contest.commendations.oracle import Answer, Told, ask

ORDERS = (Board.NUMBER, Board.RATE, Board.MEAN, Board.WON)
Steps = list[tuple[int, int]]  # (how many, đồng)


@dataclass
class Village:
    """One unit: how many people it has (None: nobody knows), who of them took part."""

    size: int | None
    took_part: list[str] = field(default_factory=list)
    all_right: int = 0
    points: Fraction = Fraction(0)
    won: int = 0

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


def by_mean(one: Village, other: Village) -> bool:
    return one.points * other.present > other.points * one.present


def by_won(one: Village, other: Village) -> bool:
    """Without the rate."""
    return one.won > other.won


def by_won_and_rate(one: Village, other: Village) -> bool:
    """Both sides times both sizes, so that nothing is divided."""
    assert one.size and other.size
    mine = one.won * one.size + 100 * one.counted
    theirs = other.won * other.size + 100 * other.counted
    return mine * other.size > theirs * one.size


@dataclass
class Terms:
    """What the thể lệ says of units beside how many prizes there are."""

    minimum: int
    by_right: bool
    mean_people: int = 0
    rate_adds: bool = False

    def before(self, board: Board) -> Callable[[Village, Village], bool]:
        """Whether the first of two stands strictly before the other."""
        won = by_won_and_rate if self.rate_adds else by_won
        return {Board.NUMBER: by_number, Board.RATE: by_rate, Board.MEAN: by_mean, Board.WON: won}[board]


def may_stand(board: Board, village: Village, terms: Terms) -> bool:
    """Who took part at all; too small ones nowhere, those of unknown size where the size says nothing."""
    if not village.present:
        return False
    if board is Board.MEAN and village.present < terms.mean_people:
        return False
    if board is Board.WON and not terms.rate_adds and not village.won:
        return False
    if village.size is None:
        if board is Board.MEAN:
            return village.present >= terms.minimum
        return board is Board.NUMBER or (board is Board.WON and not terms.rate_adds)
    return village.size >= terms.minimum


def places(board: Board, villages: dict[str, Village], terms: Terms) -> dict[str, int]:
    """Unit → rank."""
    first = terms.before(board)
    there = {name: one for name, one in villages.items() if may_stand(board, one, terms)}

    def before(one: Village, other: Village) -> bool:
        if first(one, other) or first(other, one):
            return first(one, other)
        return terms.by_right and one.all_right > other.all_right

    return {
        name: 1 + sum(before(other, village) for other in there.values()) for name, village in there.items()
    }


#: By what, among whom (None: all), how many prizes, what the committee says of equal ones.
UnitPrizes = tuple[Board, set[str] | None, Steps, dict[frozenset[str], Answer]]


def unit_prizes(
    villages: dict[str, Village], terms: Terms, each: list[UnitPrizes], people_wait: bool
) -> list[Told]:
    """One order after the other. Nobody gets anything before what comes earlier is settled, nor a second
    prize; and nothing for prizes of people while it is open who has them."""
    told: list[Told] = []
    has_one: set[str] = set()
    is_open = False
    for board, among, steps, answers in each:
        is_open = is_open or (board is Board.WON and people_wait)
        there = {name: one for name, one in villages.items() if among is None or name in among}
        found = Told() if is_open else ask(places(board, there, terms), steps, has_one, answers)
        told.append(found)
        is_open = is_open or bool(found.asked)
        has_one = has_one | set(found.prizes)
    return told


@dataclass
class Person:
    """What the prizes by age ask of somebody on the board."""

    rank: int
    right: int
    born: int | None


#: Which ages (None: no border), how many prizes; or the youngest or oldest, told by their board.
AgePrizes = tuple[Board, int | None, int | None, Steps]


def stands_by_age(prizes: AgePrizes, person: Person, this_year: int, needed: Fraction) -> bool:
    """Whether somebody may have such a prize at all."""
    board, youngest, oldest, _ = prizes
    if person.born is None:
        return False
    if board is not Board.AGE:
        return person.right >= needed
    born_after = -10_000 if oldest is None else this_year - oldest
    born_before = 10_000 if youngest is None else this_year - youngest
    return born_after <= person.born <= born_before


def age_ranks(
    prizes: AgePrizes, people: dict[str, Person], this_year: int, needed: Fraction
) -> dict[str, int]:
    """Who stands there, by the board or by comparing everybody's birth year with everybody's."""
    there = {who: one for who, one in people.items() if stands_by_age(prizes, one, this_year, needed)}
    if prizes[0] is Board.AGE:
        return {who: one.rank for who, one in there.items()}
    born = {who: one.born or 0 for who, one in there.items()}
    if prizes[0] is Board.YOUNGEST:
        return {who: 1 + sum(other > year for other in born.values()) for who, year in born.items()}
    return {who: 1 + sum(other < year for other in born.values()) for who, year in born.items()}


def age_prizes(
    first: Told,
    each: list[tuple[AgePrizes, dict[str, int], dict[frozenset[str], Answer]]],
    passed: set[str],
    besides: bool,
) -> list[Told]:
    """One after the other: nobody gets anything while something before is open, nor a second prize, but for
    the youngest and oldest where they get theirs beside another one."""
    told: list[Told] = []
    has_one = set(first.prizes)
    has_special: set[str] = set()
    is_open = bool(first.asked)
    for (board, _, _, steps), ranks, answers in each:
        special = board is not Board.AGE
        out = passed | (has_special if besides and special else has_one | has_special)
        found = Told() if is_open else ask(ranks, steps, out, answers)
        told.append(found)
        is_open = is_open or bool(found.asked)
        (has_special if special else has_one).update(found.prizes)
    return told


def within(steps: Steps, percent: int | None, taking_part: int) -> Steps:
    """Take prizes away from below, one at a time, until they are no more than so many of a hundred people."""
    left = [count for count, _ in steps]
    while percent is not None and 100 * sum(left) > percent * taking_part:
        last = max(index for index, count in enumerate(left) if count)
        left[last] -= 1
    return [(count, amount) for count, (_, amount) in zip(left, steps, strict=True)]
