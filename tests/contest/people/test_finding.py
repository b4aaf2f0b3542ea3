"""Many people found at once, by whole names and by codes; nobody of another contest, nobody erased."""

from __future__ import annotations

import pytest

from contest.campaigns import service as campaigns
from contest.people import finding
from contest.people import service as people
from contest.people.listing import Choice, listed
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.conftest import fresh
from tests.contest.rounds.world import OPENS, World

__all__ = ["fresh"]  # a fixture; pytest finds it by name


@pytest.fixture
def contest(database: Database, fresh: None) -> World:
    return world.make()


def campaign(contest: World) -> str:
    with reading() as db:
        found = campaigns.campaign_of(db, contest.round_id)
    assert found is not None
    return found


def test_names_are_found_whole_however_they_are_written(contest: World) -> None:
    entry = contest.join("Y Thu Hằng").entry_id
    contest.join("Y Thu")
    with reading() as db:
        found = finding.called(db, campaign(contest), ["y thu hang", "  ", "Ai đó"])
    assert {name: [one.entry_id for one in many] for name, many in found.items()} == {"i thu hang": [entry]}


def test_two_of_a_name_are_both_there(contest: World) -> None:
    units = world.make_units({"Thôn 1": 4, "Thôn 2": 4})
    entries = {contest.join("A Thui", unit).entry_id for unit in units.values()}
    with reading() as db:
        (many,) = finding.called(db, campaign(contest), ["A Thui"]).values()
        of_one, count = listed(db, campaign(contest), "", Choice(units=[units["Thôn 2"]]), 0, 9)
    assert {one.entry_id for one in many} == entries
    assert (count, of_one[0].unit_name) == (1, "Thôn 2")


def test_codes_are_found_as_they_are_typed(contest: World) -> None:
    joined = contest.join("A Thui")
    typed = f"{joined.code[:4].lower()}-{joined.code[4:]}"
    with reading() as db:
        found = finding.coded(db, campaign(contest), [typed, "W6RD3PZK", "A Thui", ""])
    assert {code: one.entry_id for code, one in found.items()} == {typed: joined.entry_id}


def test_nobody_of_another_contest(contest: World) -> None:
    other = world.make(slug="khac", bank=0)
    joined = other.join("A Thui")
    with reading() as db:
        assert finding.called(db, campaign(contest), ["A Thui"]) == {}
        assert finding.coded(db, campaign(contest), [joined.code]) == {}


def test_nobody_who_was_erased(contest: World) -> None:
    joined = contest.join("A Thui")
    with writing() as db:
        people.forget_campaign(db, campaign(contest), OPENS)
    with reading() as db:
        assert finding.called(db, campaign(contest), ["A Thui", ""]) == {}
        assert finding.coded(db, campaign(contest), [joined.code]) == {}


def test_nothing_is_read_for_nothing(contest: World) -> None:
    with reading() as db:
        assert (finding.called(db, "x", []), finding.coded(db, "x", ["no code"])) == ({}, {})
