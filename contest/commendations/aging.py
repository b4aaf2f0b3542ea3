"""The prizes for people, order by order: the board first, then by age. Who has one is passed over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from contest.commendations.boards import TITLES
from contest.commendations.ladders import Ladder, Lane, prize_name
from contest.commendations.laying import HOPES, held
from contest.commendations.limits import capped
from contest.commendations.rules import Allocation, Contender, Decision, Ordered, Step, allocate, ordered
from contest.commendations.states import Board
from contest.standings.rules import rank
from contest.web.filters import inner

#: Those who may have their prize beside another one.
APART = (Board.YOUNGEST, Board.OLDEST)


@dataclass(frozen=True, slots=True)
class Sat:
    """Somebody on the board; ``year`` None: nobody knows when they were born."""

    id: str
    rank: int
    right: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The year in which a round closes, how many questions it asks, how many per cent must be right."""

    year: int
    asked: int
    least_right: int = 0

    def has_enough(self, one: Sat) -> bool:
        """Whether enough was right for a prize for the youngest or the oldest."""
        return 100 * one.right >= self.least_right * self.asked


def contenders(lane: Lane, sat: Iterable[Sat], terms: Terms) -> tuple[Contender, ...]:
    """Who stands on this order. Of an age by the year alone; of equal birth years all are equal."""
    known = [(one, one.year) for one in sat if one.year is not None]
    if lane.board is Board.AGE:
        return tuple(Contender(one.id, one.rank) for one, year in known if _fits(lane, terms.year - year))
    sign = -1 if lane.board is Board.YOUNGEST else 1
    enough = [(one, sign * year) for one, year in known if terms.has_enough(one)]
    ranks = rank([place for _, place in enough])
    return tuple(Contender(one.id, at) for at, (one, _) in zip(ranks, enough, strict=True))


def _fits(lane: Lane, age: int) -> bool:
    return (lane.least is None or age >= lane.least) and (lane.most is None or age <= lane.most)


@dataclass(frozen=True, slots=True)
class Orders:
    """Everybody on the board, and each order of them once it was asked for: refusals lay them all again."""

    sat: Sequence[Sat]
    terms: Terms
    made: dict[tuple[object, ...], Ordered] = field(default_factory=dict)

    def of(self, lane: Lane) -> Ordered:
        """Who stands on this order, by rank."""
        key = (lane.board, lane.least, lane.most)
        if key not in self.made:
            self.made[key] = ordered(contenders(lane, self.sat, self.terms))
        return self.made[key]


@dataclass(frozen=True, slots=True)
class LaidLane:
    """One order of people: what went into the rules and what came out."""

    lane: Lane
    contenders: tuple[Contender, ...]
    passed: Mapping[str, str]
    allocation: Allocation
    most: int | None = None  # how many prizes it may give, None for no limit
    is_held: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody may get another prize on it than the rows say."""
        return self.is_held or self.allocation.pending is not None


def first_lane(made: Ladder, most: int | None) -> tuple[Lane, int | None]:
    """The board's own prizes within the limit, and how many it may give at most."""
    own, *later = shares(made, most)
    return Lane(Board.PEOPLE, "", "", own), room(most, 0, later)


def lay_lanes(
    made: Ladder,
    most: int | None,
    first: LaidLane,
    orders: Orders,
    passed: Mapping[str, str],
    decisions: Mapping[str, Decision],
) -> tuple[LaidLane, ...]:
    """The board as it was laid, and each order by age behind it."""
    each = shares(made, most)
    laid = [first]
    for at, lane in enumerate(made.lanes, 1):
        given = sum(one.allocation.awarded for one in laid)
        within = replace(lane, steps=each[at])
        one = _laid(made, within, orders.of(lane), tuple(laid), passed, decisions)
        laid.append(replace(one, most=room(most, given, each[at + 1 :])))
    return tuple(laid)


def _laid(
    made: Ladder,
    lane: Lane,
    found: Ordered,
    before: tuple[LaidLane, ...],
    passed: Mapping[str, str],
    decisions: Mapping[str, Decision],
) -> LaidLane:
    is_apart = made.besides and lane.board in APART
    reasons = {**_holders([one for one in before if not is_apart or one.lane.board in APART]), **passed}
    if any(one.waits for one in before):
        slack = sum(row.outcome in HOPES for one in before for row in one.allocation.rows)
        waiting = held(lane.board, found, lane.steps, slack, reasons)
        return LaidLane(lane, found.contenders, reasons, waiting, is_held=True)
    allocation = allocate(lane.board, found, lane.steps, reasons, decisions, lane.group)
    return LaidLane(lane, found.contenders, reasons, allocation)


def _holders(before: Sequence[LaidLane]) -> dict[str, str]:
    """Who has a prize on an order before, and the reason to pass them over on a later one."""
    return {
        row.id: f"Đã nhận {_named(one.lane, one.lane.steps[row.step].name)}"
        for one in before
        for row in one.allocation.rows
        if row.step is not None
    }


def _named(lane: Lane, prize: str) -> str:
    if lane.board is Board.AGE:
        return f"{prize_name(prize)} {lane.label}"
    return prize_name(prize) if lane.board is Board.PEOPLE else inner(TITLES[lane.board])


def shares(made: Ladder, most: int | None) -> list[tuple[Step, ...]]:
    """The prizes of the board and of each order by age, none beyond what there may be: the last go first."""
    each = [made.people, *(lane.steps for lane in made.lanes)]
    kept = list(capped([step for steps in each for step in steps], most))
    found = []
    for steps in each:
        found.append(tuple(kept[: len(steps)]))
        kept = kept[len(steps) :]
    return found


def room(most: int | None, given: int, later: Sequence[tuple[Step, ...]]) -> int | None:
    """How many prizes an order may give, when so many are given before it and those later have theirs."""
    if most is None:
        return None
    return most - given - sum(step.count for steps in later for step in steps)
