"""Any answers, any keys: a regraded round is as one that had the right keys from the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import entropy
from contest.grades import service as grades
from contest.people import service as people
from contest.ruleset.rules import Counting, Ruleset
from contest.web.database import Database, reading
from tests.contest.regrades import world
from tests.contest.regrades.world import APPLIED, Answers, Recount
from tests.contest.rounds import world as rounds

OPTION = st.integers(0, 2)
PAPER = st.tuples(*[st.one_of(st.none(), OPTION)] * 3)
PERSON = st.lists(PAPER, min_size=1, max_size=2)
RULES: dict[str, dict[str, Any]] = {
    "one": {},
    "best": {"attempts_allowed": 2, "counting": Counting.BEST},
    "mean": {"attempts_allowed": 2, "counting": Counting.MEAN},
    "last": {"attempts_allowed": 2, "counting": Counting.LAST},
    "perfect": {"only_perfect": True},
    "costly": {"wrong_costs": 50},
}
NAMES = ("A Thui", "Y Bích", "A Lan", "Y Hà", "A Nam")
KEY = st.tuples(OPTION, OPTION, OPTION)


def filled(rules: Ruleset, keys: Sequence[int], crowd: Sequence[Sequence[Answers]]) -> Recount:
    made = world.make(rules, keys, slug=f"c{entropy.new_id()}")
    most = 2 if rules.several else 1
    for minute, (name, given_papers) in enumerate(zip(NAMES, crowd, strict=False)):
        made.answer(name, *given_papers[:most], minute=minute // 2)
    return made


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(RULES)), KEY, KEY, st.lists(PERSON, min_size=1, max_size=5))
def test_a_regraded_round_is_as_one_that_had_the_right_keys_from_the_start(
    sqlite_database: Database,
    kind: str,
    wrong: tuple[int, ...],
    right: tuple[int, ...],
    crowd: list[list[Answers]],
) -> None:
    rules = rounds.rules(**RULES[kind])
    fresh, made = filled(rules, right, crowd), filled(rules, wrong, crowd)
    rounds.work(world.RANKED)
    for number, key in enumerate(right):
        made.correct(number, key)
    if wrong == right:
        return
    before = world.dump()
    regrade = made.tried()
    assert world.dump() == before
    ranks_before = {name: place[0] for name, place in made.places().items()}
    was = made.graded()
    made.apply(regrade)
    rounds.work(APPLIED)
    assert made.graded() == fresh.graded()
    assert made.places() == fresh.places()
    same_as_told(made, regrade, was, ranks_before)


def same_as_told(
    made: Recount,
    regrade: str,
    was: dict[tuple[str, int], tuple[object, ...]],
    ranks_before: dict[str, object],
) -> None:
    """What the trial told is what is there, and all of it."""
    found, places = made.changes(regrade), made.places()
    with reading() as db:
        newest = grades.latest(db, list(found))
        named = people.full_names(db, {one.entry_id for one in found.values()})
    for id, one in found.items():
        assert (one.points_after, one.right_after) == (newest[id].points, newest[id].right)
        name = named[one.entry_id].name
        assert (one.rank_before, one.rank_after) == (
            ranks_before.get(name),
            places[name][0] if name in places else None,
        )
    now_has = made.graded()
    changed = {
        made.attempts[name][number] for (name, number), mark in was.items() if now_has[name, number] != mark
    }
    assert changed == set(found), "all that changes, and nothing else"
    moved = {
        name for name in {**ranks_before, **places} if ranks_before.get(name) != places.get(name, (None,))[0]
    }
    assert made.regrade(regrade).moved == len(moved)
