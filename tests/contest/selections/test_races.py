"""Two at one moment: whoever starts comes before a change of the list, or finds it changed."""

from __future__ import annotations

from contest.attempts.starting import Refusal, StartOutcome
from contest.rounds import judging
from contest.seasons import service as seasons
from contest.selections import service, store
from contest.web.database import Database, reading, writing
from tests.contest.rounds.world import STAFF
from tests.contest.seasons import world as weeks_world
from tests.contest.seasons.world import LAST
from tests.contest.selections import world
from tests.contest.selections.test_service import deed
from tests.contest.selections.world import BETWEEN, FINAL
from tests.racing import PATIENCE, behind


def test_a_start_in_the_middle_of_a_removal_is_refused(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.confirm()
    with writing() as db:
        service.change(db, world.order(), final.round_id, entries["An"], False, FINAL)
        start = behind(lambda: final.start(entries["An"]))
        assert not start.done()
    assert start.result(PATIENCE) == StartOutcome(refusal=Refusal.NOT_SELECTED)


def test_a_start_in_the_middle_of_a_confirmation_waits_for_it(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    seen = final.seen()
    with writing() as db:
        service.confirm(db, STAFF, final.round_id, seen, FINAL)
        start = behind(lambda: final.start(entries["An"]))
    assert start.result(PATIENCE).refusal is None


def test_two_confirm_at_once(database: Database) -> None:
    final = world.make(1)
    world.qualify(final, An=3, Bích=2)
    seen = final.seen()
    with writing() as db:
        service.confirm(db, STAFF, final.round_id, seen, BETWEEN)
        other = behind(lambda: final.confirm(seen=seen))
    assert other.result(PATIENCE) is None
    with reading() as db:
        assert len(store.people(db, final.round_id)) == 1


def test_results_come_in_while_an_attempt_is_made_void(database: Database) -> None:
    """Whichever is first, the season's board holds what the rounds' boards say in the end."""
    weeks = weeks_world.make()
    entry = weeks.enter("An")
    attempts = [weeks.sit(week, entry, 3) for week in (0, 1)]
    weeks.close(0)
    weeks.close(1)
    view = weeks.view(1)

    def add() -> None:
        with writing() as db:
            seasons.add_slice(db, view, "", 500, LAST)

    with writing() as db:
        judging.void(db, deed(), weeks[1].round_id, attempts[1], LAST)
        adding = behind(add)
    adding.result(PATIENCE)
    assert weeks.places() == [(1, "An", 3)]
