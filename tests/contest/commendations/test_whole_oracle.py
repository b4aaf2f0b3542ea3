"""Whole random contests, from attempts to prizes for people and units: product and oracle say the same."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest

from contest.commendations.aging import LaidLane, Orders, Sat, first_lane, lay_lanes
from contest.commendations.aging import Terms as AgeTerms
from contest.commendations.ladders import ExtraStep, Ladder, UnitStep
from contest.commendations.laying import Laid, Turnout, lay_units
from contest.commendations.rules import Allocation, Contender, Decision, Outcome, Step, Tie, allocate
from contest.commendations.states import Board, Way
from contest.ruleset.rules import Ruleset
from contest.standings.rules import Result, counting
from tests.contest.commendations.oracle import Answer, Told, ask
from tests.contest.commendations.whole_oracle import (
    ORDERS,
    Person,
    Steps,
    Terms,
    UnitPrizes,
    Village,
    age_prizes,
    age_ranks,
    unit_prizes,
    within,
)
from tests.contest.standings.test_oracle import a_person, a_ruleset, expected, facts, ranked

FEW, MANY, PARTS = 1_000, 10_000, 10
YEAR = 2026
SCOPES = ("", "kind:odd", "below:x")


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
    answers: defaultdict[str, dict[frozenset[str], Answer]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def all_right(self) -> set[str]:
        return {
            who for who, attempts in self.people.items() if any(one.perfects for one in attempts)
        } - self.barred

    @property
    def ranked_people(self) -> list[list[Result]]:
        return [attempts for who, attempts in self.people.items() if who not in self.barred]

    def among(self, scope: str) -> set[str] | None:
        """The units that stand there: the odd ones, the first two, or all."""
        if not scope:
            return None
        odd = {unit for unit in self.sizes if int(unit[1]) % 2}
        return {"u0", "u1"} & set(self.sizes) if scope == "below:x" else odd


def some_steps(chance: random.Random, most: int) -> list[Step]:
    return [
        Step(f"Giải {number}", chance.randint(1, 3), chance.choice((0, 100_000)))
        for number in range(chance.randint(0, most))
    ]


def some_extra(chance: random.Random) -> Iterator[ExtraStep]:
    """Prizes by age in half of the contests; ages may overlap, and people of 1950, 1990, 2012 are in some."""
    if chance.random() < 0.5:
        return
    for number, step in enumerate(some_steps(chance, 4)):
        board = chance.choice([Board.AGE, Board.AGE, Board.YOUNGEST, Board.OLDEST])
        least, most = chance.choice([(None, 36), (14, 76), (37, None), (14, 14)])
        ages = (least, most) if board is Board.AGE else (None, None)
        yield ExtraStep(f"Tuổi {number}", step.count, step.amount, board, *ages)


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
        UnitStep(step.name, step.count, step.amount, board, scope, scope)
        for board in ORDERS
        for scope in chance.sample(SCOPES, chance.randint(1, 2))
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
            extra=tuple(some_extra(chance)),
            least_right=chance.choice([0, 0, 75, 76]),
            besides=chance.random() < 0.4,
        ),
        truth=chance.choice([9, 10]),
        seed=chance.randbytes(32),
    )


# --- what the product says --------------------------------------------------------------------------


def people_found(contest: Contest) -> tuple[LaidLane, ...]:
    ranks = ranked(contest.rules, contest.ranked_people, contest.truth, contest.seed)
    most = contest.ladder.most(len(contest.ranked_people))
    lane, room = first_lane(contest.ladder, most)
    passed = dict.fromkeys(contest.earlier, "đã nhận giải")
    contenders = tuple(Contender(who, rank) for who, rank in ranks.items())
    first = LaidLane(
        lane,
        contenders,
        passed,
        allocate(Board.PEOPLE, contenders, lane.steps, passed, contest.decisions),
        room,
    )
    counted = [counting(contest.rules, attempts) for attempts in contest.ranked_people]
    sat = [
        Sat(one.entry_id, ranks[one.entry_id], one.right, one.birth_year)
        for one in counted
        if one.entry_id in ranks
    ]
    terms = AgeTerms(YEAR, contest.rules.questions_count, contest.ladder.least_right)
    return lay_lanes(contest.ladder, most, first, Orders(sat, terms), passed, contest.decisions)


def units_found(contest: Contest, people: Allocation) -> tuple[Laid, ...]:
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
        {scope: frozenset(contest.among(scope) or ()) for scope in SCOPES if scope},
    )
    return lay_units(contest.ladder, given, contest.decisions)


# --- what the oracle says ---------------------------------------------------------------------------


def people_told(contest: Contest) -> list[Told]:
    ranks = expected(contest.rules, contest.ranked_people, contest.truth, contest.seed)
    made, taking_part = contest.ladder, len(contest.ranked_people)
    lanes: list[list[ExtraStep]] = []
    for board in (Board.AGE, Board.YOUNGEST, Board.OLDEST):
        of_board = [step for step in made.extra if step.board is board]
        for ages in dict.fromkeys((step.least, step.most) for step in of_board):
            lanes.append([step for step in of_board if (step.least, step.most) == ages])
    rows = [(step.count, step.amount) for step in (*made.people, *(one for lane in lanes for one in lane))]
    kept = within(rows, made.cap, taking_part)
    own, kept = kept[: len(made.people)], kept[len(made.people) :]
    first = ask(ranks, own, contest.earlier, contest.answers["people"])
    people = {}
    for who, rank in ranks.items():
        row = facts(contest.rules, contest.people[who], contest.truth)
        people[who] = Person(rank, row["right"], row["youngest"])
    each = []
    for lane in lanes:
        steps, kept = kept[: len(lane)], kept[len(lane) :]
        prizes = (lane[0].board, lane[0].least, lane[0].most, steps)
        needed = Fraction(made.least_right * contest.rules.questions_count, 100)
        answers = contest.answers[f"{lane[0].board.value}{lane[0].group}"]
        each.append((prizes, age_ranks(prizes, people, YEAR, needed), answers))
    return [first, *age_prizes(first, each, contest.earlier, made.besides)]


def units_told(contest: Contest, people: Told) -> list[Told]:
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
    each: list[UnitPrizes] = []
    for board in ORDERS:
        of_board = [step for step in made.units if step.board is board]
        for scope in dict.fromkeys(step.scope for step in of_board):
            steps = [(step.count, step.amount) for step in of_board if step.scope == scope]
            each.append((board, contest.among(scope), steps, contest.answers[f"{board.value}{scope}"]))
    return unit_prizes(villages, terms, each, bool(people.asked))


# --- both -------------------------------------------------------------------------------------------


def decide(contest: Contest, tie: Tie, chance: random.Random) -> None:
    """The committee answers the question that is open, at random, to both."""
    group = frozenset(tie.ids)
    answers = contest.answers[f"{tie.board.value}{tie.group}"]
    if chance.random() < 0.5:
        keep = chance.random() < 0.5
        contest.decisions[tie.key] = Decision(Way.EQUAL, keep)
        answers[group] = ("equal", keep)
        return
    order = chance.sample(sorted(group), len(group))
    contest.decisions[tie.key] = Decision(Way.HAND, order=tuple(order))
    answers[group] = ("order", order)


def same(found: Allocation, told: Told, steps: Steps) -> None:
    prizes = {row.id: row.step for row in found.rows if row.outcome is Outcome.PRIZE}
    assert prizes == told.prizes
    assert frozenset(found.pending.ids if found.pending else ()) == told.asked
    assert found.total == sum(steps[step][1] for step in told.prizes.values())


def play(seed: str) -> int:
    """One contest to its end; how many ties it had."""
    contest, chance, ties = invent(seed), random.Random(f"{seed} decides"), 0
    while True:
        lanes, of_people = people_found(contest), people_told(contest)
        for one, theirs in zip(lanes, of_people, strict=True):
            same(one.allocation, theirs, [(step.count, step.amount) for step in one.lane.steps])
        found, told = units_found(contest, lanes[0].allocation), units_told(contest, of_people[0])
        for unit_lane, theirs in zip(found, told, strict=True):
            steps = [(step.count, step.amount) for step in unit_lane.lane.steps]
            same(unit_lane.allocation, theirs, steps)
        waiting = [one.allocation.pending for one in (*lanes, *found)]
        open_ties = [tie for tie in waiting if tie is not None]
        if not open_ties:
            return ties
        decide(contest, open_ties[0], chance)
        ties += 1


def test_a_thousand_whole_contests() -> None:
    ties = [play(f"few-{number}") for number in range(FEW)]
    assert sum(map(bool, ties)) > FEW // 8, "too few ties to prove anything"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_whole_contests(part: int) -> None:
    for number in range(MANY // PARTS):
        play(f"{part}-{number}")
