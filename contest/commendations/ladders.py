"""An occasion's prizes as the organiser sets them, and as they are stored. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from contest.commendations.boards import ages
from contest.commendations.rules import Step
from contest.commendations.states import EXTRA_BOARDS, UNIT_BOARDS, Board

MOST_STEPS = 12
MOST_OF_A_STEP = 500
DEAREST = 10**10
LONGEST_NAME = 40

MOST_WON = 1_000
LEAST_PEOPLE = 10_000
#: What a prize of a person brings their unit, the best prize first; the prizes below bring nothing.
USUAL_WON = (10, 8, 6)

#: So many people stand on the reserve list behind the prizes of an order of people.
USUAL_RESERVE = 3
MOST_RESERVE = 20

#: Dots, spaces or commas only between groups of three: "1.5" is no fifteen.
AMOUNT = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:[.,\s\u00a0][0-9]{3})+")
CURRENCY = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\.?$", re.IGNORECASE)
WRONG_AMOUNT = "Ghi số tiền bằng đồng, ví dụ 500.000. Không có tiền thì để trống."
TOO_DEAR = "Số tiền mỗi giải nhiều nhất 10.000.000.000 đồng."
BUDGET_TOO_DEAR = "Dự toán nhiều nhất 10.000.000.000 đồng."


@dataclass(frozen=True, slots=True)
class UnitStep:
    """A step of the prizes for units, and which order it follows.

    ``scope``: among which units (see :mod:`contest.commendations.scopes`), "" for all; ``label``: the same in
    words, as it was when the prizes were set.
    """

    name: str
    count: int
    amount: int
    board: Board
    scope: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ExtraStep:
    """A step of the prizes for people of some ages (both borders included), or for the youngest or oldest."""

    name: str
    count: int
    amount: int
    board: Board
    least: int | None = None
    most: int | None = None

    @property
    def group(self) -> str:
        """Which of several orders by age it follows."""
        if self.board is not Board.AGE:
            return ""
        return "-".join("" if age is None else str(age) for age in (self.least, self.most))


@dataclass(frozen=True, slots=True)
class Lane:
    """One order of people beside the board itself, or of units, with its prizes."""

    board: Board
    group: str
    label: str
    steps: tuple[Step, ...]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """All prizes of a round, or of a whole contest.

    ``once``: who has a prize in the list of an earlier round of the contest is passed over; of a whole
    contest, in that of any round. ``budget``: what the prizes may cost, None when nobody has said. ``cap``:
    at most so many percent of those who took part get a prize for people, None for no limit.
    ``equal_by_perfect``: of equal units the one with more people who had everything right stands first.
    ``mean_people``: at least so many of a unit must have taken part for its mean to count. ``won``: what
    each prize of a person brings their unit, the best first; ``rate_adds``: and each per cent of its people
    who took part a point more.

    ``extra``: prizes by age. ``least_right``: so many per cent of the questions the youngest and the oldest
    must have had right. ``besides``: they get their prize beside another one. ``reserve``: so many people
    stand on the reserve list of each order of people.
    """

    people: tuple[Step, ...]
    units: tuple[UnitStep, ...] = ()
    once: bool = False
    budget: int | None = None
    cap: int | None = None
    equal_by_perfect: bool = False
    mean_people: int = 0
    won: tuple[int, ...] = USUAL_WON
    rate_adds: bool = False
    extra: tuple[ExtraStep, ...] = ()
    least_right: int = 0
    besides: bool = False
    reserve: int = 0

    def most(self, taking_part: int) -> int | None:
        """How many prizes for people there may be; None: as many as are set."""
        return None if self.cap is None else self.cap * taking_part // 100

    def steps(self, board: Board, scope: str = "") -> tuple[Step, ...]:
        """The steps that follow one order."""
        if board is Board.PEOPLE:
            return self.people
        found = (one for one in self.units if (one.board, one.scope) == (board, scope))
        return tuple(Step(one.name, one.count, one.amount) for one in found)

    def has(self, board: Board) -> bool:
        """Whether units have prizes by this order, all of them or some."""
        return any(one.board is board for one in self.units)

    @property
    def unit_lanes(self) -> tuple[Lane, ...]:
        """The orders of units that have prizes, in the turn in which they are laid."""
        labels = {(one.board, one.scope): one.label for one in self.units}
        turns = sorted(labels, key=lambda key: UNIT_BOARDS.index(key[0]))
        return tuple(
            Lane(board, scope, labels[board, scope], self.steps(board, scope)) for board, scope in turns
        )

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The orders by age that have prizes: ages as they are first named, the youngest, the oldest."""
        found: dict[tuple[Board, str], list[ExtraStep]] = {}
        for one in self.extra:
            found.setdefault((one.board, one.group), []).append(one)
        return tuple(_lane(found[key]) for key in sorted(found, key=lambda key: EXTRA_BOARDS.index(key[0])))

    def brought(self, step: int) -> int:
        """What a person's prize of this step brings their unit."""
        return self.won[step] if step < len(self.won) else 0

    @property
    def planned(self) -> int:
        """What all prizes cost when each is given once."""
        return sum(step.count * step.amount for step in (*self.people, *self.extra, *self.units))

    def to_json(self) -> str:
        """Canonical: the same ladder is the same text. What came later is left out while it says nothing."""
        told = {name: value for name, value in asdict(self).items() if value != LATER.get(name, ...)}
        for step in told["units"]:
            for name in ("scope", "label"):
                if not step[name]:
                    del step[name]
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


