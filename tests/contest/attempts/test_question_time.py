"""A question's own time, one millisecond before, at and after its borders; pauses and extra time."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from contest.attempts.adjusting import Scope
from contest.attempts.asking import AskOutcome, AskRequest, ask_batch
from contest.attempts.rules import LEEWAY, NEVER, Op, Verdict, time_left
from contest.ruleset.states import Way
from contest.web.database import Database, from_ms, to_ms, writing
from tests.contest.attempts.sitting import answers, stored
from tests.contest.attempts.test_saving import T0, Sitter
from tests.contest.rounds import world
from tests.contest.rounds.timekeeping import extra, facts, pause, resume
from tests.contest.rounds.world import OPENS, World

EACH, GRACE, LIMIT = 30, 20, 600
SECOND = timedelta(seconds=1)
SEQ = count(1)


def timed(**changes: Any) -> World:
    return world.make(world.predicting(way=Way.PACED, question_seconds=EACH, **changes))


@pytest.fixture
def contest(database: Database) -> World:
    return timed()


@pytest.fixture
def me(contest: World) -> Sitter:
    return Sitter(contest)


def ask(me: Sitter, slot: int, second: float, *ops: Op) -> AskOutcome:
    request = AskRequest(me.attempt, (me.entry,), 1, T0 + round(1000 * second), slot, ops)
    with writing() as db:
        (outcome,) = ask_batch(db, [request])
    return outcome


def times(me: Sitter) -> tuple[float | None, float | None]:
    """(when the question's time is over, until when it takes answers), in seconds after the opening."""
    found = facts(me.attempt)
    return _seconds(found.slot_deadline), _seconds(found.slot_until)


def _seconds(at: int | None) -> float | None:
    return None if at is None else (at - T0) / 1000


def tap(me: Sitter, slot: int, second: float) -> Verdict:
    name = f"o{slot}-{second}"
    return me.save(Op(name, next(SEQ), slot, name), at=T0 + round(1000 * second)).verdict


def test_the_first_one_runs_from_the_start(me: Sitter) -> None:
    assert times(me) == (EACH, EACH + GRACE)


def test_the_next_one_runs_from_its_being_asked_for(me: Sitter) -> None:
    assert ask(me, 2, 12.5) == AskOutcome(Verdict.APPLIED, 2)
    assert times(me) == (42.5, 62.5)
    assert ask(me, 2, 40) == AskOutcome(Verdict.APPLIED, 2)
    assert times(me) == (42.5, 62.5), "asked for again, it has no more time"


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        (29.999, Verdict.APPLIED),
        (30, Verdict.APPLIED),
        (30.001, Verdict.APPLIED),
        (49, Verdict.APPLIED),
        (49.999, Verdict.APPLIED),
        (50, Verdict.APPLIED),
        (50.001, Verdict.CLOSED),
        (51, Verdict.CLOSED),
        (620, Verdict.CLOSED),
        (620.001, Verdict.LATE),
    ],
)
def test_the_borders(me: Sitter, second: float, verdict: Verdict) -> None:
    assert tap(me, 1, second) is verdict
    assert bool(answers(me.attempt)) is (verdict is Verdict.APPLIED)


@pytest.mark.parametrize(("second", "counts"), [(50, True), (50.001, False)])
def test_what_travels_with_going_on_has_the_same_border(me: Sitter, second: float, counts: bool) -> None:
    assert ask(me, 2, second, Op("a", 1, 1, "x")) == AskOutcome(Verdict.APPLIED, 2)
    assert answers(me.attempt) == ({1: "x"} if counts else {})


def test_when_it_is_over_the_next_one_is_there(me: Sitter) -> None:
    assert tap(me, 1, 50.001) is Verdict.CLOSED
    assert ask(me, 2, 300) == AskOutcome(Verdict.APPLIED, 2)
    assert tap(me, 2, 350) is Verdict.APPLIED
    assert tap(me, 2, 350.001) is Verdict.CLOSED


def test_without_grace(database: Database) -> None:
    me = Sitter(timed(grace_seconds=0))
    assert tap(me, 1, 30) is Verdict.APPLIED
    assert tap(me, 1, 30.001) is Verdict.CLOSED


def test_never_more_than_the_papers_own_time(me: Sitter) -> None:
    ask(me, 2, LIMIT - 10)
    assert times(me) == (LIMIT + 20, LIMIT + 40)
    left = time_left(facts(me.attempt), T0 + 1000 * (LIMIT - 10))
    assert (left.seconds, left.slot_seconds) == (10, 10)
    assert tap(me, 2, LIMIT + GRACE) is Verdict.APPLIED
    assert tap(me, 2, LIMIT + GRACE + 0.001) is Verdict.LATE


def test_without_a_time_a_question_has_the_papers(database: Database) -> None:
    me = Sitter(world.make(world.predicting(way=Way.PACED)))
    assert times(me) == (None, None)
    assert ask(me, 2, 500).slot == 2
    assert times(me) == (None, None)
    assert tap(me, 2, LIMIT + GRACE) is Verdict.APPLIED


