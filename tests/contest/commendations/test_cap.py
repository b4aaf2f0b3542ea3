"""At most so many prizes: the lowest ones go first, whoever is equal at the limit waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.commendations import freezing
from contest.commendations.rules import allocate, capped
from contest.commendations.states import Board
from contest.web.database import Database
from tests.contest.commendations import world
from tests.contest.commendations.notation import board, ladder, signs, waiting
from tests.contest.commendations.world import clear


@pytest.mark.parametrize(
    ("counts", "most", "kept"),
    [
        ((1, 2, 3), None, (1, 2, 3)),
        ((1, 2, 3), 7, (1, 2, 3)),
        ((1, 2, 3), 6, (1, 2, 3)),
        ((1, 2, 3), 5, (1, 2, 2)),
        ((1, 2, 3), 3, (1, 2, 0)),
        ((1, 2, 3), 2, (1, 1, 0)),
        ((1, 2, 3), 0, (0, 0, 0)),
        ((), 5, ()),
    ],
)
def test_beyond_the_most_the_lowest_prizes_go_first(
    counts: tuple[int, ...], most: int | None, kept: tuple[int, ...]
) -> None:
    assert tuple(step.count for step in capped(ladder(*counts), most)) == kept


def test_a_tie_at_the_limit_waits_for_the_committee() -> None:
    """Two prizes may be given, three are equal for the second."""
    found = allocate(Board.PEOPLE, board("1 2 2 2"), capped(ladder(1, 3), 2))
    assert signs(found) == "A t t t"
    assert waiting(found).prizes == 1


@pytest.mark.parametrize(("cap", "given"), [(None, 5), (100, 5), (84, 5), (83, 4), (50, 3), (17, 1), (16, 0)])
def test_no_more_prizes_than_so_many_of_those_who_took_part(
    database: Database, cap: int | None, given: int
) -> None:
    """Six took part: 84 of a hundred of them are five people, 83 are four."""
    made = world.closed(clear(6), ladder=replace(world.LADDER, cap=cap))
    steps = ["Nhất", "Nhì", "Nhì", "Khuyến khích", "Khuyến khích"]
    told = [prize for prize in made.told().values() if prize not in ("none", "waiting")]
    assert told == steps[:given]
    made.issue()
    left = freezing.content(made.draft()).left
    assert sum(one.capped for one in left) == 5 - given
    assert not any(one.unfilled for one in left)


def test_who_is_not_ranked_took_part_all_the_same(database: Database) -> None:
    """Four took part, two of them with everything right: two prizes, for half of four."""
    rules = world.RULES.changed(only_perfect=True)
    perfect = rules.questions_count
    made = world.closed(
        [("An", perfect), ("Bích", perfect), ("Chi", 3), ("Dũng", 3)],
        rules=rules,
        ladder=replace(world.LADDER, cap=50),
    )
    made.place("Bích", perfect, seconds=301)
    assert made.told() == {"An": "Nhất", "Bích": "Nhì"}
    made.bar("Dũng")
    assert made.told() == {"An": "Nhất"}
