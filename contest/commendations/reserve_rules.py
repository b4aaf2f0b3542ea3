"""Who comes next behind the prizes of one order: the reserve list (danh sách dự phòng). Pure.

Nobody on it has a prize or is passed over. A decided tie keeps its order: who drew the next lot stands
before the one after. Equal people share a place, and a place is never cut in two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from contest.commendations.rules import Allocation, Decision, Outcome, Row, Tie
from contest.commendations.states import Way

#: More equal people than this are no list that anybody calls by telephone.
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Reserved:
    """Somebody on the reserve list. ``rank``: on the order; ``place``: who is asked first."""

    id: str
    rank: int
    place: int


def levels(tie: Tie, decision: Decision) -> dict[str, int]:
    """How a decision orders its group: equal numbers where it says nothing of who comes first.

    Lots of the server order everybody. Of lots drawn by hand and of a choice only the prizes are written
    down, so those with the same prize (or with none) stay equal.
    """
    if decision.way is Way.EQUAL:
        return dict.fromkeys(tie.ids, 0)
    if decision.way is Way.DRAW:
        return {id: at for at, id in enumerate(decision.order)}
    return {id: tie.seats.index(seat) for id, seat in zip(decision.order, tie.seats, strict=True)}


def reserve(
    found: Allocation,
    decisions: Mapping[str, Decision],
    passed: Collection[str],
    holders: Collection[str],
    count: int,
) -> tuple[Reserved, ...]:
    """The next ``count`` people and whoever is equal with the last of them; nobody while a tie waits.

    ``holders``: who has a prize by whatever order of people.
    """
    if not count or found.pending is not None:
        return ()
    within = _within(found, decisions)
    free = _free(found, {*passed, *holders})
    behind = sorted((row.rank, within.get(row.id, 0), row.id) for row in free)
    made: list[Reserved] = []
    place, last = 0, None
    for at, (rank, level, id) in enumerate(behind, 1):
        if (rank, level) != last:
            place, last = at, (rank, level)
        if place > count:
            break
        made.append(Reserved(id, rank, place))
    return tuple(made[:MOST_LISTED])


def _within(found: Allocation, decisions: Mapping[str, Decision]) -> dict[str, int]:
    told: dict[str, int] = {}
    for tie in found.decided:
        told |= levels(tie, decisions[tie.key])
    return told


def _free(found: Allocation, taken: Collection[str]) -> Iterator[Row]:
    return (row for row in found.rows if row.outcome is Outcome.NONE and row.id not in taken)


def reaches(found: Allocation, passed: Collection[str], count: int) -> bool:
    """Whether the rows that were read are enough to tell the next ``count`` people and their equals."""
    free = sorted(row.rank for row in _free(found, passed))
    if not count or len(free) >= count + MOST_LISTED:
        return True
    return len(free) > count and free[-1] > free[count - 1]
