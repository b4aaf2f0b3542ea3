"""Thousands of random contests: the rules and the oracle say the same, whatever the order of the rows."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Step, allocate
from contest.commendations.states import Board, Way
from tests.contest.commendations import oracle


@dataclass
class Contest:
    """One random board, ladder and committee."""

    ranks: dict[str, int]
    steps: list[Step]
    passed: dict[str, str]
    answers: dict[frozenset[str], oracle.Answer]
    decisions: dict[str, Decision]

    def allocated(self, chance: random.Random) -> Allocation:
        rows = [Contender(who, rank) for who, rank in self.ranks.items()]
        chance.shuffle(rows)
        return allocate(Board.PEOPLE, rows, self.steps, self.passed, self.decisions)

    def asked(self) -> oracle.Told:
        ladder = [(step.count, step.amount) for step in self.steps]
        return oracle.ask(self.ranks, ladder, set(self.passed), self.answers)


def invent(chance: random.Random) -> Contest:
    """Up to 25 people with few scores, so that ties are common; up to 4 steps; a few passed over."""
    scores = {
        f"p{number:02d}": chance.randint(1, chance.choice((2, 6, 30)))
        for number in range(chance.randint(0, 25))
    }
    ranks = {who: 1 + sum(other > score for other in scores.values()) for who, score in scores.items()}
    steps = [
        Step(f"Giải {number}", chance.randint(1, 6), chance.choice((0, 100_000, 1_500_000)))
        for number in range(chance.randint(0, 4))
    ]
    passed = {who: "đã nhận giải" for who in ranks if chance.random() < 0.15}
    return Contest(ranks, steps, passed, {}, {})


def decide(contest: Contest, found: Allocation, chance: random.Random) -> None:
    """The committee answers the question that is open, at random, to both."""
    tie = found.pending
    assert tie is not None
    if chance.random() < 0.5:
        keep = chance.random() < 0.5
        contest.decisions[tie.key] = Decision(Way.EQUAL, keep)
        contest.answers[frozenset(tie.ids)] = ("equal", keep)
        return
    order = list(tie.ids)
    chance.shuffle(order)
    contest.decisions[tie.key] = Decision(chance.choice((Way.DRAW, Way.HAND, Way.PICK)), order=tuple(order))
    contest.answers[frozenset(tie.ids)] = ("order", order)


def check(contest: Contest, chance: random.Random) -> Allocation:
    """Both say the same, and what holds for every board holds."""
    found, told = contest.allocated(chance), contest.asked()
    assert found == contest.allocated(chance), "the order of the rows matters"
    prizes = {row.id: row.step for row in found.rows if row.outcome is Outcome.PRIZE}
    assert prizes == told.prizes
    assert frozenset(found.pending.ids if found.pending else ()) == told.asked
    assert sorted(row.id for row in found.rows) == sorted(contest.ranks), "everybody once"
    assert found.total == sum(contest.steps[step].amount for step in told.prizes.values())
    assert not set(prizes) & set(contest.passed)
    if found.pending is None:
        assert found.unfilled == tuple(told.left[step] for step in range(len(contest.steps)))
    return found


def play(seed: int) -> int:
    """One contest to its end; how many ties it had."""
    chance = random.Random(seed)
    contest = invent(chance)
    ties = 0
    while (found := check(contest, chance)).pending is not None:
        _hopes(contest, found, chance)
        decide(contest, found, chance)
        ties += 1
        assert ties <= len(contest.steps), "each tie ends a step"
    return ties


def _hopes(contest: Contest, found: Allocation, chance: random.Random) -> None:
    """Who was told "none" while a tie waits gets nothing, whatever is decided above."""
    hopeless = {row.id for row in found.rows if row.outcome is Outcome.NONE}
    later = Contest(
        contest.ranks, contest.steps, contest.passed, dict(contest.answers), dict(contest.decisions)
    )
    while found.pending is not None:
        decide(later, found, chance)
        found = later.allocated(chance)
    assert not hopeless & {row.id for row in found.rows if row.outcome is Outcome.PRIZE}


def test_two_thousand_contests() -> None:
    ties = [play(seed) for seed in range(2000)]
    assert sum(map(bool, ties)) > 500, "too few ties to prove anything"
    assert max(ties) >= 3


@pytest.mark.nightly
def test_ten_thousand_contests() -> None:
    for seed in range(2000, 12_000):
        play(seed)
