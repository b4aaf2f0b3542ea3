"""What is counted, on both databases: hours of Viet Nam, people once, the same before and after the close."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from contest.attempts import counted as attempts
from contest.dashboards import choosing, kept
from contest.dashboards.choosing import WHOLE
from contest.people import counted as people
from contest.standings import attendance, service
from contest.web import hours
from contest.web.database import Database, reading
from contest.web.filters import when
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.summaries import world
from tests.contest.summaries.world import DONE, OFFICE, SCHOOL


def test_hours_are_those_of_viet_nam(database: Database) -> None:
    made = world.begun()
    office = made.units[OFFICE]
    one, two = (made.join(name, office).entry_id for name in ("A Một", "A Hai"))
    ended = made.start(one, OPENS + timedelta(minutes=59, seconds=59))
    made.start(two, OPENS + timedelta(hours=1))
    made.hand_in(one, ended, OPENS + timedelta(hours=1, minutes=2))
    with reading() as db:
        begun = attempts.begun_by_hour(db, [made.round_id])
        handed = attempts.ended_by_hour(db, [made.round_id])
        none = attempts.begun_by_hour(db, [made.round_id], people.of_units(db, made.campaign_id, []))
        entered = people.entered_by_hour(db, made.campaign_id)
        theirs = people.entered_by_hour(db, made.campaign_id, unit_ids=[office])
    eight = hours.first_of(OPENS.date()) + 8
    assert (begun, handed, none) == ({eight: 1, eight + 1: 1}, {eight + 1: 1}, {})
    assert (entered, theirs) == ({eight: 3}, {eight: 2})
    assert when(hours.day_of(eight)) == "05/10/2026"


def test_the_close_changes_no_count_and_the_board_has_the_same(database: Database) -> None:
    made = world.begun()
    made.people()
    rounds.bar(made.entries["A Lan"])
    late = made.join("A Muộn", made.units[OFFICE]).entry_id
    made.start(late, OPENS + timedelta(minutes=20))
    rounds.sweep(CLOSES)
    before = _counted(made, CLOSES - timedelta(seconds=1))
    world.end()
    after = _counted(made, DONE)
    assert before == after
    with reading() as db:
        assert after.people == service.taking_part(db, made.round_id) == 5
        assert after.people_units == service.participation(db, made.round_id)


def test_nobody_is_counted_twice_over_rounds(database: Database) -> None:
    made = world.usual()
    second = made.next_round()
    second.again("A Thui", 1, OPENS + world.WEEK)
    with reading() as db:
        board, running = attendance.chosen([made.round_id]), attempts.sat([second.round_id])
        assert people.attending(db, board, running)[1] == 5
        whole = choosing.scope(db, second.round_id, WHOLE, made.units[SCHOOL], OPENS + world.WEEK)
        kept.forget()
        assert kept.of(db, whole, OPENS + world.WEEK).people == 3


def _counted(made: world.Contest, at: datetime) -> kept.Counted:
    kept.forget()
    with reading() as db:
        found = kept.of(db, choosing.scope(db, made.round_id, "", "", at), at)
    return replace(found, at=OPENS, until=OPENS)
