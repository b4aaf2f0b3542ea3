"""People as lists: pages of a class list, of all or some, on both databases."""

from __future__ import annotations

import pytest

from contest.people import listing
from contest.people import service as people
from contest.people.listing import Choice
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

NAMES = ("Trần Văn An", "Lê Thị Bình", "Y Chi", "Nguyễn An")


@pytest.fixture
def contest(database: Database) -> World:
    return world.make(bank=0)


def listed(
    contest: World, query: str = "", choice: Choice | None = None, offset: int = 0, limit: int = 50
) -> tuple[list[str], int]:
    with reading() as db:
        campaign = contest.view(OPENS).campaign_id
        found, total = listing.listed(db, campaign, query, choice or Choice(), offset, limit)
    return [person.name for person in found], total


def test_in_the_order_of_a_class_list_by_pages(contest: World) -> None:
    for name in NAMES:
        contest.join(name)
    ordered = ["Nguyễn An", "Trần Văn An", "Lê Thị Bình", "Y Chi"]
    assert listed(contest) == (ordered, 4)
    assert listed(contest, offset=1, limit=2) == (ordered[1:3], 4)
    assert listed(contest, offset=9) == ([], 4)
    assert listed(contest, "an") == (ordered[:2], 2)


def test_some_all_but_some_and_barred(contest: World) -> None:
    ids = {name: contest.join(name).entry_id for name in NAMES}
    some = [ids["Y Chi"], ids["Nguyễn An"]]
    assert listed(contest, choice=Choice(among=some)) == (["Nguyễn An", "Y Chi"], 2)
    assert listed(contest, choice=Choice(apart=some)) == (["Trần Văn An", "Lê Thị Bình"], 2)
    assert listed(contest, "chi", Choice(apart=some)) == ([], 0)
    assert listed(contest, choice=Choice(among=[])) == ([], 0)
    assert listed(contest, choice=Choice(apart=[]))[1] == 4
    with writing() as db:
        assert people.bar(db, ids["Y Chi"], "Ra đề")
        assert not people.bar(db, ids["Y Chi"], "Ra đề lần nữa")
    assert listed(contest, choice=Choice(barred=True)) == (["Y Chi"], 1)
    with writing() as db:
        assert people.bar(db, ids["Y Chi"], None)
        assert not people.bar(db, ids["Y Chi"], None)
    assert listed(contest, choice=Choice(barred=True)) == ([], 0)


def test_more_than_a_statement_takes(contest: World) -> None:
    contest.join("Y Chi")
    assert listed(contest, choice=Choice(apart=[f"{number:013d}" for number in range(40_000)]))[1] == 1


def test_people_of_another_contest_are_not_listed(contest: World) -> None:
    other = world.make(slug="khac", bank=0)
    other.join("Y Chi")
    assert listed(contest) == ([], 0)
