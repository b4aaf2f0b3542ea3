"""Opening and closing as use cases: when, twice, at the same moment, and what the chain says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from contest.campaigns.rules import Phase
from contest.campaigns.states import RoundState
from contest.errors import Conflict, NotFound
from contest.jobs.states import JobState
from contest.people import service as people
from contest.rounds import closing, service
from contest.ruleset.rules import BlueprintLine
from contest.web.database import Database, reading, writing
from questions.kinds import Level
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World

MS = timedelta(milliseconds=1)
BEFORE = OPENS - timedelta(days=1)


def open_now(contest: World, now: datetime) -> None:
    with writing() as db:
        service.open_now(db, STAFF, contest.round_id, now)


def close_now(contest: World, now: datetime) -> None:
    with writing() as db:
        service.close_now(db, STAFF, contest.round_id, now)


def refused(deed: Callable[[World, datetime], None], contest: World, now: datetime) -> str:
    before = contest.audited(), contest.view(now)
    with pytest.raises(Conflict) as raised:
        deed(contest, now)
    assert (contest.audited(), contest.view(now)) == before, "nothing happened"
    return raised.value.message


# --- opening --------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.READY])
def test_it_opens_now_and_keeps_its_end(database: Database, state: RoundState) -> None:
    contest = world.make(state=state)
    open_now(contest, BEFORE)
    view = contest.view(BEFORE)
    assert (view.phase, view.opens_at, view.closes_at) == (Phase.OPEN, BEFORE, CLOSES)
    assert contest.audited() == 1


def test_a_draft_opens_within_its_window(sqlite_database: Database) -> None:
    contest = world.make(state=RoundState.DRAFT)
    open_now(contest, CLOSES - MS)
    assert contest.view(CLOSES - MS).phase is Phase.OPEN


@pytest.mark.parametrize("late", [timedelta(0), MS, timedelta(days=1)])
def test_not_after_its_end(sqlite_database: Database, late: timedelta) -> None:
    contest = world.make(state=RoundState.DRAFT)
    said = refused(open_now, contest, CLOSES + late)
    assert "10:00, 05/10/2026" in said


def test_twice(sqlite_database: Database) -> None:
    contest = world.make()
    open_now(contest, BEFORE)
    assert refused(open_now, contest, BEFORE + MS) == service.IS_OPEN


@pytest.mark.parametrize("work", [False, True])
def test_what_is_over_never_opens_again(sqlite_database: Database, work: bool) -> None:
    contest = world.make()
    close_now(contest, OPENS)
    later = OPENS + timedelta(minutes=1)
    if work:
        world.work(later)
    assert refused(open_now, contest, later) == service.IS_OVER


@pytest.mark.parametrize("count", [0, 2])
def test_a_bank_that_is_too_small_is_said(sqlite_database: Database, count: int) -> None:
    contest = world.make(bank=count)
    said = refused(open_now, contest, BEFORE)
    assert f"cần 3 câu nhưng mới có {count} câu" in said


def test_every_line_that_lacks_is_named(sqlite_database: Database) -> None:
    lines = (BlueprintLine(count=2), BlueprintLine(count=4, level=Level.apply))
    contest = world.make(world.rules(blueprint=lines))
    said = refused(open_now, contest, BEFORE)
    assert "4 câu, mức vận dụng nhưng mới có 0 câu" in said
    assert "cần 2 câu" not in said


@pytest.mark.parametrize("deed", [service.open_now, service.close_now])
def test_there_is_no_such_round(sqlite_database: Database, deed: Callable[..., None]) -> None:
    with pytest.raises(NotFound), writing() as db:
        deed(db, STAFF, "0" * 13, OPENS)


# --- closing --------------------------------------------------------------------------------------


def test_it_closes_now(database: Database) -> None:
    contest = world.make()
    now = OPENS + timedelta(minutes=5)
    close_now(contest, now)
    view = contest.view(now)
    assert (view.state, view.phase, view.closes_at) == (RoundState.CLOSING, Phase.CLOSING, now)
    job = contest.job()
    assert job is not None and job.state is JobState.WAITING
    assert contest.audited() == 1


@pytest.mark.parametrize(("now", "state"), [(OPENS - MS, RoundState.READY), (OPENS + MS, RoundState.DRAFT)])
def test_what_is_not_open_has_nothing_to_close(
    sqlite_database: Database, now: datetime, state: RoundState
) -> None:
    assert refused(close_now, world.make(state=state), now) == service.NOT_OPEN


def test_in_the_moment_it_opens(sqlite_database: Database) -> None:
    contest = world.make()
    close_now(contest, OPENS)
    assert contest.view(OPENS).closes_at == OPENS + MS


def test_closing_twice_says_that_it_is_closing(sqlite_database: Database) -> None:
    contest = world.make()
    close_now(contest, OPENS)
    assert refused(close_now, contest, OPENS + MS) == service.IS_CLOSING
    world.work(OPENS + timedelta(minutes=1))
    assert refused(close_now, contest, OPENS + timedelta(minutes=1)) == service.IS_CLOSED


def test_two_organisers_at_the_same_moment(database: Database) -> None:
    contest = world.make()
    said: list[str] = []

    def press() -> None:
        try:
            close_now(contest, OPENS + timedelta(minutes=5))
            said.append("")
        except Conflict as error:
            said.append(error.message)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, said)) == [False, True, True, True]
    assert contest.audited() == 1


def test_open_attempts_end_with_the_round(database: Database) -> None:
    contest = world.make()
    entry = contest.join("Y Bích").entry_id
    attempt = contest.start(entry, OPENS)
    now = OPENS + timedelta(minutes=5)
    close_now(contest, now)
    assert contest.hand_in(entry, attempt, now + GRACE, right=2) == "applied", "the grace still counts"
    world.work(now + timedelta(minutes=1))
    assert [row.right for row in contest.board()] == [2]


def test_a_window_that_ends_by_itself(sqlite_database: Database) -> None:
    contest = world.make()
    for now, begun in ((CLOSES - MS, 0), (CLOSES, 1), (CLOSES + MS, 0)):
        with writing() as db:
            assert service.begin_due_closings(db, now) == begun
    assert contest.view(CLOSES).state is RoundState.CLOSING
    assert contest.audited() == 1


def test_after_its_end_an_organiser_may_begin_it(sqlite_database: Database) -> None:
    contest = world.make()
    close_now(contest, CLOSES + MS)
    view = contest.view(CLOSES + MS)
    assert (view.state, view.closes_at) == (RoundState.CLOSING, CLOSES)


def test_drafts_are_never_due(sqlite_database: Database) -> None:
    world.make(state=RoundState.DRAFT)
    closing.begin_due(CLOSES)
    with reading() as db:
        assert service.due(db, CLOSES) == []


# --- codes ----------------------------------------------------------------------------------------


def test_a_new_code_replaces_the_old(database: Database) -> None:
    contest = world.make()
    joined = contest.join("Trần Thị Mai Hương", year=2009)
    with writing() as db:
        given = service.recode(db, STAFF, contest.round_id, joined.entry_id, OPENS)
    assert (given.person.name, given.person.birth_year) == ("Trần Thị Mai Hương", 2009)
    assert given.code != joined.code and len(given.code) == 8
    campaign = contest.view(OPENS).campaign_id
    with reading() as db:
        assert people.by_code(db, campaign, given.code) == joined.entry_id
        assert people.by_code(db, campaign, joined.code) is None
    assert contest.audited() == 1


def test_codes_of_another_contest_stay(sqlite_database: Database) -> None:
    contest, other = world.make(), world.make(slug="khac", bank=0)
    joined = other.join("Y Bích")
    with pytest.raises(NotFound), writing() as db:
        service.recode(db, STAFF, contest.round_id, joined.entry_id, OPENS)
    with pytest.raises(NotFound), writing() as db:
        service.recode(db, STAFF, contest.round_id, "0" * 13, OPENS)
    with reading() as db:
        assert people.by_code(db, other.view(OPENS).campaign_id, joined.code) == joined.entry_id
