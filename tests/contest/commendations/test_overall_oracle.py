"""Prizes of whole random contests through the database, against a brute force that adds up by itself.

The oracle knows what everybody brought in every round and the thể lệ; it sums with plain loops, finds places
by comparing everybody with everybody, and gives prizes one at a time. It shares no code with the product.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from sqlmodel import select

from contest.commendations.drafts import BoardDraft
from contest.commendations.ladders import ExtraStep, Ladder, UnitStep
from contest.commendations.rules import Outcome, Step, Tie
from contest.commendations.states import Board, Way
from contest.people.models import Person as Human
from contest.ruleset.season import Season, SeasonRung
from contest.ruleset.season import Way as Adding
from contest.web.database import Database, writing
from tests.contest.commendations import overall
from tests.contest.commendations.oracle import Answer, Told, ask
from tests.contest.commendations.overall import rounds_of, whole, winners
from tests.contest.commendations.whole_oracle import Person, Steps, age_prizes, age_ranks, within
from tests.contest.commendations.world import Prizes

CONTESTS = 16
NAMES = ("An", "Bích", "Cường", "Dũng", "Y Lan", "Thui")
VILLAGES = ("Thôn 1", "Thôn 2", "Thôn 3")
RUNGS = tuple(SeasonRung)
YEARS = {"An": 1950, "Bích": 1990, "Cường": 2012, "Dũng": 2012, "Y Lan": 1990, "Thui": None}
WEEK = Ladder(people=(Step("Nhất", 1, 0), Step("Nhì", 1, 0)))


@dataclass
class Invented:
    """What everybody brought in each week: right answers, seconds; and what the thể lệ says."""

    weeks: list[dict[str, tuple[int, int]]]
    season: Season
    ladder: Ladder
    village_of: dict[str, str | None]


def invent(chance: random.Random) -> Invented:
    """Few people, few answers: ties are common."""
    names = NAMES[: chance.randint(3, len(NAMES))]
    weeks = [
        {
            name: (chance.randint(0, 2), chance.choice((60, 90)))
            for name in chance.sample(names, min(len(names), chance.choice((0, 3, 4, 6))))
        }
        for _ in range(chance.randint(1, 3))
    ]
    kept = RUNGS if chance.random() < 0.5 else tuple(rung for rung in RUNGS if rung is not RUNGS[3])
    kept = tuple(rung for rung in kept if not (rung is RUNGS[3] and RUNGS[2] in kept))
    rungs = tuple(chance.sample(kept, chance.randint(0, 2)))
    best = chance.choice((None, 1, 2))
    season = Season(way=Adding.SUM if best is None else Adding.BEST, best=best, rungs=rungs)
    steps = tuple(Step(f"Bậc {at}", chance.randint(1, 2), 1000 * at) for at in range(chance.randint(1, 3)))
    by_age = (ExtraStep("Trẻ", chance.randint(1, 2), 0, Board.AGE, None, 20),)
    special = (ExtraStep("Ít tuổi", 1, 0, Board.YOUNGEST), ExtraStep("Nhiều tuổi", 1, 0, Board.OLDEST))
    turns = tuple(UnitStep(f"Bậc {at}", 1, 0, Board.TURNS) for at in range(chance.randint(0, 2)))
    ladder = Ladder(
        people=steps,
        units=turns,
        once=chance.random() < 0.4,
        cap=chance.choice((None, None, 40, 75)),
        extra=(*by_age * chance.randint(0, 1), *special[: chance.randint(0, 2)]),
        besides=chance.random() < 0.5,
    )
    homes = {name: chance.choice((None, *VILLAGES)) for name in names}
    return Invented(weeks, season, ladder, homes)


# --- what the oracle says ---------------------------------------------------------------------------


@dataclass
class Sum:
    """One person's weeks together."""

    points: int
    seconds: int
    last: int  # the number of the last week that is added up, since later ones are handed in later
    weeks: int


def summed(made: Invented, name: str) -> Sum:
    mine = [
        (right, -seconds, -at)
        for at, week in enumerate(made.weeks)
        if name in week
        for right, seconds in (week[name],)
    ]
    most = len(mine) if made.season.best is None else made.season.best
    kept: list[tuple[int, int, int]] = []
    for _ in range(min(most, len(mine))):
        kept.append(max(one for one in mine if one not in kept))
    return Sum(
        sum(right for right, _, _ in kept),
        -sum(seconds for _, seconds, _ in kept),
        max(-at for _, _, at in kept),
        len(mine),
    )


def before(season: Season, one: Sum, other: Sum) -> bool:
    """Whether the first stands strictly before the other."""
    if one.points != other.points:
        return one.points > other.points
    for rung in season.rungs:
        mine, theirs = {
            SeasonRung.SECONDS: (one.seconds, other.seconds),
            SeasonRung.SUBMITTED: (one.last, other.last),
            SeasonRung.MORE_ROUNDS: (other.weeks, one.weeks),
            SeasonRung.FEWER_ROUNDS: (one.weeks, other.weeks),
        }[rung]
        if mine != theirs:
            return mine < theirs
    return False


def ranks_of(made: Invented) -> dict[str, int]:
    sums = {name: summed(made, name) for week in made.weeks for name in week}
    return {
        name: 1 + sum(before(made.season, other, one) for other in sums.values())
        for name, one in sums.items()
    }


