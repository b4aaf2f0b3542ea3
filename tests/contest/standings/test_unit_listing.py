"""Units by a measure: what is not public yet, what stands still, and that no other page says otherwise."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns import prizes
from contest.campaigns.prizes import Promised
from contest.errors import NotFound
from contest.standings import present, service, staging, store, unit_listing
from contest.standings.pages import UnitsPage
from contest.standings.service import Brought
from contest.standings.units import Measure, UnitPlaced, by_mean, by_number, by_points, by_rate
from contest.units import merging
from contest.web.database import Database, reading, writing
from tests.contest.standings import world
from tests.contest.standings.stagehand import LATER, NOW, WHO, close, do, freeze, put, view

PEOPLE = {"a": 3, "b": 2, "c": 1}
SIZES = {"a": 30, "b": 10, "c": 4}


@pytest.fixture(autouse=True)
def fresh(database: Database) -> None:
    present.forget_boards()
    prizes.use_prizes(None)


def page(round_id: str, by: str = "points", at: datetime = NOW, number: int = 1, own: str = "") -> UnitsPage:
    with reading() as db:
        return unit_listing.listed(db, round_id, (own,) if own else (), by, number, at)


def told(shown: UnitsPage) -> list[tuple[int, str, str]]:
    return [(row.rank, row.name, row.figure.replace("\u00a0", " ")) for row in shown.rows]


def filled(people: int = 5) -> tuple[str, str]:
    """A round, and its one unit, of which so many took part with 1, 2, 3, … right."""
    unit = world.make_units({"Thôn 1": 20})["Thôn 1"]
    round_id = world.make_round(world.rules())
    for number in range(people):
        put(round_id, f"Người {number}", number + 1, unit=unit)
    return round_id, unit


# --- the sum of points ------------------------------------------------------------------------------


def ranks(placed: tuple[UnitPlaced, ...]) -> dict[str, tuple[int, Fraction | None]]:
    return {one.unit_id: (one.rank, one.score) for one in placed}


def test_the_sum_is_exact_and_may_be_below_zero() -> None:
    assert ranks(by_points(PEOPLE, SIZES, 1, {"a": 2501, "b": 2501, "c": -50})) == {
        "a": (1, Fraction(2501, 100)),
        "b": (1, Fraction(2501, 100)),
        "c": (3, Fraction(-1, 2)),
    }
    placed = by_points(PEOPLE, SIZES, 1, {"a": 2501, "b": 2501}, perfect={"b": 1})
    assert [(one.unit_id, one.rank) for one in placed] == [("b", 1), ("a", 2), ("c", 3)]


@pytest.mark.parametrize(
    ("minimum", "least", "there"),
    [(1, 0, "abc"), (4, 0, "abc"), (5, 0, "ab"), (11, 0, "a"), (31, 0, ""), (1, 2, "ab"), (1, 4, "")],
)
def test_the_smallest_unit_whose_points_count(minimum: int, least: int, there: str) -> None:
    assert {one.unit_id for one in by_points(PEOPLE, SIZES, minimum, {}, least)} == set(there)


@pytest.mark.parametrize(("minimum", "is_there"), [(3, True), (4, False)])
def test_a_unit_of_unknown_size_is_as_large_as_those_who_came(minimum: int, is_there: bool) -> None:
    assert bool(by_points({"a": 3}, {}, minimum, {"a": 300})) == is_there


UNITS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 40))
NUMBERS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-5_000, 5_000))


@given(people=UNITS, sizes=UNITS, points=NUMBERS, minimum=st.integers(1, 12), least=st.integers(0, 12))
def test_mean_and_sum_take_the_same_units_and_tell_of_one_sum(
    people: dict[str, int], sizes: dict[str, int], points: dict[str, int], minimum: int, least: int
) -> None:
    means = by_mean(people, sizes, minimum, points, least)
    sums = by_points(people, sizes, minimum, points, least)
    assert {one.unit_id: (one.score or 0) * one.people for one in means} == {
        one.unit_id: one.score for one in sums
    }
    scores = [one.score for one in sums]
    assert scores == sorted(scores, key=lambda one: -(one or 0))
    assert [one.rank for one in sums] == [
        1 + sum((s or 0) > (one.score or 0) for s in scores) for one in sums
    ]


# --- the database adds up ---------------------------------------------------------------------------


def test_what_units_brought_is_what_stands_on_the_board(database: Database) -> None:
    round_id, unit = filled()
    put(round_id, "Không đơn vị", 9)
    with reading() as db:
        found, counted = service.brought(db, round_id), service.participation(db, round_id)
        one_by_one = [points for _, points in db.connection().execute(store.entry_points(round_id))]
    assert found == Brought({unit: 5}, {unit: 1500}) and found.people == counted
    assert sum(one_by_one) == 1500 + 900


def test_nobody_brought_nothing(database: Database) -> None:
    round_id = world.make_round(world.rules())
    with reading() as db:
        assert service.brought(db, round_id) == Brought({}, {})


def test_a_merged_unit_brings_its_points_to_the_other(database: Database) -> None:
    thon = world.make_units({"Thôn 1": 20, "Thôn 2": 30})
    round_id = world.make_round(world.rules())
    for number in range(6):
        put(round_id, f"Người {number}", 2, unit=thon["Thôn 1" if number % 2 else "Thôn 2"])
    assert told(page(round_id)) == [], "three of each"
    with writing() as db:
        one, into = thon["Thôn 1"], thon["Thôn 2"]
        merging.merge(db, WHO, one, into, merging.plan(db, one, into, NOW).version, False, NOW)
    assert told(page(round_id)) == [(1, "Thôn 2", "12")]


# --- what is not public yet -------------------------------------------------------------------------


@pytest.mark.parametrize("at", [world.OPENS, NOW, world.CLOSES, LATER])
@pytest.mark.parametrize("by", ["", *Measure])
def test_a_closed_board_tells_nothing(by: str, at: datetime) -> None:
    unit = world.make_units({"Thôn 1": 20})["Thôn 1"]
    round_id = world.make_round(world.PREDICTING)
    before = page(round_id, by, at)
    own, *_ = (put(round_id, f"Người {number}", 9, unit=unit) for number in range(6))
    assert page(round_id, by, at) == page(round_id, by, at, own=own) == before
    assert not before.shown and before.rows == () and before.count == 0


@pytest.mark.parametrize("by", Measure)
def test_while_places_are_covered_no_unit_stands_anywhere(by: str) -> None:
    round_id, _ = filled()
    close(round_id)
    do(staging.cover, round_id, 2, now=LATER)
    shown = page(round_id, by, LATER)
    assert (shown.covered, shown.rows, shown.count, shown.unknown) == (2, (), 0, 0)
    with writing() as db:
        staging.uncover(db, WHO, view(round_id, LATER), 2, LATER, whole=True)
    assert [row.name for row in page(round_id, by, LATER).rows] == ["Thôn 1"]


def test_what_stands_still_stands_still_by_every_measure() -> None:
    round_id, unit = filled()
    before = {by: told(page(round_id, by)) for by in Measure}
    freeze(round_id)
    for number in range(3):
        put(round_id, f"Người {number + 5}", 15, unit=unit)
    for by in Measure:
        shown = page(round_id, by)
        assert (told(shown), shown.frozen) == (before[by], NOW), by
    close(round_id)
    shown = page(round_id, at=LATER)
    assert (told(shown), shown.frozen, shown.provisional) == ([(1, "Thôn 1", "60")], None, False)


def test_a_board_that_was_stopped_before_points_were_kept_says_so() -> None:
    round_id, unit = filled()
    freeze(round_id)
    with writing() as db:
        row = store.own_screen(db, round_id)
        row.frozen = row.frozen.replace(f'"points":{{"{unit}":1500}},', "")
        store.keep(db, row)
    for by in (Measure.MEAN, Measure.POINTS):
        shown = page(round_id, by)
        assert (shown.untold, shown.rows, shown.frozen) == (True, (), NOW)
    assert told(page(round_id, "number")) == [(1, "Thôn 1", "5 người")]


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_points_of_a_few_are_not_told(people: int, is_told: bool) -> None:
    """Whoever keeps their name off the board has no unit there either; nor do their points come with one."""
    round_id, _ = filled(people)
    for by in (Measure.MEAN, Measure.POINTS):
        assert bool(page(round_id, by).rows) == is_told
    for by in (Measure.NUMBER, Measure.RATE):
        assert len(page(round_id, by).rows) == 1


@pytest.mark.parametrize(("least", "is_told"), [(0, True), (5, True), (6, False)])
def test_the_mean_asks_for_as_many_as_the_list_of_prizes(least: int, is_told: bool) -> None:
    round_id, _ = filled()
    prizes.use_prizes(lambda db, of: Promised(measures=("mean",), mean_least=least))
    assert bool(page(round_id, "").rows) == is_told
    assert page(round_id, "").by == "mean" and page(round_id, "points").rows != ()
    prizes.use_prizes(None)


def test_a_measure_that_there_is_not() -> None:
    round_id, _ = filled(0)
    with pytest.raises(NotFound):
        page(round_id, "won")


# --- no other page says otherwise -------------------------------------------------------------------


def test_the_board_has_the_same_units() -> None:
    thon = world.make_units({f"Thôn {number}": 20 + number for number in range(4)})
    round_id = world.make_round(world.rules())
    for number, unit in enumerate(thon.values()):
        for person in range(number + 1):
            put(round_id, f"Người {number} {person}", 5, unit=unit)
    with reading() as db:
        board = present.board(db, round_id, (), NOW)
    by_board = [(row.rank, row.name, row.figure) for row in board.units]
    assert told(page(round_id, "rate")) == by_board
    assert len(by_board) == 4


@given(
    people=UNITS,
    sizes=UNITS,
    points=NUMBERS,
    minimum=st.integers(1, 12),
    least=st.integers(0, 12),
)
def test_each_measure_is_the_order_that_prizes_follow(
    people: dict[str, int], sizes: dict[str, int], points: dict[str, int], minimum: int, least: int
) -> None:
    given = (people, sizes, minimum)
    brought = Brought(people, points)
    found = {one: unit_listing.ranked(one, brought, sizes, minimum, least) for one in Measure}
    assert found[Measure.NUMBER] == by_number(*given)
    assert found[Measure.RATE] == by_rate(*given)
    assert found[Measure.MEAN] == by_mean(*given, points, least)
    assert found[Measure.POINTS] == by_points(*given, points, least)
    for measure, placed in found.items():
        assert all(all(unit_listing.figure(one, measure)) for one in placed)
