"""What a regrade would do to prizes: the very list that the board after it would give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.commendations import regraded
from contest.commendations.ladders import Ladder
from contest.commendations.rules import Outcome, Step
from contest.standings import service as standings
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.test_refuse import refuse
from tests.contest.commendations.world import NOW, Prizes

SCORES = (("A", 15), ("B", 14), ("C", 13), ("D", 12), ("E", 11), ("F", 10))


def ranked(made: Prizes) -> tuple[tuple[str, int], ...]:
    """(entry, rank) of the board as it stands."""
    with reading() as db:
        return tuple((one.entry_id, one.rank) for one in standings.every(db, made.round_id))


def effect(made: Prizes, before: Any, after: Any) -> dict[str, tuple[str, str]]:
    """Name → prize before and after."""
    with reading() as db:
        found = regraded.effect(db, made.round_id, before, after, NOW)
    names = {entry: name for name, entry in made.entries.items()}
    return {names[one.entry_id]: (one.before, one.after) for one in found}


def made_with(ladder: Ladder | None = world.LADDER) -> Prizes:
    return world.closed(SCORES, ladder=ladder)


def test_who_gains_loses_or_changes(database: Database) -> None:
    made = made_with()
    before = ranked(made)
    made.place("A", 9)
    assert effect(made, before, ranked(made)) == {
        "A": ("Nhất", ""),
        "B": ("Nhì", "Nhất"),
        "D": ("Khuyến khích", "Nhì"),
        "F": ("", "Khuyến khích"),
    }


def test_the_same_board_changes_nothing(sqlite_database: Database) -> None:
    made = made_with()
    assert effect(made, ranked(made), ranked(made)) == {}


def test_nobody_has_set_a_ladder(sqlite_database: Database) -> None:
    made = made_with(None)
    before = ranked(made)
    made.place("A", 9)
    assert effect(made, before, ranked(made)) == {}


def test_a_new_tie_waits_for_the_committee(sqlite_database: Database) -> None:
    made = made_with()
    before = ranked(made)
    made.place("B", 15)
    found = effect(made, before, ranked(made))
    assert found["A"] == ("Nhất", regraded.WAITS) and found["B"] == ("Nhì", regraded.WAITS)


def test_who_is_barred_is_passed_over(sqlite_database: Database) -> None:
    made = made_with()
    before = ranked(made)
    after = tuple((entry, rank) for entry, rank in before if entry != made.entries["A"])
    made.bar("A")
    moved = tuple((entry, place) for place, (entry, _) in enumerate(after, 1))
    assert effect(made, before, moved) == {}, "they had no prize before either"


def test_who_refused_stays_without_a_prize(sqlite_database: Database) -> None:
    made = made_with()
    before = ranked(made)
    refuse(made, "A")
    made.place("A", 9)
    found = effect(made, before, ranked(made))
    assert "A" not in found


def test_a_tie_may_reach_beyond_what_is_read_first(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regraded, "SPARE", -4)
    made = made_with()
    before = ranked(made)
    level = tuple((entry, 1) for entry, _ in before)
    found = effect(made, before, level)
    assert {after for _, after in found.values()} == {regraded.WAITS} and len(found) == 6


def test_issued_lists_are_named_with_their_last_number(database: Database) -> None:
    made = made_with()
    with reading() as db:
        assert regraded.issued(db, world.campaigns.view(db, made.round_id, NOW)) == ()
    made.issue()
    made.place("A", 9)
    made.issue("Chấm lại câu 7")
    with reading() as db:
        (told,) = regraded.issued(db, world.campaigns.view(db, made.round_id, NOW))
    assert told.replace("\xa0", " ") == "danh sách trao giải bản số 2"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(8, 15), min_size=6, max_size=6),
    st.lists(st.integers(1, 3), min_size=1, max_size=3),
)
def test_it_says_what_the_list_of_prizes_says_afterwards(
    sqlite_database: Database, scores: list[int], counts: list[int]
) -> None:
    made = _world(counts)
    before, was = ranked(made), told(made)
    for name, right in zip(sorted(made.entries), scores, strict=True):
        made.place(name, right)
    after, now_has = ranked(made), told(made)
    expected = {
        name: (was.get(name, ""), now_has.get(name, ""))
        for name in made.entries
        if was.get(name, "") != now_has.get(name, "")
    }
    assert effect(made, before, after) == expected
    for name, right in SCORES:
        made.place(name, right)


_made: dict[int, Prizes] = {}


def _world(counts: list[int]) -> Prizes:
    """One contest for all examples of a test, each with a ladder of its own."""
    with reading() as db:
        there = {id: made for id, made in _made.items() if world.campaigns.campaign_of(db, made.round_id)}
    made = next(iter(there.values()), None) or world.closed(SCORES)
    _made.clear()
    _made[0] = made
    made.ladder(Ladder(people=tuple(Step(f"Giải {at}", count, 100) for at, count in enumerate(counts, 1))))
    return made


def told(made: Prizes) -> dict[str, str]:
    """Name → prize, by the list of prizes itself."""
    board = made.board()
    names = {entry: name for name, entry in made.entries.items()}
    found = {}
    for row in board.allocation.rows:
        if row.outcome is Outcome.PRIZE:
            found[names[row.id]] = board.steps[row.step or 0].name
        elif row.outcome in (Outcome.TIED, Outcome.WAITING):
            found[names[row.id]] = regraded.WAITS
    return found