#: What came later, with the value that says nothing.
LATER: dict[str, Any] = {
    "cap": None,
    "equal_by_perfect": False,
    "mean_people": 0,
    "won": USUAL_WON,
    "rate_adds": False,
    "extra": (),
    "least_right": 0,
    "besides": False,
    "reserve": 0,
}


def _lane(steps: list[ExtraStep]) -> Lane:
    first = steps[0]
    label = ages(first.least, first.most) if first.board is Board.AGE else ""
    plain = tuple(Step(one.name, one.count, one.amount) for one in steps)
    return Lane(first.board, first.group, label, plain, first.least, first.most)


def from_json(text: str) -> Ladder:
    """The ladder in a stored text."""
    told = LATER | json.loads(text)
    return Ladder(
        people=tuple(Step(**step) for step in told["people"]),
        units=tuple(UnitStep(**(step | {"board": Board(step["board"])})) for step in told["units"]),
        once=told["once"],
        budget=told["budget"],
        cap=told["cap"],
        equal_by_perfect=told["equal_by_perfect"],
        mean_people=told["mean_people"],
        won=tuple(told["won"]),
        rate_adds=told["rate_adds"],
        extra=tuple(ExtraStep(**(step | {"board": Board(step["board"])})) for step in told["extra"]),
        least_right=told["least_right"],
        besides=told["besides"],
        reserve=told["reserve"],
    )


#: What most real thể lệ have. No amounts: a sum that nobody decided must not stand on a list.
USUAL = Ladder(
    people=(Step("Nhất", 1, 0), Step("Nhì", 2, 0), Step("Ba", 3, 0), Step("Khuyến khích", 5, 0)),
    units=tuple(UnitStep(name, 1, 0, Board.RATE) for name in ("Nhất", "Nhì", "Ba")),
    reserve=USUAL_RESERVE,
)

#: The same of a whole contest. Units only where somebody wants them.
USUAL_OF_ALL = Ladder(people=USUAL.people, reserve=USUAL_RESERVE)


def parse_amount(raw: str, too_dear: str = TOO_DEAR) -> int:
    """An amount of đồng as people type it: 500.000, 500 000, 500000đ. Raises ValueError with a sentence."""
    text = CURRENCY.sub("", raw.strip())
    if not AMOUNT.fullmatch(text):
        raise ValueError(WRONG_AMOUNT)
    amount = int(re.sub(r"\D", "", text))
    if amount > DEAREST:
        raise ValueError(too_dear)
    return amount


def prize_name(name: str) -> str:
    """A step inside a sentence: "giải Nhất"; "Giải đặc biệt" says so itself."""
    return name[:1].lower() + name[1:] if name.casefold().startswith("giải") else f"giải {name}"
