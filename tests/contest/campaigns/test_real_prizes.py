"""Real contests from the first entry to the issued list: who wins what, and which unit."""

from __future__ import annotations

from itertools import groupby

import pytest

from contest.web import database
from contest.web.database import Database
from tests.contest.campaigns.playing import Prizes, play
from tests.contest.rounds.conftest import fresh
from tests.contest.ruleset.real import ha_tinh, quang_nam_2022
from tests.contest.ruleset.real.all import REAL
from tests.contest.ruleset.real.shape import Real

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here


def sets(told: list[Prizes]) -> list[dict[str, set[str]]]:
    """Who is equal stands in any order."""
    return [{prize: set(names) for prize, names in one.items()} for one in told]


def expected_places(real: Real) -> list[tuple[int, set[str]]]:
    """Each group of equals with its rank, the next one skipping as many as are equal."""
    groups = [set(group.split(" = ")) for group in real.order]
    return [(1 + sum(map(len, groups[:index])), group) for index, group in enumerate(groups)]


def check(real: Real) -> None:
    played = play(real)
    places = [
        (rank, {name for _, name in group})
        for rank, group in groupby(played.places(0), key=lambda place: place[0])
    ]
    assert places == expected_places(real)
    assert played.truths == list(real.truth)
    assert sets(played.people) == sets([dict(one) for one in real.winners])
    assert sets(played.units) == sets([dict(one) for one in real.units])
    assert played.tied == [frozenset(group.split(" = ")) for group in real.tied]


@pytest.mark.parametrize("place", REAL)
def test_places_winners_and_units_of_a_real_contest(sqlite_database: Database, place: str) -> None:
    check(REAL[place])


@pytest.mark.parametrize("place", [ha_tinh.CONTEST.place, quang_nam_2022.CONTEST.place])
def test_the_same_on_the_other_database(postgresql_url: str, place: str) -> None:
    configured = database.configure(postgresql_url)
    check(REAL[place])
    configured.close()


def test_there_are_at_least_ten_and_each_is_whole() -> None:
    assert len(REAL) >= 10
    for real in REAL.values():
        assert len(real.winners) == len(real.units) == len(real.windows) == len(real.truth)
        assert len({human.name for human in real.people}) == len(real.people)
