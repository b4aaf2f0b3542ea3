"""At most so many prizes: the lowest ones go first, whoever is equal at the limit waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.commendations import deciding, freezing
from contest.commendations.ladders import Ladder
from contest.commendations.limits import capped, goes_beyond
from contest.commendations.rules import Step, allocate
from contest.commendations.states import Board, Way
from contest.errors import Invalid
from contest.web.database import Database
from tests.contest.commendations import world
from tests.contest.commendations.notation import board, decision, ladder, signs, waiting
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


# --- all get the upper prize ----------------------------------------------------------------------

#: Nhất 1, Nhì 2, Ba 3, for at most a tenth of those who took part.
TENTH = Ladder((Step("Nhất", 1, 1_000_000), Step("Nhì", 2, 700_000), Step("Ba", 3, 300_000)), cap=10)


def fifty(*first: int) -> list[tuple[str, int]]:
    """Fifty people, so five prizes: these scores, then one less each."""
    rest = [min(first) - at for at in range(1, 51 - len(first))]
    return [(f"Người {at:04d}", score) for at, score in enumerate([*first, *rest], 1)]


@pytest.mark.parametrize(
    ("counts", "most", "ranks", "words", "word", "beyond"),
    [
        ((1, 2, 3), None, "1 2 3 4 4 4 4", "", "keep", False),
        ((1, 2, 3), 5, "1 2 3 4 4 4 4", "", "keep", True),
        ((1, 2, 3), 5, "1 2 3 4 4 4 4", "", "defg", False),
        # Kept, one more than may be; with one Nhì less, as many as before.
        ((1, 2, 3), 5, "1 1 3 4 5 6 7", "", "keep", True),
        ((1, 2, 3), 5, "1 1 3 4 5 6 7", "", "drop", False),
        ((1, 2, 3), 5, "1 1 3 4 5", "", "keep", False),
        # The seats below count, though a tie waits there: lots would fill them.
        ((1, 2, 3), 5, "1 1 3 4 5 5 5", "", "keep", True),
        ((1, 2, 2), 6, "1 1 3 4 5 5 5", "", "keep", False),
        # What the first tie took, the second cannot have.
        ((1, 2, 2), 6, "1 1 3 4 5 5 5", "keep", "keep", True),
        ((1, 2, 2), 6, "1 1 3 4 5 5 5", "keep", "efg", False),
        ((1, 2, 2), 7, "1 1 3 4 5 5 5", "keep", "keep", False),
        ((1, 2, 2), 6, "1 1 3 4 4 4", "drop", "keep", False),
    ],
)
def test_whether_a_decision_goes_beyond(
    counts: tuple[int, ...], most: int | None, ranks: str, words: str, word: str, beyond: bool
) -> None:
    people, steps = board(ranks), capped(ladder(*counts), most)
    said = {}
    for each in words.split():
        said[waiting(allocate(Board.PEOPLE, people, steps, {}, said)).key] = decision(each)
    tie = waiting(allocate(Board.PEOPLE, people, steps, {}, said))
    assert goes_beyond(most, people, steps, {}, said, tie, decision(word)) is beyond


def test_twelve_prizes_are_not_given_where_five_may_be(database: Database) -> None:
    """Nine share rank 4, where two prizes are left."""
    made = world.closed(fifty(100, 99, 98, *[97] * 9), ladder=TENTH)
    for keep in (True, False, None):
        with pytest.raises(Invalid) as wrong:
            made.decide(keep_lower=keep)
        assert wrong.value.fields == {"way": deciding.BEYOND}
    made.decide(Way.DRAW)
    assert made.board().allocation.awarded == 5


def test_prizes_below_are_not_kept_where_that_is_one_too_many(database: Database) -> None:
    made = world.closed(fifty(100, 100), ladder=TENTH)
    with pytest.raises(Invalid) as wrong:
        made.decide(keep_lower=True)
    assert wrong.value.fields == {"lower": deciding.LOWER_BEYOND}
    made.decide(keep_lower=False)
    assert list(made.told().values()) == ["Nhất", "Nhất", "Nhì", "Ba", "Ba"]


def test_a_second_tie_after_one_that_was_shared(database: Database) -> None:
    """Two share the first prize; of three at the end two get one, by lots."""
    made = world.closed(fifty(100, 100, 99, 98, 98, 98), ladder=TENTH)
    made.decide(keep_lower=False)
    with pytest.raises(Invalid) as wrong:
        made.decide(keep_lower=True)
    assert wrong.value.fields == {"way": deciding.BEYOND}
    made.decide(Way.DRAW)
    assert made.board().allocation.awarded == 5


def test_prizes_for_units_know_no_limit(database: Database) -> None:
    made = world.closed(fifty(100), ladder=replace(TENTH, units=world.UNITS))
    assert [one.most for one in made.draft().boards] == [5, None, None]
