"""The order of real contests by the pure rules alone: what each attempt brought in, the places out."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import pytest

from contest.standings.rules import Known, Result, counting, is_ranked, rank, sort_key
from contest.web.database import to_ms
from tests.contest.ruleset.real.all import REAL
from tests.contest.ruleset.real.shape import Human, Real, Sat


def brought(real: Real, human: Human, number: int, one: Sat) -> Result:
    """An attempt as grading hands it over. Who was too late has nothing, and ended at the deadline."""
    limit = real.rules.seconds
    right = 0 if one.late else one.right
    return Result(
        human.name,
        f"{human.name} {number}",
        number,
        points=real.marks * right,
        right=right,
        seconds=min(one.seconds, limit),
        submitted_ms=to_ms(one.at + timedelta(seconds=min(one.seconds, limit)) if one.late else one.ends),
        prediction=None if one.late else one.guess,
        started_ms=to_ms(one.at),
        perfects=int(right == real.rules.questions_count),
        birth_year=human.year,
    )


def counted(real: Real, round_number: int) -> list[Result]:
    """What counts for everybody who may be ranked."""
    found = []
    for human in real.people:
        here = [one for one in human.sat if one.round == round_number]
        results = [brought(real, human, number, one) for number, one in enumerate(here, 1) if not one.void]
        if results and not human.barred:
            found.append(counting(real.rules, results))
    return [one for one in found if is_ranked(real.rules, one)]


def places(real: Real, round_number: int) -> list[tuple[int, list[str]]]:
    """Each rank with those who share it."""
    known = Known(real.truth[round_number - 1])
    results = counted(real, round_number)
    ranks = rank([sort_key(real.rules, one, known) for one in results])
    rows = sorted(zip(ranks, (one.entry_id for one in results), strict=True))
    return [(at, [name for _, name in group]) for at, group in groupby(rows, key=lambda row: row[0])]


@pytest.mark.parametrize("place", REAL)
def test_the_order_of_a_real_contest(place: str) -> None:
    real = REAL[place]
    told = places(real, 1)
    expected = [sorted(group.split(" = ")) for group in real.order]
    assert [names for _, names in told] == expected
    assert [at for at, _ in told] == [1 + sum(map(len, expected[:index])) for index in range(len(expected))]


@pytest.mark.parametrize("place", [place for place, real in REAL.items() if len(real.windows) > 1])
def test_winners_of_a_later_round_stand_in_its_order(place: str) -> None:
    """Whoever has a better prize has no worse place; those passed over stand between them."""
    real = REAL[place]
    at = {name: rank for rank, names in places(real, 2) for name in names}
    steps = [step.name for step in real.ladder.people]
    told = [at[name] for step in steps for name in real.winners[1].get(step, ())]
    assert told == sorted(told)
    assert told
