"""Limits hold when somebody starts at several places at once: one behind the other, and twenty in parallel.

On PostgreSQL several processes write; nothing but the rows that they hold keeps them apart.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import pytest

from contest.app import make_recorder
from contest.attempts.finishing import HandInRequest
from contest.attempts.starting import Refusal, StartOutcome, StartRequest, start_batch
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.recorder import Recorder
from contest.web import database
from contest.web.database import Database, to_ms, writing
from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.racing import behind

PARALLEL = 20
NOW = OPENS + timedelta(minutes=1)
USED = StartOutcome(refusal=Refusal.USED_UP)


@dataclass
class Contest:
    """Rounds of one contest that are open at the same time, and somebody who entered it."""

    rounds: list[World]
    entry: str

    def request(self, number: int, seconds: int = 0) -> StartRequest:
        at = to_ms(NOW + timedelta(seconds=seconds))
        return StartRequest(self.rounds[number].round_id, (self.entry,), "d" * 13, at)

    def started(self) -> list[int]:
        """How many attempts each round has."""
        found = dict(rows("SELECT round_id, count(*) FROM attempt GROUP BY round_id"))
        return [int(found.get(one.round_id, 0)) for one in self.rounds]


def made(count: int, **limits: int) -> Contest:
    rules = world.rules(**limits)
    first = world.make(rules)
    with writing() as db:
        campaign = first.view(OPENS).campaign_id
        drafts = [
            RoundDraft(f"Tuần {number}", OPENS, OPENS + timedelta(hours=2), rules)
            for number in range(2, count + 1)
        ]
        others = [World(campaigns.add_round(db, campaign, draft, OPENS)) for draft in drafts]
    return Contest([first, *others], first.join("Y Bích").entry_id)


@pytest.fixture
def postgres(postgresql_url: str) -> Iterator[Database]:
    """A real PostgreSQL that lends a connection to each of twenty."""
    configured = database.configure(postgresql_url)
    for engine in (configured.writer, configured.reader):
        engine.pool._max_overflow = 2 * PARALLEL  # ty: ignore[missing-attribute]
    yield configured
    configured.close()


def start(contest: Contest, number: int) -> StartOutcome:
    with writing() as db:
        return start_batch(db, [contest.request(number)])[0]


@pytest.mark.parametrize("limits", [{"attempts_allowed": 1}, {"attempts_allowed": 2}])
def test_the_second_round_waits_for_the_first_and_is_refused(
    database: Database, limits: dict[str, int]
) -> None:
    """The start of round 2 comes while that of round 1 is stored but not committed."""
    contest = made(2, attempts_in_all=limits["attempts_allowed"], **limits)
    for number in range(limits["attempts_allowed"] - 1):
        attempt = contest.rounds[0].start(contest.entry, OPENS + timedelta(seconds=number))
        contest.rounds[0].hand_in(contest.entry, attempt, OPENS + timedelta(seconds=number + 1))
    with writing() as db:
        (first,) = start_batch(db, [contest.request(0)])
        second = behind(lambda: start(contest, 1))
        assert not second.done(), "it must wait for what the first one stores"
    assert first.attempt_id
    assert second.result(30) == USED
    assert contest.started() == [limits["attempts_allowed"], 0]


def test_a_start_that_was_taken_back_leaves_its_place(database: Database) -> None:
    contest = made(2, attempts_allowed=1, attempts_in_all=1)
    with pytest.raises(ZeroDivisionError), writing() as db:
        start_batch(db, [contest.request(0)])
        second = behind(lambda: start(contest, 1))
        raise ZeroDivisionError
    assert second.result(30).attempt_id
    assert contest.started() == [0, 1]


def together(contest: Contest, writer: Recorder, seconds: int = 0) -> list[StartOutcome]:
    """Twenty starts in all rounds at the same moment."""
    barrier = threading.Barrier(PARALLEL)

    def tap(index: int) -> StartOutcome:
        barrier.wait()
        found: StartOutcome = writer.run("start", contest.request(index % len(contest.rounds), seconds))
        return found

    with ThreadPoolExecutor(PARALLEL) as threads:
        return list(threads.map(tap, range(PARALLEL)))


def hand_in(contest: Contest, writer: Recorder, attempts: set[str], seconds: int) -> None:
    """Everything that goes on is handed in."""
    for attempt in attempts:
        at = to_ms(NOW + timedelta(seconds=seconds))
        writer.run("hand_in", HandInRequest(attempt, (contest.entry,), 1, at, ()))


@pytest.mark.parametrize(("count", "allowed", "in_all"), [(2, 1, 1), (2, 2, 2), (3, 2, 4), (4, 3, 5)])
def test_twenty_at_once_never_get_more_than_the_limit_over_all_rounds(
    postgres: Database, count: int, allowed: int, in_all: int
) -> None:
    contest = made(count, attempts_allowed=allowed, attempts_in_all=in_all)
    writer = make_recorder(postgres)
    for turn in range(in_all + 1):
        outcomes = together(contest, writer, 10 * turn)
        assert sum(contest.started()) <= in_all
        assert max(contest.started()) <= allowed
        assert {one.refusal for one in outcomes} <= {None, Refusal.USED_UP}
        hand_in(contest, writer, {one.attempt_id for one in outcomes if one.attempt_id}, 10 * turn + 5)
    assert sum(contest.started()) == in_all, "everybody who was refused was refused for a reason"


@pytest.mark.parametrize("a_day", [1, 2])
def test_twenty_at_once_never_get_more_than_the_limit_of_a_day(postgres: Database, a_day: int) -> None:
    """The limit of a day is one of each round: two rounds on one day give it twice."""
    contest = made(2, attempts_allowed=4, attempts_a_day=a_day)
    writer = make_recorder(postgres)
    for turn in range(a_day + 1):
        outcomes = together(contest, writer, 10 * turn)
        assert {one.refusal for one in outcomes} <= {None, Refusal.TODAY}
        hand_in(contest, writer, {one.attempt_id for one in outcomes if one.attempt_id}, 10 * turn + 5)
    assert contest.started() == [a_day, a_day]
    assert {one.refusal for one in together(contest, writer, 10 * a_day + 20)} == {Refusal.TODAY}