# --- pauses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("moved", [True, False])
@pytest.mark.parametrize("second", [0, 10, 29, 29.999])
def test_a_pause_does_not_eat_a_questions_time(
    contest: World, me: Sitter, second: float, moved: bool
) -> None:
    at = OPENS + timedelta(seconds=second)
    pause(contest, at)
    assert tap(me, 1, second + 5000) is Verdict.APPLIED
    assert facts(me.attempt).slot_until == NEVER
    shown = str(time_left(facts(me.attempt), T0 + 9_000_000))
    assert shown == f"{int(LIMIT - second)};1:{int(EACH - second)};paused"
    resume(contest, at + 90 * SECOND, moved=moved)
    assert times(me) == (EACH + 90 + LEEWAY, EACH + 90 + LEEWAY + GRACE)
    assert tap(me, 1, EACH + 90 + LEEWAY + GRACE) is Verdict.APPLIED
    assert tap(me, 1, EACH + 90 + LEEWAY + GRACE + 0.001) is Verdict.CLOSED


@pytest.mark.parametrize("second", [30, 30.001, 49])
def test_what_was_over_before_the_pause_gets_nothing(contest: World, me: Sitter, second: float) -> None:
    """What is on its way may arrive in the grace as always."""
    at = OPENS + timedelta(seconds=second)
    pause(contest, at)
    assert times(me) == (EACH, EACH + GRACE)
    assert tap(me, 1, EACH + GRACE) is Verdict.APPLIED
    assert tap(me, 1, EACH + GRACE + 0.001) is Verdict.CLOSED
    resume(contest, at + 90 * SECOND)
    assert times(me) == (EACH, EACH + GRACE)
    assert tap(me, 1, second + 90) is Verdict.CLOSED


def test_nothing_is_given_out_in_a_pause(contest: World, me: Sitter) -> None:
    """Who saw the next question would have its time for nothing. What travels along is stored."""
    pause(contest, OPENS + 10 * SECOND)
    assert ask(me, 2, 15, Op("a", 1, 1, "x")) == AskOutcome(Verdict.APPLIED, 1)
    assert (stored(me.attempt, "reached"), answers(me.attempt)) == ((1,), {1: "x"})
    resume(contest, OPENS + 20 * SECOND)
    assert ask(me, 2, 25) == AskOutcome(Verdict.APPLIED, 2)
    assert times(me) == (25 + EACH, 25 + EACH + GRACE)


def test_two_pauses_add_up(contest: World, me: Sitter) -> None:
    for begins, ends in ((10, 20), (25, 65)):
        pause(contest, OPENS + begins * SECOND)
        resume(contest, OPENS + ends * SECOND)
    assert times(me)[0] == EACH + 10 + 40 + 2 * LEEWAY


# --- extra time -------------------------------------------------------------------------------------


def test_extra_time_reaches_the_question_at_hand(contest: World, me: Sitter) -> None:
    you = Sitter(contest)
    extra(contest, Scope(me.entry), 1, OPENS + 10 * SECOND)
    assert times(me) == (EACH + 60, EACH + 60 + GRACE)
    assert times(you) == (EACH, EACH + GRACE)
    ask(me, 2, 80)
    assert times(me) == (80 + EACH, 80 + EACH + GRACE), "later ones have their own time"


@pytest.mark.parametrize(("second", "longer"), [(50, True), (50.001, False)])
def test_a_closed_question_is_not_opened_again(
    contest: World, me: Sitter, second: float, longer: bool
) -> None:
    extra(contest, Scope(), 1, OPENS + timedelta(seconds=second))
    assert times(me)[1] == EACH + GRACE + (60 if longer else 0)
    assert tap(me, 1, 50.5) is (Verdict.APPLIED if longer else Verdict.CLOSED)


def test_extra_time_in_a_pause(contest: World, me: Sitter) -> None:
    pause(contest, OPENS + 10 * SECOND)
    extra(contest, Scope(), 1, OPENS + 15 * SECOND)
    assert facts(me.attempt).slot_until == NEVER
    resume(contest, OPENS + 20 * SECOND)
    assert times(me) == (EACH + 60 + 10 + LEEWAY, EACH + 60 + 10 + LEEWAY + GRACE)


def test_free_papers_are_left_alone(database: Database) -> None:
    contest = world.make()
    me = Sitter(contest)
    pause(contest, OPENS + 10 * SECOND)
    resume(contest, OPENS + 20 * SECOND)
    extra(contest, Scope(), 1, OPENS + 30 * SECOND)
    assert times(me) == (None, None)
    assert from_ms(facts(me.attempt).deadline) == OPENS + (LIMIT + 10 + LEEWAY + 60) * SECOND
    assert to_ms(OPENS) == T0
