"""Prizes and money: those of the lists that were issued."""

from __future__ import annotations

from datetime import timedelta

from contest.clock import local
from contest.commendations import service as commendations
from contest.commendations.content import UnitPrize
from contest.commendations.states import Board
from contest.summaries import prizes as given
from contest.summaries.choosing import Asked
from contest.web.database import Database, reading
from tests.contest.commendations import overall
from tests.contest.commendations import world as prizes
from tests.contest.summaries import world


def test_prizes_and_money_are_those_of_the_issued_list(database: Database) -> None:
    made = prizes.closed(prizes.clear(3))
    asked = Asked(first="01/10/2026", last="31/10/2026")
    assert world.report(asked, now=prizes.LATER).prizes.lists == 0
    made.issue()
    content = made.draft()
    assert content is not None
    found = world.report(asked, now=prizes.LATER).prizes
    assert (found.lists, found.people, found.money) == (1, 3, 1_000_000 + 2 * 700_000)


def test_prizes_of_a_unit_are_those_of_its_people(database: Database) -> None:
    made = prizes.closed(prizes.clear(3))
    made.issue()
    content = made.draft()
    assert content is not None
    with reading() as db:
        (issued,) = commendations.newest(db, [made.round_id])
    one = issued.content.people[0].model_copy(update={"unit_id": "u1", "amount": 7})
    group = UnitPrize(
        unit_id="u1", unit="A", board=Board.RATE, rank=1, people=1, headcount=2, prize="Nhất", amount=5
    )
    told = issued.content.model_copy(update={"people": (one, *issued.content.people[1:]), "units": (group,)})
    mine = given.total([told], {"u1"})
    assert (mine.lists, mine.people, mine.units, mine.money) == (1, 1, 1, 12)
    every = given.total([told, told], None)
    assert (every.lists, every.people, every.units) == (2, 6, 2)
    assert given.total([], None).money == 0


def test_the_list_of_a_whole_contest_counts_in_the_period_in_which_it_was_issued(database: Database) -> None:
    made = overall.whole({"An": 10, "Bích": 12}, {"An": 9, "Bích": 1})
    issued_at = overall.NOW
    made.issue(now=issued_at)
    with reading() as db:
        (issued,) = commendations.newest(db, [made.round_id])
    day = local(issued_at).date()
    asked = Asked(first=day.isoformat(), last=day.isoformat())
    found = world.report(asked, now=issued_at).prizes
    assert (found.people, found.money) == (len(issued.content.people), issued.content.total)
    after = day + timedelta(days=1)
    assert (
        world.report(Asked(first=after.isoformat(), last=after.isoformat()), now=issued_at).prizes.lists == 0
    )
