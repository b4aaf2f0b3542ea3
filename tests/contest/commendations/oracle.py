"""A second opinion on prizes, written another way: by what each outcome means, not by a walk along seats.

It knows no seats and no positions. It gives prizes one at a time from the best down, asking before each
who could receive it, and stops with the first question that only a committee can answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: What a committee says: ("equal", keep lower) or ("order", who comes first…).
Answer = tuple[str, object]


@dataclass
class Told:
    """What the oracle found: who has which step, and the group that waits, if one does."""

    prizes: dict[str, int] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    left: dict[int, int] = field(default_factory=dict)


def ask(
    ranks: dict[str, int],
    ladder: list[tuple[int, int]],  # (count, amount)
    passed: set[str],
    answers: dict[frozenset[str], Answer],
) -> Told:
    """Give the prizes out."""
    told = Told(left={step: count for step, (count, _) in enumerate(ladder)})
    open_people = {who for who in ranks if who not in passed}
    while open_people and any(told.left.values()):
        best = min(ranks[who] for who in open_people)
        group = {who for who in open_people if ranks[who] == best}
        step = min(step for step, left in told.left.items() if left)
        if len(group) <= told.left[step]:
            for who in group:
                told.prizes[who] = step
            told.left[step] -= len(group)
        else:
            answer = answers.get(frozenset(group))
            if answer is None:
                told.asked = frozenset(group)
                return told
            _obey(told, group, step, answer)
        open_people -= group
    return told


def _obey(told: Told, group: set[str], step: int, answer: Answer) -> None:
    kind, said = answer
    if kind == "equal":
        for who in group:
            told.prizes[who] = step
        beyond = len(group) - told.left[step]
        told.left[step] = 0
        if not said:
            _strike(told, beyond)
        return
    assert isinstance(said, list)
    for who in said:
        free = [each for each, left in sorted(told.left.items()) if left]
        if free:
            told.prizes[who] = free[0]
            told.left[free[0]] -= 1


def _strike(told: Told, count: int) -> None:
    """Take so many of the best prizes that are left away."""
    for _ in range(count):
        free = [each for each, left in sorted(told.left.items()) if left]
        if free:
            told.left[free[0]] -= 1
