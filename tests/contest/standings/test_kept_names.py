"""Kept boards and names: what was taken back is shown no longer, however old a page may otherwise be."""

from __future__ import annotations

from datetime import timedelta

from contest.standings import forgetting, kept, service
from contest.web import pages
from contest.web.database import Database, writing
from tests.addresses import stand_in
from tests.conftest import Clock
from tests.contest.standings import world


def test_no_page_outlives_a_name_that_was_taken_back(database: Database, clock: Clock) -> None:
    pages.configure(stand_in())
    clock.set(world.OPENS + timedelta(hours=1))
    given = world.rules()
    round_id = world.make_round(given)
    (an,) = world.enter(round_id, ["An"])
    with writing() as db:
        service.place(db, given, round_id, [world.result(an, 5)])
    kept.forget()
    kept.look(round_id)
    kept.made(round_id, (an,))
    assert kept.at_hand(round_id, (an,), clock.now, kept.LATE)
    with writing() as db:
        forgetting.show_anew(db, round_id)
    assert kept.at_hand(round_id, (an,), clock.now, kept.LATE) is None
