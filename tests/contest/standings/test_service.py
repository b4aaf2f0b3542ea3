"""Placing results and reading places: SQL and the pure rules say the same, on both databases."""

from __future__ import annotations

import random

import pytest

from contest.ruleset.rules import Counting, Criterion
from contest.standings import forgetting, service
from contest.standings import rules as order
from contest.standings.rules import Known, Result
from contest.web.database import Database, reading, writing
from tests.contest.standings import world

POINTS_ONLY = world.rules(criteria=(Criterion.POINTS,))


def put(round_id: str, results: list[Result], given=world.rules(), truth: int | None = None) -> None:  # noqa: B008
    with writing() as db:
        service.place(db, given, round_id, results, None if truth is None else Known(truth))


def board(round_id: str) -> list[service.Placed]:
    with reading() as db:
        return list(service.every(db, round_id, size=7))


def ranks(round_id: str) -> dict[str, int]:
    return {one.entry_id: one.rank for one in board(round_id)}


def people(count: int, given=world.rules(), attempts: int = 1) -> tuple[str, list[str]]:  # noqa: B008
    round_id = world.make_round(given)
    return round_id, world.enter(round_id, [f"Người {number}" for number in range(count)], attempts)


def test_more_points_stand_first_and_equal_places_are_shared(database: Database) -> None:
    round_id, (an, binh, chi, dung) = people(4)
    put(round_id, [world.result(an, 9), world.result(binh, 10), world.result(chi, 9), world.result(dung, 8)])
    assert ranks(round_id) == {binh: 1, an: 2, chi: 2, dung: 4}


