"""At most so many prizes: the lowest go first, and no decision hands out more. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from contest.commendations.rules import Allocation, Contender, Decision, Step, Tie, what_if
from contest.commendations.states import Way


def capped(steps: Sequence[Step], most: int | None) -> tuple[Step, ...]:
    """The ladder with at most so many prizes: the lowest ones go first. A step may be left with none."""
    kept: list[Step] = []
    free = sum(step.count for step in steps) if most is None else most
    for step in steps:
        kept.append(replace(step, count=min(step.count, free)))
        free -= kept[-1].count
    return tuple(kept)


def goes_beyond(
    most: int | None,
    contenders: Sequence[Contender],
    steps: Sequence[Step],
    passed: Mapping[str, str],
    decisions: Mapping[str, Decision],
    tie: Tie,
    decision: Decision,
) -> bool:
    """Whether a decision brings more prizes than there may be, however the ties after it are decided.

    Only the upper prize for all can: lots and the committee's choice give no more than the seats there are,
    so they always remain.
    """
    if most is None or decision.way is not Way.EQUAL:
        return False
    return _at_least(contenders, steps, passed, decisions, tie, decision).awarded > most


def _at_least(
    contenders: Sequence[Contender],
    steps: Sequence[Step],
    passed: Mapping[str, str],
    decisions: Mapping[str, Decision],
    tie: Tie,
    decision: Decision,
) -> Allocation:
    """The board with this decision and the fewest prizes after it: lots for every tie that then waits."""
    said = dict(decisions)
    while True:
        found = what_if(contenders, steps, passed, said, tie, decision)
        if found.pending is None:
            return found
        said[tie.key] = decision
        tie, decision = found.pending, Decision(Way.HAND, order=found.pending.ids)
