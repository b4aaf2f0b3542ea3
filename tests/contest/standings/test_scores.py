"""What people have in several rounds at once, and which rounds a hall is still being told about."""

from __future__ import annotations

from contest.campaigns import service as campaigns
from contest.ruleset.rules import Counting
from contest.standings import scores, staging
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import fresh
from tests.contest.rounds.world import STAFF
from tests.contest.seasons import world
from tests.contest.seasons.world import LAST

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here


def test_rows_of_several_rounds(database: Database) -> None:
    weeks = world.make(None, weeks=2)
    an, bich = weeks.enter("An"), weeks.enter("Bích")
    weeks.sit(0, an, 3)
    weeks.sit(0, bich, 2, minutes=2)
    weeks.close(0)
    weeks.sit(1, an, 1)
    weeks.close(1)
    ids = [one.round_id for one in weeks.rounds]
    with reading() as db:
        found = scores.of(db, ids, [an, bich, "0" * 13])
        assert scores.of(db, [], [an]) == scores.of(db, ids, []) == []
        assert [one.points for one in scores.of(db, ids[1:], [an, bich])] == [100]
    assert sorted((one.entry_id, one.round_id, one.points, one.seconds) for one in found) == sorted(
        [(an, ids[0], 300, 60), (an, ids[1], 100, 60), (bich, ids[0], 200, 120)]
    )
    assert all(one.ranked for one in found)


def test_who_has_no_place_took_part(database: Database) -> None:
    weeks = world.make(None, weeks=1, given=rounds.rules(only_perfect=True, counting=Counting.BEST))
    an, bich = weeks.enter("An"), weeks.enter("Bích")
    weeks.sit(0, an, 3)
    weeks.sit(0, bich, 2)
    weeks.close(0)
    with reading() as db:
        found = {one.entry_id: one.ranked for one in scores.of(db, [weeks[0].round_id], [an, bich])}
    assert found == {an: True, bich: False}


def test_all_who_took_part_in_a_fixed_order(database: Database) -> None:
    weeks = world.make(None, weeks=1)
    entries = sorted(weeks.enter(f"Người {number}") for number in range(5))
    for entry in entries:
        weeks.sit(0, entry, 1)
    weeks.close(0)
    round_id = weeks[0].round_id
    with reading() as db:
        assert scores.following(db, round_id, "", 2) == entries[:2]
        assert scores.following(db, round_id, entries[1], 9) == entries[2:]
        assert scores.following(db, round_id, entries[4], 9) == []


def test_rounds_whose_first_places_are_covered(database: Database) -> None:
    weeks = world.make(None, weeks=2)
    weeks.sit(0, weeks.enter("An"), 3)
    weeks.close(0)
    weeks.close(1)
    views = [weeks.view(number) for number in (0, 1)]
    with writing() as db:
        for view in views:
            staging.cover(db, STAFF, view, 1, LAST)
    with reading() as db:
        assert [each.id for each in scores.announcing(db, views)] == [views[0].id], "nobody is in the second"
        assert scores.announcing(db, []) == ()
    with writing() as db:
        staging.uncover(db, STAFF, campaigns.view(db, views[0].id, LAST), 1, LAST, whole=True)
    with reading() as db:
        assert scores.announcing(db, views) == ()
