"""One order of people as a function to lay it, for tests of refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from contest.commendations.aging import LaidLane
from contest.commendations.ladders import Lane
from contest.commendations.refusal_rules import Lay
from contest.commendations.rules import Contender, Decision, Step, Tie, allocate
from contest.commendations.states import Board, Way

P = Board.PEOPLE
OUT = "Từ chối nhận giải"
Chooses = Callable[[Tie], Decision]


def lays(contenders: Sequence[Contender], steps: Sequence[Step]) -> Lay:
    """Lays one ladder along these people."""
    lane = Lane(P, "", "", tuple(steps))

    def lay(passed: Mapping[str, str], said: Mapping[str, Decision]) -> tuple[LaidLane, ...]:
        found = allocate(P, contenders, steps, passed, said)
        return (LaidLane(lane, tuple(contenders), passed, found),)

    return lay


def settled(lay: Lay, passed: Mapping[str, str], chooses: Chooses) -> dict[str, Decision]:
    """Every tie decided as it comes."""
    said: dict[str, Decision] = {}
    while (tie := lay(passed, said)[0].allocation.pending) is not None:
        said[tie.key] = chooses(tie)
    return said


def lots(tie: Tie) -> Decision:
    """Lots, the last id first: another order than that of the ids."""
    return Decision(Way.DRAW, order=tuple(reversed(tie.ids)))


def gone(*ids: str) -> list[tuple[str, str]]:
    """These refuse, one after the other."""
    return [(id, OUT) for id in ids]
