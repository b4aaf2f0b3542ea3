"""Deadlines through any sequence of staff's deeds: the pure rule's, and nobody loses what was promised."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import entropy
from contest.attempts import adjusting_store, hot
from contest.attempts.adjusting import Scope
from contest.attempts.rules import LEEWAY, NEVER, Facts, is_over, time_left
from contest.attempts.states import Change
from contest.campaigns.rules import Given, deadline
from contest.errors import Conflict, Invalid, UserError
from contest.rounds import helping, judging, timing
from contest.rounds.deeds import Order
from contest.web.database import Database, from_ms, reading, to_ms, writing
from tests.contest.attempts.sitting import rows
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, STAFF, World

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LIMIT = 600
GRACE = 20


def order(reason: str = "Mất điện") -> Order:
    return Order(entropy.new_id(), STAFF, reason)


def facts(attempt: str) -> Facts:
    with reading() as db:
        found = hot.glance(db, attempt)
    assert found is not None
    return found


def given_by_traces(attempt: str) -> Given:
    """What the traces of an attempt add up to: the truth that its sums are made from."""
    sums = dict(
        rows(
            "SELECT kind, sum(seconds) FROM attempt_adjustment WHERE attempt_id = :id GROUP BY kind",
            id=attempt,
        )
    )
    paused = int(sums.get(Change.PAUSE, 0))
    return Given(paused + int(sums.get(Change.HOLD, 0)), paused, int(sums.get(Change.EXTRA, 0)))


def pure(contest: World, attempt: str) -> datetime:
    """The deadline by the rule alone."""
    started = from_ms(facts(attempt).started)
    return deadline(contest.view(OPENS).closes_at, started, LIMIT, given_by_traces(attempt))


def pause(contest: World, now: datetime) -> None:
    with writing() as db:
        timing.pause(db, order(), contest.round_id, now)


def resume(contest: World, now: datetime, *, moved: bool = True) -> None:
    with writing() as db:
        timing.resume(db, order(), contest.round_id, now, moved=moved)


def extend(contest: World, closes_at: datetime, now: datetime) -> None:
    with writing() as db:
        seen = contest.view(now).closes_at
        timing.extend(db, order(), contest.round_id, closes_at, seen, now, sooner=True)


def extra(contest: World, scope: Scope, minutes: int, now: datetime) -> str:
    asked = order()
    with writing() as db:
        helping.give(db, asked, contest.round_id, scope, minutes, now)
    return asked.id


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


def starter(contest: World, at: datetime) -> tuple[str, str]:
    entry = contest.join(entropy.new_id()).entry_id
    return entry, contest.start(entry, at)


# --- the pause at its borders -----------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [-1, 0, 1, 20])
def test_whoever_is_not_over_at_the_pause_is_kept(contest: World, seconds: int) -> None:
    _, attempt = starter(contest, OPENS)
    now = OPENS + (LIMIT + seconds) * SECOND
    pause(contest, now)
    found = facts(attempt)
    assert (found.paused, found.accepts_until) == (to_ms(now), NEVER)
    assert not is_over(found, to_ms(now + timedelta(days=3)))
    assert time_left(found, to_ms(now + MINUTE)).seconds == max(0, -seconds)
    resume(contest, now + MINUTE)
    after = facts(attempt)
    assert after.deadline == to_ms(OPENS) + (LIMIT + 60 + LEEWAY) * 1000
    assert after.accepts_until == after.deadline + GRACE * 1000


def test_whoever_is_over_at_the_pause_stays_so(contest: World) -> None:
    _, attempt = starter(contest, OPENS)
    before = facts(attempt)
    pause(contest, OPENS + (LIMIT + GRACE) * SECOND + timedelta(milliseconds=1))
    resume(contest, OPENS + 20 * MINUTE)
    assert facts(attempt) == before


@pytest.mark.parametrize("moved", [True, False])
def test_a_pause_over_the_close_itself(contest: World, moved: bool) -> None:
    """The close stands still with all clocks: nothing is closed, and who answers has their time."""
    _, attempt = starter(contest, CLOSES - 3 * MINUTE)
    pause(contest, CLOSES - MINUTE)
    assert world.work(CLOSES + timedelta(hours=1)) == 0
    assert contest.view(CLOSES + timedelta(hours=1)).phase == "open"
    now = CLOSES + timedelta(hours=1)
    resume(contest, now, moved=moved)
    assert from_ms(facts(attempt).deadline) == now + MINUTE + LEEWAY * SECOND
    view = contest.view(now)
    assert (view.phase, view.closes_at) == (
        ("open", CLOSES + timedelta(hours=1, minutes=1)) if moved else ("closing", CLOSES)
    )


def test_twice_is_refused_and_changes_nothing(contest: World) -> None:
    _, attempt = starter(contest, OPENS)
    with pytest.raises(Conflict, match=timing.NOT_PAUSED):
        resume(contest, OPENS)
    pause(contest, OPENS + MINUTE)
    with pytest.raises(Conflict, match=timing.IS_PAUSED):
        pause(contest, OPENS + 2 * MINUTE)
    assert facts(attempt).paused == to_ms(OPENS + MINUTE)
    resume(contest, OPENS + 3 * MINUTE)
    with pytest.raises(Conflict, match=timing.NOT_PAUSED):
        resume(contest, OPENS + 4 * MINUTE)
    assert facts(attempt).deadline == to_ms(pure(contest, attempt))


@pytest.mark.parametrize("now", [OPENS - SECOND, CLOSES, CLOSES + SECOND])
def test_only_an_open_round_pauses(contest: World, now: datetime) -> None:
    with pytest.raises(Conflict, match=timing.NOT_RUNNING):
        pause(contest, now)


# --- another close ------------------------------------------------------------------------------------


def test_an_extension_gives_back_what_the_old_close_had_cut(contest: World) -> None:
    _, attempt = starter(contest, CLOSES - 4 * MINUTE)
    assert from_ms(facts(attempt).deadline) == CLOSES
    extend(contest, CLOSES + 3 * MINUTE, CLOSES - MINUTE)
    assert from_ms(facts(attempt).deadline) == CLOSES + 3 * MINUTE
    extend(contest, CLOSES + 60 * MINUTE, CLOSES - MINUTE)
    assert from_ms(facts(attempt).deadline) == CLOSES + 6 * MINUTE, "its own limit, no more"
    extend(contest, CLOSES - MINUTE + 2 * MINUTE, CLOSES - MINUTE)
    assert from_ms(facts(attempt).deadline) == CLOSES + MINUTE


@pytest.mark.parametrize(
    ("seconds", "refused"), [(-1, True), (0, True), (59, True), (60, False), (61, False)]
)
def test_the_soonest_close(contest: World, seconds: int, refused: bool) -> None:
    if refused:
        with pytest.raises(Invalid) as problem:
            extend(contest, OPENS + seconds * SECOND, OPENS)
        assert "closes_at" in problem.value.fields
    else:
        extend(contest, OPENS + seconds * SECOND, OPENS)
        assert contest.view(OPENS).closes_at == OPENS + seconds * SECOND


@pytest.mark.parametrize("now", [OPENS - SECOND, CLOSES, CLOSES + SECOND])
def test_only_an_open_round_gets_another_close(contest: World, now: datetime) -> None:
    with pytest.raises(Conflict, match=timing.NOT_OPEN):
        extend(contest, CLOSES + 60 * MINUTE, now)


def test_two_who_move_the_close_are_told(contest: World) -> None:
    extend(contest, CLOSES + 5 * MINUTE, OPENS)
    with pytest.raises(Conflict, match="vừa được người khác đổi"), writing() as db:
        timing.extend(db, order(), contest.round_id, CLOSES + 9 * MINUTE, CLOSES, OPENS)
    assert contest.view(OPENS).closes_at == CLOSES + 5 * MINUTE


def test_a_form_sent_twice_is_one_deed(contest: World) -> None:
    asked = order()
    for _ in range(2):
        with writing() as db:
            timing.extend(db, asked, contest.round_id, CLOSES + 5 * MINUTE, CLOSES, OPENS)
    assert contest.audited() == 1


# --- any sequence ---------------------------------------------------------------------------------------


@dataclass
class Promises:
    """What each attempt was promised, kept by hand beside the engine."""

    contest: World
    now: datetime = OPENS
    attempts: list[tuple[str, str]] = field(default_factory=list)
    last_extra: str = ""

    def do(self, deed: tuple[str, int]) -> None:
        """One deed; what the rules refuse changes nothing."""
        name, size = deed
        self.now += size * 7 * SECOND
        before = {attempt: self.left(attempt) for _, attempt in self.attempts}
        with suppress(UserError, AssertionError):
            getattr(self, name)(size)
        for attempt, left in before.items():
            if name not in ("shorten", "undo", "void"):
                assert self.left(attempt) >= left, (name, attempt)

    def left(self, attempt: str) -> int:
        """Seconds left at this moment."""
        found = facts(attempt)
        return 0 if is_over(found, to_ms(self.now)) else time_left(found, to_ms(self.now)).seconds

    def start(self, size: int) -> None:
        self.attempts.append(starter(self.contest, self.now))

    def pause(self, size: int) -> None:
        pause(self.contest, self.now)

    def resume(self, size: int) -> None:
        resume(self.contest, self.now, moved=size % 2 == 0)

    def extend(self, size: int) -> None:
        extend(self.contest, self.contest.view(self.now).closes_at + size * MINUTE, self.now)

    def shorten(self, size: int) -> None:
        extend(self.contest, self.now + size * MINUTE, self.now)

    def extra(self, size: int) -> None:
        scope = Scope(self.attempts[size % len(self.attempts)][0]) if self.attempts and size % 2 else Scope()
        self.last_extra = extra(self.contest, scope, size, self.now)

    def undo(self, size: int) -> None:
        with writing() as db:
            helping.take_back(db, order(), self.contest.round_id, self.last_extra, self.now)

    def void(self, size: int) -> None:
        if self.attempts:
            attempt = self.attempts[size % len(self.attempts)][1]
            with writing() as db:
                judging.void(db, order(), self.contest.round_id, attempt, self.now)


NAMES = ("start", "pause", "resume", "extend", "shorten", "extra", "undo", "void")
DEEDS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 40)), min_size=2, max_size=14)


@given(DEEDS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_any_sequence_of_deeds(sqlite_database: Database, deeds: list[tuple[str, int]]) -> None:
    contest = world.make(slug=f"c{entropy.new_id()}")
    promises = Promises(contest)
    for deed in deeds:
        promises.do(deed)
        for _, attempt in promises.attempts:
            found = facts(attempt)
            if found.state == "open" and not is_over(found, to_ms(promises.now)):
                assert from_ms(found.deadline) == pure(contest, attempt), deed
                paused = contest.view(promises.now).paused_at is not None
                assert found.accepts_until == (NEVER if paused else found.deadline + GRACE * 1000)


def test_the_same_sequence_on_both_databases(contest: World) -> None:
    promises = Promises(contest)
    story: list[tuple[str, Any]] = [("start", 1), ("extra", 3), ("pause", 2), ("extend", 5), ("resume", 7)]
    for deed in [*story, ("start", 1), ("pause", 4), ("extra", 2), ("resume", 8), ("undo", 1), ("void", 1)]:
        promises.do(deed)
        for _, attempt in promises.attempts:
            if facts(attempt).state == "open":
                assert from_ms(facts(attempt).deadline) == pure(contest, attempt), deed
    assert len(promises.attempts) == 2
    with reading() as db:
        assert len(adjusting_store.running(db, contest.round_id, promises.now, held=False)) == 1
