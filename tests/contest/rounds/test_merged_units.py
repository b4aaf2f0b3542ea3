"""Two units merged in the middle of a contest: nobody is lost, nobody is counted twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from contest.attempts import adjusting
from contest.attempts import service as attempts
from contest.attempts.adjusting import Scope
from contest.errors import Conflict
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.rounds import asking, export, monitor
from contest.rounds.deed_pages import Asked
from contest.standings import hall, present
from contest.standings import service as standings
from contest.units import merging
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.test_index import ADMIN
from tests.contest.rounds.world import CLOSES, OPENS, World

NOON = OPENS + timedelta(minutes=10)
A, B = "Thôn Đăk Rao", "Thôn Đắk Rao Lớn"


def merge(units: dict[str, str], unit: str = B, into: str = A, together: bool = False) -> None:
    with writing() as db:
        version = merging.plan(db, units[unit], units[into], NOON).version
        merging.merge(db, "tung", units[unit], units[into], version, together, NOON)


@pytest.fixture
def units(database: Database) -> dict[str, str]:
    return world.make_units({A: 40, B: 30, "Thôn Kon Tu": 20})


@pytest.fixture
def contest(units: dict[str, str]) -> World:
    """One person of A and one of B have handed in; a second of B is sitting."""
    return filled(units, visibility=world.at_once())


def filled(units: dict[str, str], **rules: Any) -> World:
    made = world.make(world.rules(**rules))
    made.sit("Y Bích", OPENS, 2, unit=units[A])
    made.sit("A Thui", OPENS, 1, unit=units[B])
    made.start(made.join("Y Hằng", units[B]).entry_id, OPENS)
    return made


def board(contest: World) -> list[tuple[str, int, int]]:
    with reading() as db:
        present.forget_boards()
        found = present.board(db, contest.round_id, [], NOON)
        placed = present.unit_board(db, contest.view(NOON))
    return [(row.name, one.people, one.headcount) for row, one in zip(found.units, placed, strict=True)]


def test_the_board_shows_one_row_with_both_people(contest: World, units: dict[str, str]) -> None:
    assert set(board(contest)) == {(B, 1, 30), (A, 1, 40)}
    merge(units)
    assert board(contest) == [(A, 2, 40)]


def test_or_with_both_headcounts(contest: World, units: dict[str, str]) -> None:
    merge(units, together=True)
    assert board(contest) == [(A, 2, 70)]


def test_the_monitor_counts_them_together(contest: World, units: dict[str, str]) -> None:
    merge(units)
    with reading() as db:
        counts = monitor.counts(db, contest.view(NOON), NOON)
    assert {(unit.name, unit.people, unit.headcount) for unit in counts.units} == {
        (A, 3, 40),
        ("Thôn Kon Tu", 0, 20),
    }
    assert (counts.people, counts.headcount) == (3, 60)


def test_who_sat_before_and_after_is_one_person(units: dict[str, str]) -> None:
    """The first attempt says B, the second, begun after the merge, says A."""
    contest = filled(units, attempts_allowed=2)
    with reading() as db:
        (twice,) = [one.entry_id for one in people.search(db, contest.view(NOON).campaign_id, "thui")]
    merge(units)
    contest.start(twice, NOON)
    with reading() as db:
        assert attempts.counts_by_unit(db, contest.round_id) == {units[A]: 3}


def test_lists_and_boards_name_the_unit_that_they_count_for(contest: World, units: dict[str, str]) -> None:
    merge(units)
    with reading() as db:
        view = contest.view(NOON)
        entries = [one.entry_id for one in standings.every(db, contest.round_id)]
        assert {one.unit_name for one in people.full_names(db, entries).values()} == {A}
        assert {one.unit_id for one in people.full_names(db, entries).values()} == {units[A]}
        shown = people.public_names(db, entries, NOON).values()
        assert {(one.unit_name, one.unit_id) for one in shown} == {(A, units[A])}
        assert set(people.units_of(db, entries).values()) == {units[A]}
        assert people.entries_by_unit(db, view.campaign_id) == {units[A]: 3}
        assert standings.participation(db, contest.round_id) == {units[A]: 2}
        assert export.workbook(db, view, NOON).people == 2


def test_ones_own_unit_is_marked(contest: World, units: dict[str, str]) -> None:
    merge(units)
    with reading() as db:
        (mine,) = [one.entry_id for one in people.search(db, contest.view(NOON).campaign_id, "thui")]
        present.forget_boards()
        assert [row.own for row in present.board(db, contest.round_id, [mine], NOON).units] == [True]


def test_a_form_that_was_open_is_taken_for_the_target(contest: World, units: dict[str, str]) -> None:
    merge(units)
    late = contest.sit("Lê Nhung", NOON, 3, unit=units[B])
    with reading() as db:
        assert people.units_of(db, [late]) == {late: units[A]}
    assert board(contest) == [(A, 3, 40)]


def test_sent_before_and_again_after_it_is_one_entry(contest: World, units: dict[str, str]) -> None:
    draft = EntryDraft("Đinh Ân", 1999, units[B], phone="0912345678", device="device0000000")
    with reading() as db:
        campaign = contest.view(NOON).campaign_id
    with writing() as db:
        first = people.join(db, campaign, draft, OPENS)
    merge(units)
    with writing() as db:
        assert people.join(db, campaign, draft, NOON) == first
    other = EntryDraft("Đinh Ân", 1999, units[A], phone="0912345678", device="device0000001")
    with pytest.raises(Conflict), writing() as db:
        people.join(db, campaign, other, NOON)


def test_undone_the_two_are_two_again(contest: World, units: dict[str, str]) -> None:
    before = board(contest)
    merge(units, together=True)
    with writing() as db:
        merging.unmerge(db, "tung", units[B], NOON)
    assert board(contest) == before
    with reading() as db:
        assert attempts.counts_by_unit(db, contest.round_id) == {units[A]: 1, units[B]: 2}


def test_after_the_close_everything_agrees(contest: World, units: dict[str, str]) -> None:
    merge(units)
    world.sweep(CLOSES + timedelta(minutes=1))
    while world.work(CLOSES + timedelta(minutes=1)):
        pass
    with reading() as db:
        view = contest.view(CLOSES + timedelta(minutes=2))
        placed = present.unit_board(db, view)
        assert [(one.unit_id, one.people) for one in placed] == [(units[A], len(contest.board()))]


def test_the_hall_hears_of_it(contest: World, units: dict[str, str], clock: Clock) -> None:
    clock.set(NOON)
    first = hall.marker(f"{contest.round_id}@http://thi")
    merge(units)
    assert hall.marker(f"{contest.round_id}@http://thi") != first


def test_extra_time_for_a_unit_reaches_those_who_began_for_either(
    contest: World, units: dict[str, str]
) -> None:
    """Y Hằng began for B; the same form, open since before the merge, still names B."""
    contest.start(contest.join("A Nít", units[A]).entry_id, OPENS)
    merge(units)
    with reading() as db:
        for unit in (A, B):
            going = adjusting.going_on(db, contest.round_id, Scope(unit_id=units[unit]), NOON)
            assert len(going) == 2
        assert adjusting.going_on(db, contest.round_id, Scope(unit_id=units["Thôn Kon Tu"]), NOON) == []


def test_the_form_of_extra_time_names_the_unit_once(contest: World, units: dict[str, str]) -> None:
    contest.start(contest.join("A Nít", units[A]).entry_id, OPENS)
    merge(units)
    with reading() as db:
        page = asking.extra(db, ADMIN, contest.round_id, Asked("once"), NOON)
    assert [(place.id, place.name, place.people) for place in page.units] == [(units[A], A, 2)]
