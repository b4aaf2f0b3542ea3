"""Whole random contests, from attempts to prizes for people and units: product and oracle say the same."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.laying import Turnout, lay_units
from contest.commendations.limits import capped
from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Step, Tie, allocate
from contest.commendations.states import Board, Way
from contest.ruleset.rules import Ruleset
from contest.standings.rules import Result, counting
from tests.contest.commendations.oracle import Answer, Told, ask
from tests.contest.commendations.whole_oracle import ORDERS, Steps, Terms, Village, unit_prizes, within
from tests.contest.standings.test_oracle import a_person, a_ruleset, expected, facts, ranked

FEW, MANY, PARTS = 1_000, 10_000, 10


@dataclass
class Contest:
    """One random contest. ``barred`` sat a paper, and are neither ranked nor counted for their unit."""

    rules: Ruleset
    people: dict[str, list[Result]]
    unit_of: dict[str, str | None]
    sizes: dict[str, int | None]
    barred: set[str]
    earlier: set[str]
    minimum: int
    ladder: Ladder
    truth: int
    seed: bytes
    decisions: dict[str, Decision] = field(default_factory=dict)
    answers: dict[Board, dict[frozenset[str], Answer]] = field(
        default_factory=lambda: {board: {} for board in Board}
    )

    @property
    def all_right(self) -> set[str]:
        return {
            who for who, attempts in self.people.items() if any(one.perfects for one in attempts)
        } - self.barred

    @property
    def ranked_people(self) -> list[list[Result]]:
        return [attempts for who, attempts in self.people.items() if who not in self.barred]

    def steps(self, board: Board) -> Steps:
        return [(step.count, step.amount) for step in self.ladder.steps(board)]


def some_steps(chance: random.Random, most: int) -> list[Step]:
    return [
        Step(f"Giải {number}", chance.randint(1, 3), chance.choice((0, 100_000)))
        for number in range(chance.randint(0, most))
    ]


def invent(seed: str) -> Contest:
    """Up to 12 people in up to 5 units, so that ties of every kind are common."""
    chance = random.Random(seed)
    rules = a_ruleset(chance)
    units = [f"u{number}" for number in range(chance.randint(1, 5))]
    names = [f"e{number}" for number in range(chance.randint(0, 12))]
    alike = a_person(chance, rules, "")
    people = {who: a_person(chance, rules, who) for who in names}
    for who in names:
        if chance.random() < 0.3:  # some did exactly the same
            people[who] = [replace(one, entry_id=who) for one in alike]
    unit_steps = tuple(
        UnitStep(step.name, step.count, step.amount, board)
        for board in ORDERS
        for step in some_steps(chance, chance.choice((0, 1, 3)))
    )
    return Contest(
        rules=rules,
        people=people,
        unit_of={who: chance.choice([None, *units, *units]) for who in names},
        sizes={unit: chance.choice([None, 1, 2, 4, 4, 8]) for unit in units},
        barred={who for who in names if chance.random() < 0.1},
        earlier={who for who in names if chance.random() < 0.15},
        minimum=chance.choice([1, 1, 2, 4]),
        ladder=Ladder(
            tuple(some_steps(chance, 4)),
            unit_steps,
            cap=chance.choice([None, None, None, 33, 60, 100]),
            equal_by_perfect=chance.random() < 0.5,
            mean_people=chance.choice([0, 0, 2]),
            won=chance.choice([(10, 8, 6), (3, 0, 1), (1, 1)]),
            rate_adds=chance.random() < 0.3,
        ),
        truth=chance.choice([9, 10]),
        seed=chance.randbytes(32),
    )


# --- what the product says --------------------------------------------------------------------------


def people_found(contest: Contest) -> Allocation:
    ranks = ranked(contest.rules, contest.ranked_people, contest.truth, contest.seed)
    contenders = [Contender(who, rank) for who, rank in ranks.items()]
    steps = capped(contest.ladder.people, contest.ladder.most(len(contest.ranked_people)))
    passed = dict.fromkeys(contest.earlier, "đã nhận giải")
    return allocate(Board.PEOPLE, contenders, steps, passed, contest.decisions)


def units_found(contest: Contest, people: Allocation) -> dict[Board, Allocation]:
    turnout = Counter(unit for who, unit in contest.unit_of.items() if unit and who not in contest.barred)
    sizes = {unit: size for unit, size in contest.sizes.items() if size is not None}
    right = Counter(unit for who, unit in contest.unit_of.items() if who in contest.all_right)
    points: Counter[str] = Counter()
    for attempts in contest.ranked_people:
        one = counting(contest.rules, attempts)
        points[contest.unit_of[one.entry_id] or ""] += one.points
    won: Counter[str] = Counter()
    for row in people.rows:
        if row.step is not None:
            won[contest.unit_of[row.id] or ""] += contest.ladder.brought(row.step)
    given = Turnout(
        turnout,
        sizes,
        contest.minimum,
        {unit: right[unit] for unit in contest.sizes},
        points,
        None if people.pending else won,
    )
    laid = lay_units(contest.ladder, given, contest.decisions)
    return {one.board: one.allocation for one in laid}


# --- what the oracle says ---------------------------------------------------------------------------


def people_told(contest: Contest) -> Told:
    ranks = expected(contest.rules, contest.ranked_people, contest.truth, contest.seed)
    steps = within(contest.steps(Board.PEOPLE), contest.ladder.cap, len(contest.ranked_people))
    return ask(ranks, steps, contest.earlier, contest.answers[Board.PEOPLE])


def units_told(contest: Contest, people: Told) -> dict[Board, Told]:
    villages = {unit: Village(size) for unit, size in contest.sizes.items()}
    for who, unit in contest.unit_of.items():
        if unit is not None and who not in contest.barred:
            villages[unit].took_part.append(who)
            villages[unit].all_right += who in contest.all_right
            villages[unit].points += facts(contest.rules, contest.people[who], contest.truth)["points"]
            if who in people.prizes:
                brings = dict(enumerate(contest.ladder.won))
                villages[unit].won += brings.get(people.prizes[who], 0)
    made = contest.ladder
    terms = Terms(contest.minimum, made.equal_by_perfect, made.mean_people, made.rate_adds)
    ladders = {board: contest.steps(board) for board in ORDERS}
    return unit_prizes(villages, terms, ladders, contest.answers, bool(people.asked))


# --- both -------------------------------------------------------------------------------------------


def decide(contest: Contest, tie: Tie, chance: random.Random) -> None:
    """The committee answers the question that is open, at random, to both."""
    group = frozenset(tie.ids)
    if chance.random() < 0.5:
        keep = chance.random() < 0.5
        contest.decisions[tie.key] = Decision(Way.EQUAL, keep)
        contest.answers[tie.board][group] = ("equal", keep)
        return
    order = chance.sample(sorted(group), len(group))
    contest.decisions[tie.key] = Decision(Way.HAND, order=tuple(order))
    contest.answers[tie.board][group] = ("order", order)


def same(found: Allocation, told: Told, steps: Steps) -> None:
    prizes = {row.id: row.step for row in found.rows if row.outcome is Outcome.PRIZE}
    assert prizes == told.prizes
    assert frozenset(found.pending.ids if found.pending else ()) == told.asked
    assert found.total == sum(steps[step][1] for step in told.prizes.values())


def play(seed: str) -> int:
    """One contest to its end; how many ties it had."""
    contest, chance, ties = invent(seed), random.Random(f"{seed} decides"), 0
    while True:
        people, of_people = people_found(contest), people_told(contest)
        found = {Board.PEOPLE: people} | units_found(contest, people)
        told = {Board.PEOPLE: of_people} | units_told(contest, of_people)
        for board in Board:
            if board in found:
                same(found[board], told[board], contest.steps(board))
            else:
                assert not told[board].prizes, "no prizes, nobody has one"
        open_ties = [one.pending for one in found.values() if one.pending is not None]
        if not open_ties:
            return ties
        decide(contest, open_ties[0], chance)
        ties += 1


def test_a_thousand_whole_contests() -> None:
    ties = [play(f"few-{number}") for number in range(FEW)]
    assert sum(map(bool, ties)) > FEW // 5, "too few ties to prove anything"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_whole_contests(part: int) -> None:
    for number in range(MANY // PARTS):
        play(f"{part}-{number}")
