"""A list as it is frozen: ids and facts, no person's name, as canonical JSON with a digest. Pure.

Names can be erased; so a version holds the ids of entries, and the names are joined when it is shown.
"""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from contest.commendations.states import PEOPLE_BOARDS, Board, Way


class Frozen(BaseModel):
    """Unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonPrize(Frozen):
    """A person's prize and the result that it is for. ``group``: among whom it was laid, in words.
    ``rounds``: in so many they have a place, where rounds are added up; then ``right`` says nothing."""

    entry: str
    unit_id: str | None
    unit: str
    rank: int
    right: int
    points: int
    seconds: int
    prediction: int | None
    error: int | None
    prize: str
    amount: int
    board: Board = Board.PEOPLE
    group: str = ""
    rounds: int = 0


class Reserved(Frozen):
    """Somebody on the reserve list behind the prizes of one order. Of equal ones ``place`` is the same."""

    entry: str
    unit_id: str | None
    unit: str
    rank: int
    place: int
    right: int
    points: int
    seconds: int
    prediction: int | None
    error: int | None
    board: Board = Board.PEOPLE
    group: str = ""
    rounds: int = 0


class UnitPrize(Frozen):
    """A unit's prize. ``headcount`` is 0 when nobody has told it; ``score``: over and under the line of what
    it was ordered by, in points, where that is neither the number nor the rate."""

    unit_id: str
    unit: str
    board: Board
    rank: int
    people: int
    headcount: int
    prize: str
    amount: int
    score: tuple[int, int] | None = None
    group: str = ""

    @property
    def exact(self) -> Fraction | None:
        """The score as a fraction."""
        return None if self.score is None else Fraction(*self.score)


class Passed(Frozen):
    """Somebody in reach of a prize who was passed over."""

    id: str
    board: Board
    rank: int
    reason: str
    group: str = ""


class Left(Frozen):
    """Prizes not given: nobody was there for ``unfilled``, a shared upper prize used up ``dropped``.

    ``capped``: beyond the most that there may be.
    """

    board: Board
    prize: str
    unfilled: int = 0
    dropped: int = 0
    capped: int = 0
    group: str = ""


class Decided(Frozen):
    """One tie and what the committee said. ``seats``: the prizes that fell to the group, None for none."""

    id: str
    key: str
    board: Board
    rank: int
    ids: tuple[str, ...]
    seats: tuple[str | None, ...]
    way: Way
    keep_lower: bool
    order: tuple[str, ...]
    reason: str
    witness: str
    by: str
    at: int  # milliseconds since 1970
    group: str = ""


class Content(Frozen):
    """A whole list. ``round``: the round; of a whole contest its id, and ``rounds`` are those added up."""

    format: Literal[1] = 1
    round: str
    rounds: tuple[str, ...] = ()
    rules: str  # the digest of the ruleset, or of how rounds are added up
    truth: int | None
    questions: int
    ranked: int
    budget: int | None
    people: tuple[PersonPrize, ...]
    units: tuple[UnitPrize, ...]
    passed: tuple[Passed, ...]
    left: tuple[Left, ...]
    decided: tuple[Decided, ...]
    barred: tuple[str, ...]
    reserve: tuple[Reserved, ...] = ()

    @property
    def total(self) -> int:
        """The sum in đồng."""
        return sum(one.amount for one in (*self.people, *self.units))

    @property
    def entries(self) -> set[str]:
        """Everybody whose name the list needs."""
        told = {one.entry for one in (*self.people, *self.reserve)} | set(self.barred)
        told |= {one.id for one in self.passed if one.board in PEOPLE_BOARDS}
        return told.union(*(one.ids for one in self.decided if one.board in PEOPLE_BOARDS))

    @property
    def unit_ids(self) -> set[str]:
        """Every unit whose name is not in it already."""
        told = {one.id for one in self.passed if one.board not in PEOPLE_BOARDS}
        return told.union(*(one.ids for one in self.decided if one.board not in PEOPLE_BOARDS))

    def to_json(self) -> str:
        """Canonical JSON: the same list is the same bytes, also of before there was what came later."""
        told = self.model_dump(mode="json")
        for table, names in LATER.items():
            for one in told[table]:
                for name, nothing in names.items():
                    if one[name] == nothing:
                        del one[name]
        for name in ("rounds", "reserve"):
            if not told[name]:
                del told[name]
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


#: What is left out of a row while it says nothing.
LATER: dict[str, dict[str, Any]] = {
    "people": {"board": Board.PEOPLE, "group": "", "rounds": 0},
    "units": {"score": None, "group": ""},
    "passed": {"group": ""},
    "left": {"capped": 0, "group": ""},
    "decided": {"group": ""},
    "reserve": {"board": Board.PEOPLE, "group": "", "rounds": 0},
}


def digest(text: str) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> Content:
    """The list in a stored text."""
    return Content.model_validate_json(text)
