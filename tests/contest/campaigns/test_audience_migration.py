"""Taking audiences out of a database again, with people in it, on both databases."""

from __future__ import annotations

from contest.web.database import Database
from tests.contest import groups
from tests.contest.groups import PUPILS
from tests.contest.rounds.world import OPENS
from tests.questions.test_migration import moved


def test_rounds_and_people_stay_when_audiences_go(database: Database, database_url: str) -> None:
    made = groups.make()
    entry = made.join("A Thui", PUPILS, 2013)
    attempt = made.a.start(entry, OPENS)
    database.close()
    moved(database_url, "20261126_seasons", up=False)
    moved(database_url, "head", up=True)
    assert made.a.view(OPENS).only is None, "nobody knows any more whose it was"
    assert groups.audience_of(entry) is None
    made.a.hand_in(entry, attempt, OPENS, 3)