def test_faster_then_earlier_breaks_a_tie(database: Database) -> None:
    round_id, (an, binh, chi) = people(3)
    late = world.result(chi, 9, 300).submitted_ms + 1
    put(
        round_id,
        [world.result(an, 9, 300), world.result(binh, 9, 299), world.result(chi, 9, 300, submitted_ms=late)],
    )
    assert ranks(round_id) == {binh: 1, an: 2, chi: 3}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sql_orders_and_ranks_as_the_rules_do(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    given = chance.choice([world.rules(), POINTS_ONLY, world.PREDICTING])
    round_id, entries = people(60, given)
    truth = chance.choice([None, 40])
    results = [
        world.result(
            entry,
            chance.randint(0, 4),
            chance.randint(100, 103),
            prediction=chance.choice([None, -3, 38, 40, 42]),
        )
        for entry in entries
    ]
    put(round_id, chance.sample(results, 60), given, truth)

    def key(result: Result) -> order.Key:
        return order.key(given, result, None if truth is None else Known(truth))

    keys = sorted(map(key, results))
    expected = list(zip([one.entry_id for one in keys], order.rank([one.place for one in keys]), strict=True))
    assert [(one.entry_id, one.rank) for one in board(round_id)] == expected
    with reading() as db:
        for offset in (0, 1, 13, 59, 60):
            page = service.table(db, round_id, offset, 5)
            assert [(one.entry_id, one.rank) for one in page] == expected[offset : offset + 5]
        for index, (entry, rank) in enumerate(expected):
            own = service.own(db, round_id, entry)
            assert own and (own.rank, own.total) == (rank, 60)
            around = [(one.entry_id, one.rank) for one in own.neighbours]
            assert around == expected[max(0, index - 2) : index + 3]
            bare = service.own(db, round_id, entry, around=0)
            assert bare and (bare.rank, bare.neighbours) == (rank, ())


def test_nobody_is_on_an_empty_board(database: Database) -> None:
    round_id, (an,) = people(1)
    with reading() as db:
        assert service.own(db, round_id, an) is None
        assert service.top(db, round_id, 10) == []
        assert service.total(db, round_id) == 0
        assert service.participation(db, round_id) == {}
    assert board(round_id) == []


def test_placing_nothing_is_nothing(database: Database) -> None:
    round_id, _ = people(1)
    put(round_id, [])
    assert board(round_id) == []


@pytest.mark.parametrize(
    ("counting", "expected"), [(Counting.BEST, 9), (Counting.LAST, 5), (Counting.FIRST, 7)]
)
@pytest.mark.parametrize("turn", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_the_attempt_that_counts_does_not_depend_on_the_order_of_arrival(
    database: Database, counting: Counting, expected: int, turn: tuple[int, ...]
) -> None:
    given = world.rules(counting=counting, attempts_allowed=3, visibility=world.Visibility())
    round_id, (an,) = people(1, given, attempts=3)
    right = {1: 7, 2: 9, 3: 5}
    put(round_id, [world.result(an, right[number], number=number) for number in turn], given)
    (one,) = board(round_id)
    assert one.right == expected
    assert one.attempt_id == world.attempt_id(an, {7: 1, 9: 2, 5: 3}[expected])


def test_several_attempts_of_one_person_may_come_at_once(database: Database) -> None:
    given = world.rules(attempts_allowed=2, visibility=world.Visibility())
    round_id, (an,) = people(1, given, attempts=2)
    put(round_id, [world.result(an, 3, number=1), world.result(an, 8, number=2)], given)
    assert [one.right for one in board(round_id)] == [8]


def test_of_equal_attempts_the_earlier_counts(database: Database) -> None:
    given = world.rules(attempts_allowed=2, criteria=(Criterion.POINTS,), visibility=world.Visibility())
    round_id, (an,) = people(1, given, attempts=2)
    put(round_id, [world.result(an, 3, number=2), world.result(an, 3, number=1)], given)
    assert [one.attempt_id for one in board(round_id)] == [world.attempt_id(an, 1)]


def test_placing_again_changes_nothing_and_a_new_grade_replaces_the_old(database: Database) -> None:
    round_id, (an, binh) = people(2)
    put(round_id, [world.result(an, 9), world.result(binh, 8)])
    before = board(round_id)
    put(round_id, [world.result(an, 9)])
    assert board(round_id) == before
    put(round_id, [world.result(an, 7)])
    assert ranks(round_id) == {binh: 1, an: 2}


def test_placing_again_takes_what_is_brought_for_the_whole_person(database: Database) -> None:
    given = world.rules(attempts_allowed=2, visibility=world.Visibility())
    round_id, (an,) = people(1, given, attempts=2)
    put(round_id, [world.result(an, 5, number=1), world.result(an, 9, number=2)], given)
    assert [one.right for one in board(round_id)] == [9]
    put(round_id, [world.result(an, 5, number=1)], given)
    assert [one.right for one in board(round_id)] == [5], "the better one is void"


def test_a_void_attempt_leaves_the_board(database: Database) -> None:
    round_id, (an, binh) = people(2)
    put(round_id, [world.result(an, 9), world.result(binh, 8)])
    with writing() as db:
        service.remove(db, round_id, [an])
    assert ranks(round_id) == {binh: 1}


def test_before_close_the_prediction_is_left_out_and_at_close_it_ranks(database: Database) -> None:
    round_id, (an, binh, chi) = people(3, world.PREDICTING)
    results = [
        world.result(an, 9, 200, prediction=30),
        world.result(binh, 9, 300, prediction=41),
        world.result(chi, 9, 100),
    ]
    put(round_id, results, world.PREDICTING)
    assert ranks(round_id) == {chi: 1, an: 2, binh: 3}
    cursor: str | None = ""
    slices = 0
    while cursor is not None:
        with writing() as db:
            cursor = service.rebuild(db, world.PREDICTING, round_id, Known(40), cursor, limit=2)
        slices += 1
    assert slices == 2
    assert ranks(round_id) == {binh: 1, an: 2, chi: 3}
    assert {one.entry_id: one.prediction_error for one in board(round_id)} == {an: 10, binh: 1, chi: None}


def test_rebuilding_twice_is_rebuilding_once_and_equals_placing_with_the_truth(database: Database) -> None:
    round_id, entries = people(9, world.PREDICTING)
    results = [world.result(entry, 5, prediction=place * 7 % 5) for place, entry in enumerate(entries)]
    put(round_id, results, world.PREDICTING)
    for _ in range(2):
        with writing() as db:
            assert service.rebuild(db, world.PREDICTING, round_id, Known(3)) is None
    rebuilt = board(round_id)
    put(round_id, results, world.PREDICTING, truth=3)
    assert board(round_id) == rebuilt


def test_boards_of_other_rounds_are_left_alone(database: Database) -> None:
    first, (an,) = people(1)
    second = world.make_round(world.rules(), slug="khac")
    (binh,) = world.enter(second, ["Bình"])
    put(first, [world.result(an, 3)])
    put(second, [world.result(binh, 9)])
    with writing() as db:
        service.rebuild(db, world.rules(), second, Known())
        service.remove(db, second, [an])
    assert ranks(first) == {an: 1}
    assert ranks(second) == {binh: 1}


def test_a_full_hall_is_placed_in_one_call(database: Database) -> None:
    round_id, entries = people(1200)
    put(round_id, [world.result(entry, place % 16) for place, entry in enumerate(entries)])
    with reading() as db:
        assert service.total(db, round_id) == 1200
        own = service.own(db, round_id, entries[15])
        assert own is not None and own.rank == 1
        assert sum(1 for _ in service.every(db, round_id)) == 1200


def test_participation_counts_people_on_the_board_by_unit(database: Database) -> None:
    thon = world.make_units({"Thôn 1": 20, "Thôn 2": 10})
    round_id = world.make_round(world.rules())
    first = world.enter(round_id, ["An", "Bình", "Chi"], unit=thon["Thôn 1"])
    (dung,) = world.enter(round_id, ["Dung"], unit=thon["Thôn 2"])
    (em,) = world.enter(round_id, ["Em"])
    put(round_id, [world.result(entry, 5) for entry in (*first[:2], dung, em)])
    with reading() as db:
        assert service.participation(db, round_id) == {thon["Thôn 1"]: 2, thon["Thôn 2"]: 1}


def test_the_version_moves_with_every_kind_of_change(database: Database) -> None:
    round_id, (an, binh) = people(2)
    seen = []

    def look() -> None:
        with reading() as db:
            seen.append(service.version(db, round_id))

    look()
    for step in (
        [world.result(an, 3)],
        [world.result(binh, 3)],
        [world.result(an, 3, number=2, attempt_id=world.attempt_id(an))],
    ):
        put(round_id, step)
        look()
    for change in (
        lambda db: service.remove(db, round_id, [an]),
        lambda db: forgetting.show_anew(db, round_id),
    ):
        with writing() as db:
            change(db)
        look()
    assert seen == [0, 1, 2, 3, 4, 5]
