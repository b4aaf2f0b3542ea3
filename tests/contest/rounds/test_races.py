"""Staff and participants at the same moment, on both databases: whoever is first, the board says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from contest import entropy
from contest.attempts import hot
from contest.attempts import service as attempts
from contest.attempts.adjusting import Scope
from contest.campaigns import store as campaigns
from contest.errors import Conflict
from contest.jobs import runner
from contest.jobs import store as jobs
from contest.people import service as people
from contest.rounds import closing, helping, judging, service, timing
from contest.rounds.deeds import Order
from contest.web import database
from contest.web.database import Database, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World
from tests.racing import behind

NOW = OPENS + timedelta(minutes=5)
SETTLED = CLOSES + GRACE + service.SETTLE
Deed = Callable[[Session], object]


def order() -> Order:
    return Order(entropy.new_id(), STAFF, "Hai máy cùng làm")


def alone(deed: Deed) -> Callable[[], object]:
    """The deed in a transaction of its own."""

    def run() -> object:
        with writing() as db:
            return deed(db)

    return run


def one_behind_the_other(first: Deed, second: Deed) -> Future[object]:
    """The second begins while the first is done but not committed; both have ended."""
    with writing() as db:
        first(db)
        waiting = behind(alone(second))
    waiting.exception(30)
    return waiting


# --- hand-ins -------------------------------------------------------------------------------------


class Person:
    """Somebody who answers while a live board runs."""

    def __init__(self, contest: World) -> None:
        self.contest = contest
        self.entry = contest.join("Y Bích").entry_id
        self.attempt = contest.start(self.entry, OPENS)

    def hand_in(self, db: Session) -> object:
        return world.hand_in(db, self.entry, self.attempt, NOW, right=3)

    def judge(self, deed: str, db: Session) -> None:
        subject = self.attempt if deed == "void" else self.entry
        getattr(judging, deed)(db, order(), self.contest.round_id, subject, NOW)


@pytest.fixture
def person(database: Database) -> Person:
    return Person(world.make(world.rules(visibility=world.at_once())))


@pytest.mark.parametrize("deed", ["bar", "unbar", "void"])
@pytest.mark.parametrize("is_staff_first", [True, False])
def test_judged_while_they_hand_in(person: Person, deed: str, is_staff_first: bool) -> None:
    """A void attempt has ended first, so its hand-in is answered as a second one."""
    if deed == "unbar":
        alone(lambda db: person.judge("bar", db))()
    both: tuple[Deed, Deed] = (lambda db: person.judge(deed, db), person.hand_in)
    first, second = both if is_staff_first else both[::-1]
    assert one_behind_the_other(first, second).result() in (None, "applied")
    shown = [(row.entry_id, row.right) for row in person.contest.board()]
    assert shown == ([(person.entry, 3)] if deed == "unbar" else [])


# --- closing --------------------------------------------------------------------------------------


@pytest.fixture
def over(database: Database) -> tuple[World, str, str]:
    """A sealed round whose closing has begun, with somebody who handed in; the entry and the attempt."""
    contest = world.make()
    entry = contest.join("Y Bích").entry_id
    attempt = contest.start(entry, OPENS)
    contest.hand_in(entry, attempt, NOW, right=3)
    with writing() as db:
        service.begin_due_closings(db, CLOSES)
    return contest, entry, attempt


def slice_of(contest: World) -> Deed:
    """The next slice of the closing, as the job runner does it."""

    def work(db: Session) -> None:
        (job_id,) = jobs.due(db, SETTLED)
        job = jobs.claim(db, job_id, SETTLED)
        assert job is not None
        runner._work(db, job, closing.close_step, SETTLED)

    return work


@pytest.mark.parametrize("deed", ["bar", "void"])
def test_what_is_judged_before_the_ranking_is_ranked_so(over: tuple[World, str, str], deed: str) -> None:
    contest, entry, attempt = over
    subject = attempt if deed == "void" else entry
    judge = getattr(judging, deed)
    with writing() as db:
        judge(db, order(), contest.round_id, subject, SETTLED)
        closing = behind(lambda: runner.run_pending(SETTLED))
    closing.result(30)
    assert contest.view(SETTLED).state == "closed"
    assert contest.board() == []


@pytest.mark.parametrize("deed", ["bar", "void"])
def test_who_comes_while_the_ranking_begins_is_told_to_wait(over: tuple[World, str, str], deed: str) -> None:
    contest, entry, attempt = over
    subject = attempt if deed == "void" else entry

    def judge(db: Session) -> None:
        getattr(judging, deed)(db, order(), contest.round_id, subject, SETTLED)

    told = one_behind_the_other(slice_of(contest), judge).exception()
    assert isinstance(told, Conflict)
    assert told.message == judging.RANKING
    runner.run_pending(SETTLED)
    assert [(row.entry_id, row.right) for row in contest.board()] == [(entry, 3)]


def test_let_on_again_before_the_ranking_is_ranked(over: tuple[World, str, str]) -> None:
    contest, entry, _ = over
    alone(lambda db: judging.bar(db, order(), contest.round_id, entry, SETTLED))()
    with writing() as db:
        judging.unbar(db, order(), contest.round_id, entry, SETTLED)
        closing = behind(lambda: runner.run_pending(SETTLED))
    closing.result(30)
    assert [(row.entry_id, row.right) for row in contest.board()] == [(entry, 3)]


def test_a_round_is_seen_as_it_is_after_the_wait(database: Database) -> None:
    """Somebody who has read the round before and then waits for it must not go on with what was read."""
    contest = world.make()
    later = CLOSES + timedelta(hours=1)
    seen = []

    def look(db: Session) -> None:
        before = campaigns.round_row(db, contest.round_id)
        after = campaigns.round_row(db, contest.round_id, alone=True)
        seen.append((before, after[1].closes_at if after else None))

    one_behind_the_other(
        lambda db: timing.extend(db, order(), contest.round_id, later, CLOSES, NOW), look
    ).result()
    assert seen[0][1] == later


# --- the order of locks ---------------------------------------------------------------------------


@pytest.fixture
def crowd(postgresql_url: str) -> Iterator[tuple[World, dict[str, str]]]:
    """People who answer, attempt → entry, by id; the first of them is not the one who started first."""
    configured = database.configure(postgresql_url)
    contest = world.make()
    started: dict[str, str] = {}
    while len(started) < 3 or min(started) == next(iter(started)):
        entry = contest.join(f"Người {len(started)}").entry_id
        started[contest.start(entry, OPENS)] = entry
    yield contest, dict(sorted(started.items()))
    configured.close()


ALL = Scope()


@pytest.mark.parametrize("deed", ["pause", "extend", "everybody", "one", "close"])
def test_staff_wait_for_a_batch_without_standing_in_its_way(
    crowd: tuple[World, dict[str, str]], deed: str
) -> None:
    """A batch locks attempts by their id. Who waits for its first one must not hold a later one."""
    contest, started = crowd
    first, *others = started
    scope = {"everybody": ALL, "one": Scope(entry_id=started[others[-1]])}.get(deed, ALL)
    later = CLOSES + timedelta(hours=1)
    deeds: dict[str, Deed] = {
        "pause": lambda db: timing.pause(db, order(), contest.round_id, NOW),
        "extend": lambda db: timing.extend(db, order(), contest.round_id, later, CLOSES, NOW),
        "close": lambda db: attempts.cut_deadlines(db, contest.round_id, NOW, 20),
    }
    given: Deed = lambda db: helping.give(db, order(), contest.round_id, scope, 5, NOW)  # noqa: E731
    with writing() as db:
        hot.by_id(db, [first])
        waiting = behind(alone(deeds.get(deed, given)))
        assert not waiting.done()
        rest = db.connection().execute(
            text("SELECT id FROM attempt WHERE id <> :id FOR UPDATE NOWAIT"), {"id": first}
        )
        assert len(rest.all()) == len(others)
    waiting.result(30)


def test_the_barred_are_told_by_who_holds_them(database: Database) -> None:
    contest = world.make()
    first, second = (contest.join(name).entry_id for name in ("Y Bích", "A Thanh"))
    world.bar(second)
    with writing() as db:
        assert people.hold(db, [second, first]) == {second}
        assert people.hold(db, []) == frozenset()
