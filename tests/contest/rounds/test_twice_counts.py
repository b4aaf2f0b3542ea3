"""One person counts once, on both databases: the prediction's value, the numbers, and who may start."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest import entropy
from contest.attempts import service as attempts
from contest.attempts import starting
from contest.attempts.starting import Refusal, StartRequest
from contest.errors import Conflict, NotFound
from contest.people import same
from contest.people import service as people
from contest.people.guards import Entrant
from contest.rounds import export, monitor, twice
from contest.rounds.pages import Where
from contest.ruleset.rules import PredictionTarget
from contest.standings import service as standings
from contest.web.database import Database, reading, to_ms, writing
from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.test_closing_settings import tries
from tests.contest.rounds.test_entries import READER
from tests.contest.rounds.test_judging import SETTLED, close
from tests.contest.rounds.test_twice_deeds import LATER, NAME, merge, unmerge
from tests.contest.rounds.world import OPENS, STAFF, World


@pytest.mark.parametrize(
    ("target", "with_void", "without"),
    [
        # The other registration's attempts are void ones; its person is one with the first.
        (PredictionTarget.PARTICIPANTS, 3, 2),
        (PredictionTarget.ATTEMPTS, 5, 2),
        (PredictionTarget.PERFECT_PEOPLE, 2, 1),
        (PredictionTarget.PERFECT_ATTEMPTS, 4, 1),
        (PredictionTarget.PERCENT, 6_667, 5_000),
    ],
)
@pytest.mark.parametrize("counted", [True, False])
def test_the_value_that_was_guessed(
    database: Database, target: PredictionTarget, with_void: int, without: int, counted: bool
) -> None:
    contest = world.make(world.predicting(target, void_predicted=counted, attempts_allowed=3))
    keep = tries(contest, NAME, 3, guess=1)
    other = tries(contest, NAME, 3, 3, guess=1)
    tries(contest, "Thường", 1, guess=1)
    gone = tries(contest, "Bị Gộp", 3, guess=1)
    merge(contest, keep, [other], LATER)
    merge(contest, contest.join("Chưa Thi").entry_id, [gone], LATER)
    close()
    assert contest.view(SETTLED).prediction_truth == (with_void if counted else without)


def test_the_value_once_counted_stands(database: Database) -> None:
    contest = world.make(world.predicting())
    keep, other = tries(contest, NAME, 3, guess=2), tries(contest, NAME, 2, guess=2)
    close()
    merge(contest, keep, [other])
    assert contest.view(SETTLED).prediction_truth == 2
    assert [(row.entry_id, row.prediction_error) for row in contest.board()] == [(keep, 0)]
    unmerge(contest, other)
    assert [row.prediction_error for row in contest.board()] == [0, 0]


def test_units_and_numbers_count_one(database: Database) -> None:
    places = world.make_units({"Thôn 1": 10, "Thôn 2": 20})
    contest = world.make()
    keep = contest.sit(NAME, OPENS, 1, unit=places["Thôn 1"])
    other = contest.sit(NAME, OPENS, 2, unit=places["Thôn 2"])
    close()

    def told() -> tuple[dict[str, int], dict[str | None, int], dict[str, int], int, int]:
        with reading() as db:
            view = contest.view(SETTLED)
            return (
                standings.participation(db, contest.round_id),
                attempts.counts_by_unit(db, contest.round_id),
                people.entries_by_unit(db, view.campaign_id),
                monitor.counts(db, view, SETTLED).people,
                export.workbook(db, view, SETTLED).people,
            )

    before = told()
    merge(contest, keep, [other])
    one = {places["Thôn 1"]: 1}
    assert told() == (one, one, one, 1, 1)
    unmerge(contest, other)
    assert told() == before
    assert before[3:] == (2, 2)


def start(contest: World, *entries: str) -> starting.StartOutcome:
    request = StartRequest(contest.round_id, entries, entropy.new_id(), to_ms(LATER))
    with writing() as db:
        return starting.start_batch(db, [request])[0]


def test_no_new_attempt_under_the_other_registration(database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=3))
    keep, other = contest.join(NAME).entry_id, contest.sit(NAME, OPENS, 2)
    merge(contest, keep, [other], LATER)
    assert start(contest, other).refusal is Refusal.SAME
    assert start(contest, keep).refusal is None
    unmerge(contest, other, LATER)
    assert start(contest, other).refusal is None


def test_a_phone_that_holds_both_starts_under_the_one_that_counts(database: Database) -> None:
    contest = world.make()
    keep, other = contest.join(NAME).entry_id, contest.join(NAME).entry_id
    merge(contest, keep, [other], LATER)
    started = start(contest, keep, other).attempt_id
    with reading() as db:
        found = attempts.glance(db, started)
    assert found is not None and found.entry_id == keep


def test_what_the_phone_is_told(database: Database) -> None:
    contest = world.make(world.rules(attempts_allowed=3))
    keep, other = contest.join(NAME).entry_id, contest.sit(NAME, OPENS, 2)

    def told(entry: str) -> tuple[bool, bool]:
        with reading() as db:
            state = attempts.readiness(db, Entrant((entry,), "device"), contest.round_id, LATER)
            return state.is_same, attempts.progress(db, contest.view(LATER), entry, LATER).is_same

    assert told(other) == (False, False)
    merge(contest, keep, [other], LATER)
    assert told(other) == (True, True)
    assert told(keep) == (False, False)


# --- different people -----------------------------------------------------------------------------


def waiting(contest: World) -> int:
    with reading() as db:
        return len(same.waiting(db, contest.view(OPENS).campaign_id))


def apart(contest: World, *entries: str, once: str = "") -> str:
    deed = once or entropy.new_id()
    with writing() as db:
        twice.keep_apart(db, deed, STAFF, contest.round_id, entries, LATER)
    return deed


def look_again(contest: World, deed: str) -> None:
    with writing() as db:
        twice.look_again(db, entropy.new_id(), STAFF, contest.round_id, deed, LATER)


def test_different_people_are_remembered_and_looked_at_again(database: Database) -> None:
    contest = world.make()
    first, second = contest.join(NAME).entry_id, contest.join(NAME).entry_id
    units = world.make_units({"Thôn 1": 10})
    assert waiting(contest) == 1
    before = contest.audited()
    deed = apart(contest, second, first, first)
    apart(contest, first, second, once=deed)
    assert (waiting(contest), contest.audited()) == (0, before + 1)
    contest.join(NAME, units["Thôn 1"])
    assert waiting(contest) == 1, "somebody new"
    look_again(contest, deed)
    assert (waiting(contest), contest.audited()) == (1, before + 2)
    with pytest.raises(Conflict, match=twice.LOOKED_AT):
        look_again(contest, deed)


def test_who_is_merged_is_nobody_different(database: Database) -> None:
    contest = world.make()
    first, second, third = (contest.join(NAME).entry_id for _ in range(3))
    merge(contest, first, [second], LATER)
    with pytest.raises(Conflict, match=twice.ALREADY):
        apart(contest, second, third)
    assert waiting(contest) == 1


def test_only_such_a_decision_is_looked_at_again(sqlite_database: Database) -> None:
    contest, elsewhere = world.make(), world.make(slug="khac", bank=0)
    first, second = contest.join(NAME).entry_id, contest.join(NAME).entry_id
    deed = apart(contest, first, second)
    with pytest.raises(NotFound):
        look_again(elsewhere, deed)
    with pytest.raises(NotFound):
        look_again(contest, "0" * 13)
    merge(contest, first, [second], LATER + timedelta(minutes=1))
    with pytest.raises(NotFound):
        look_again(contest, next(iter(deeds_of("merge"))))


def deeds_of(kind: str) -> list[str]:
    return [row[0] for row in rows("SELECT id FROM round_deed WHERE kind = :kind", kind=kind)]


def test_the_list_of_people_counts_people(database: Database) -> None:
    contest = world.make()
    keep = contest.sit(NAME, OPENS, 1)
    other, idle, last = (
        contest.sit(NAME, OPENS, 2),
        contest.join(NAME).entry_id,
        contest.join("Y Bích").entry_id,
    )
    world.bar(idle)
    merge(contest, keep, [other, idle], LATER)

    def listed(where: Where, query: str = "") -> tuple[set[str], int, int]:
        with reading() as db:
            found = monitor.entries(db, READER, contest.view(LATER), query, where, 1, LATER)
        return {row.id for row in found.rows}, found.found, found.people

    assert listed(Where.ALL) == ({keep, last}, 2, 2)
    assert listed(Where.SAME) == ({other, idle}, 2, 2)
    assert listed(Where.NONE) == ({last}, 1, 2)
    assert listed(Where.HANDED_IN) == ({keep}, 1, 2)
    assert (listed(Where.BARRED)[1], listed(Where.VOID)[1]) == (0, 0)
    assert listed(Where.ALL, "huong") == ({keep, other, idle}, 3, 2)
    assert listed(Where.NONE, "huong")[1] == 0