def people_told(
    made: Invented, passed: set[str], answers: dict[str, dict[frozenset[str], Answer]]
) -> list[Told]:
    ranks = ranks_of(made)
    lanes = [[step] for step in made.ladder.extra]
    rows = [(step.count, step.amount) for step in (*made.ladder.people, *made.ladder.extra)]
    kept = within(rows, made.ladder.cap, len(ranks))
    own, kept = kept[: len(made.ladder.people)], kept[len(made.ladder.people) :]
    people = {name: Person(rank, 0, YEARS[name]) for name, rank in ranks.items()}
    each = []
    for (step,), share in zip(lanes, kept, strict=True):
        prizes = (step.board, step.least, step.most, [share])
        found = age_ranks(prizes, people, 2026, Fraction(0))
        each.append((prizes, found, answers.get(step.board.value, {})))
    first = ask(ranks, own, passed, answers.get("people", {}))
    return [first, *age_prizes(first, each, passed, made.ladder.besides)]


def units_told(made: Invented, answers: dict[str, dict[frozenset[str], Answer]]) -> list[Told]:
    if not made.ladder.units:
        return []
    turns: Counter[str] = Counter()
    for week in made.weeks:
        for name in week:
            if home := made.village_of[name]:
                turns[home] += 1
    ranks = {home: 1 + sum(other > count for other in turns.values()) for home, count in turns.items()}
    steps = [(step.count, step.amount) for step in made.ladder.units]
    return [ask(ranks, steps, set(), answers.get("turns", {}))]


# --- both -------------------------------------------------------------------------------------------


def played(made: Invented) -> tuple[Prizes, set[str]]:
    """The contest in the database, its weeks given their prizes first; who has one of them."""
    ids = overall.units(*VILLAGES)
    homes = {name: ids[home] if home else None for name, home in made.village_of.items()}
    contest = whole(*made.weeks, season=made.season, ladder=made.ladder, units=homes)
    won: set[str] = set()
    for week in rounds_of(contest):
        week.ladder(WEEK)
        while week.draft().pending:
            week.decide(Way.EQUAL)
        week.issue()
        won |= set(winners(week))
    return contest, won


def same(board: BoardDraft, told: Told, names: dict[str, str], steps: Steps) -> None:
    prizes = {names[row.id]: row.step for row in board.allocation.rows if row.outcome is Outcome.PRIZE}
    assert prizes == told.prizes
    pending = board.allocation.pending
    assert frozenset(names[id] for id in (pending.ids if pending else ())) == told.asked
    assert board.allocation.total == sum(steps[step][1] for step in told.prizes.values())


def answered(
    contest: Prizes,
    tie: Tie,
    names: dict[str, str],
    chance: random.Random,
    answers: dict[str, dict[frozenset[str], Answer]],
) -> None:
    """The committee decides at random, and tells both. Equal for all may be more than there may be."""
    group = frozenset(names[id] for id in tie.ids)
    order = chance.sample(sorted(tie.ids), len(tie.ids))
    prizes = dict(zip(order, tie.seats, strict=True))
    contest.decide(Way.HAND, tie.board, prizes=prizes)
    # Of those who get the same prize the smaller id is written first: the order within it says nothing.
    seated = sorted(order, key=lambda id: (_place(prizes[id]), id))
    answers.setdefault(tie.board.value, {})[group] = ("order", [names[id] for id in seated])


def _place(step: int | None) -> int:
    return 10_000 if step is None else step


@pytest.mark.parametrize("number", range(CONTESTS))
def test_product_and_brute_force_say_the_same(sqlite_database: Database, number: int) -> None:
    chance = random.Random(f"season-{number}")
    made = invent(chance)
    if not any(made.weeks):
        made.weeks[0]["An"] = (1, 60)
        made.village_of.setdefault("An", None)
    contest, won = played(made)
    with_years(contest)
    answers: dict[str, dict[frozenset[str], Answer]] = {}
    for _ in range(20):
        draft = contest.draft()
        names = {**draft.unit_names, **{entry: name for name, entry in contest.entries.items()}}
        told = people_told(made, won if made.ladder.once else set(), answers) + units_told(made, answers)
        assert len(draft.boards) == len(told)
        for board, theirs in zip(draft.boards, told, strict=True):
            same(board, theirs, names, [(step.count, step.amount) for step in board.steps])
        if not draft.pending:
            assert contest.issue() == 1
            return
        tie = draft.pending[0].allocation.pending
        assert tie is not None
        answered(contest, tie, names, chance, answers)
    pytest.fail("the ties never end")


def with_years(contest: Prizes) -> None:
    """Everybody's birth year as the oracle has it."""
    with writing() as db:
        for human in db.exec(select(Human)):
            human.birth_year = YEARS[human.name]


def test_the_oracle_sums_the_best_weeks() -> None:
    made = Invented([{"An": (2, 60)}, {"An": (1, 60)}, {"An": (2, 90)}], Season(), WEEK, {"An": None})
    assert summed(made, "An") == Sum(5, 210, 2, 3)
    best = replace(made, season=Season(way=Adding.BEST, best=2, rungs=()))
    assert summed(best, "An") == Sum(4, 150, 2, 3)
    one = replace(made, season=Season(way=Adding.BEST, best=1, rungs=()))
    assert summed(one, "An") == Sum(2, 60, 0, 3)
