"""Deadlines through any sequence of staff's deeds: the pure rule's, and nobody loses what was promised."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest import entropy
from contest.attempts import adjusting_store
from contest.attempts.adjusting import Scope
from contest.attempts.rules import NEVER, is_over, time_left
from contest.errors import Conflict, Invalid, UserError
from contest.rounds import helping, judging, timing
from contest.web.database import Database, from_ms, reading, to_ms, writing
from tests.contest.rounds import world
from tests.contest.rounds.timekeeping import (
    GRACE,
    MINUTE,
    SECOND,
    extend,
    extra,
    facts,
    order,
    pause,
    pure,
    resume,
    starter,
)
from tests.contest.rounds.world import CLOSES, OPENS, World


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


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
                stands = found.paused is not None
                assert found.accepts_until == (NEVER if stands else found.deadline + GRACE * 1000)
                paused_at = contest.view(promises.now).paused_at
                assert stands == (paused_at is not None and found.deadline > to_ms(paused_at))


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
