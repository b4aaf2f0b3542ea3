"""A part's own time, a millisecond before, at and after its borders; pauses, extra time, the paper's end."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest

from contest.attempts.adjusting import Scope
from contest.attempts.asking import AskOutcome, AskRequest, ask_batch
from contest.attempts.rules import LEEWAY, NEVER, Op, Verdict, time_left
from contest.web.database import Database, writing
from tests.contest.attempts.sitting import answers, rows, stored
from tests.contest.attempts.test_saving import T0, Sitter
from tests.contest.rounds import world
from tests.contest.rounds.timekeeping import extra, facts, pause, resume
from tests.contest.rounds.world import OPENS, World

FIRST, SECOND_PART, GRACE, LIMIT = 60, 30, 20, 600
SECOND = timedelta(seconds=1)
SEQ = count(1)


@pytest.fixture
def contest(database: Database) -> World:
    """Slots 1 and 2 for a minute, then slots 3 and 4 for half a minute, in ten minutes."""
    return world.make(world.in_parts(FIRST, SECOND_PART))


@pytest.fixture
def me(contest: World) -> Sitter:
    return Sitter(contest)


def go_on(me: Sitter, slot: int, second: float, *ops: Op, lease: int = 1) -> AskOutcome:
    at = T0 + round(1000 * second)
    with writing() as db:
        (outcome,) = ask_batch(db, [AskRequest(me.attempt, (me.entry,), lease, at, slot, ops, part=True)])
    return outcome


def times(me: Sitter) -> tuple[float | None, float | None]:
    """(when the part's time is over, until when it takes answers), in seconds after the opening."""
    found = facts(me.attempt)
    return _seconds(found.slot_deadline), _seconds(found.slot_until)


def _seconds(at: int | None) -> float | None:
    return None if at is None else (at - T0) / 1000


def tap(me: Sitter, slot: int, second: float) -> Verdict:
    name = f"o{slot}-{second}"
    return me.save(Op(name, next(SEQ), slot, name), at=T0 + round(1000 * second)).verdict


def test_the_first_one_runs_from_the_start(me: Sitter) -> None:
    assert times(me) == (FIRST, FIRST + GRACE)
    assert stored(me.attempt, "way", "reached", "part_end") == ("parts", 1, 2)


def test_the_next_one_runs_from_its_being_opened(me: Sitter) -> None:
    assert go_on(me, 3, 12.5) == AskOutcome(Verdict.APPLIED, 3)
    assert times(me) == (42.5, 62.5)
    assert stored(me.attempt, "reached", "part_end") == (3, 4)
    assert go_on(me, 3, 40) == AskOutcome(Verdict.APPLIED, 3)
    assert times(me) == (42.5, 62.5), "asked for again, it has no more time"


def test_when_each_part_was_opened_is_kept(me: Sitter) -> None:
    go_on(me, 3, 12.5)
    go_on(me, 3, 40)
    sql = "SELECT slot, asked_at FROM attempt_slot WHERE attempt_id = :id ORDER BY slot"
    assert rows(sql, id=me.attempt) == [(1, T0), (3, T0 + 12_500)]


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        (59, Verdict.APPLIED),
        (59.999, Verdict.APPLIED),
        (60, Verdict.APPLIED),
        (60.001, Verdict.APPLIED),
        (61, Verdict.APPLIED),
        (79, Verdict.APPLIED),
        (79.999, Verdict.APPLIED),
        (80, Verdict.APPLIED),
        (80.001, Verdict.CLOSED),
        (81, Verdict.CLOSED),
        (620, Verdict.CLOSED),
        (620.001, Verdict.LATE),
    ],
)
@pytest.mark.parametrize("slot", [1, 2])
def test_the_borders(me: Sitter, slot: int, second: float, verdict: Verdict) -> None:
    assert tap(me, slot, second) is verdict
    assert bool(answers(me.attempt)) is (verdict is Verdict.APPLIED)


def test_to_and_fro_within_a_part_and_never_back(me: Sitter) -> None:
    assert [tap(me, slot, 5) for slot in (2, 1)] == [Verdict.APPLIED] * 2
    assert tap(me, 2, 6) is Verdict.APPLIED
    go_on(me, 3, 10)
    assert [tap(me, slot, 11) for slot in (4, 3)] == [Verdict.APPLIED] * 2
    assert [tap(me, slot, 12) for slot in (1, 2)] == [Verdict.CLOSED] * 2
    assert answers(me.attempt) == {1: "o1-5", 2: "o2-6", 3: "o3-11", 4: "o4-11"}


@pytest.mark.parametrize("slot", [3, 4])
def test_what_was_not_opened_takes_nothing(me: Sitter, slot: int) -> None:
    assert tap(me, slot, 5) is Verdict.NOT_YOURS
    both = (Op("a", 1, 1, "x"), Op("b", 2, slot, "y"))
    assert me.save(*both, at=T0 + 5000).verdict is Verdict.NOT_YOURS
    assert answers(me.attempt) == {}


@pytest.mark.parametrize(("second", "counts"), [(79.999, True), (80, True), (80.001, False)])
def test_what_travels_with_going_on_has_the_same_border(me: Sitter, second: float, counts: bool) -> None:
    assert go_on(me, 3, second, Op("a", 1, 2, "x")) == AskOutcome(Verdict.APPLIED, 3)
    assert answers(me.attempt) == ({2: "x"} if counts else {})


def test_when_it_is_over_the_next_one_is_there(me: Sitter) -> None:
    assert tap(me, 1, 80.001) is Verdict.CLOSED
    assert go_on(me, 3, 300) == AskOutcome(Verdict.APPLIED, 3)
    assert tap(me, 4, 350) is Verdict.APPLIED
    assert tap(me, 4, 350.001) is Verdict.CLOSED


def test_nobody_skips_a_part(database: Database) -> None:
    lines = tuple(world.BlueprintLine(count=1, part=part) for part in (1, 2, 3))
    parts = (world.Part(seconds=30),) * 3
    me = Sitter(world.make(world.in_parts(blueprint=lines, parts=parts)))
    assert go_on(me, 3, 1).verdict is Verdict.NOT_YOURS
    assert go_on(me, 2, 1).slot == 2
    assert go_on(me, 3, 2).slot == 3
    assert stored(me.attempt, "part_end") == (4,)


@pytest.mark.parametrize("slot", [1, 2])
def test_going_to_where_one_is_moves_nothing(me: Sitter, slot: int) -> None:
    assert go_on(me, slot, 5) == AskOutcome(Verdict.APPLIED, 1)
    assert times(me) == (FIRST, FIRST + GRACE)


def test_behind_the_last_part_there_is_nothing(me: Sitter) -> None:
    go_on(me, 3, 5)
    assert go_on(me, 5, 6) == AskOutcome(Verdict.APPLIED, 3)
    assert go_on(me, 6, 6).verdict is Verdict.NOT_YOURS


def test_the_form_of_a_question_opens_no_part(me: Sitter) -> None:
    """A request that asks for a question, forged for a paper in parts."""
    request = AskRequest(me.attempt, (me.entry,), 1, T0 + 1000, 3)
    with writing() as db:
        (outcome,) = ask_batch(db, [request])
    assert outcome.verdict is Verdict.NOT_YOURS
    assert stored(me.attempt, "reached") == (1,)


# --- the paper's own end ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "verdict"),
    [(LIMIT, Verdict.APPLIED), (LIMIT + GRACE, Verdict.APPLIED), (LIMIT + GRACE + 0.001, Verdict.LATE)],
)
def test_never_more_than_the_papers_own_time(me: Sitter, second: float, verdict: Verdict) -> None:
    go_on(me, 3, LIMIT - 10)
    assert times(me) == (LIMIT + 20, LIMIT + 40)
    left = time_left(facts(me.attempt), T0 + 1000 * (LIMIT - 10))
    assert (left.seconds, left.slot_seconds) == (10, 10)
    assert tap(me, 3, second) is verdict


@pytest.mark.parametrize(("second", "opens"), [(LIMIT + GRACE, True), (LIMIT + GRACE + 0.001, False)])
def test_no_part_is_opened_after_the_papers_end(me: Sitter, second: float, opens: bool) -> None:
    outcome = go_on(me, 3, second)
    assert (outcome.verdict is Verdict.APPLIED) is opens
    assert stored(me.attempt, "reached") == (3 if opens else 1,)


def test_without_grace(database: Database) -> None:
    me = Sitter(world.make(world.in_parts(grace_seconds=0)))
    assert tap(me, 1, 60) is Verdict.APPLIED
    assert tap(me, 1, 60.001) is Verdict.CLOSED


# --- pauses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("moved", [True, False])
@pytest.mark.parametrize("second", [0, 10, 59, 59.999])
def test_a_pause_does_not_eat_a_parts_time(contest: World, me: Sitter, second: float, moved: bool) -> None:
    at = OPENS + timedelta(seconds=second)
    pause(contest, at)
    assert tap(me, 2, second + 5000) is Verdict.APPLIED
    assert facts(me.attempt).slot_until == NEVER
    shown = str(time_left(facts(me.attempt), T0 + 9_000_000))
    assert shown == f"{int(LIMIT - second)};1:{int(FIRST - second)};paused"
    resume(contest, at + 90 * SECOND, moved=moved)
    ends = FIRST + 90 + LEEWAY
    assert times(me) == (ends, ends + GRACE)
    assert tap(me, 1, ends + GRACE) is Verdict.APPLIED
    assert tap(me, 1, ends + GRACE + 0.001) is Verdict.CLOSED


@pytest.mark.parametrize("second", [60, 60.001, 79])
def test_what_was_over_before_the_pause_gets_nothing(contest: World, me: Sitter, second: float) -> None:
    at = OPENS + timedelta(seconds=second)
    pause(contest, at)
    assert times(me) == (FIRST, FIRST + GRACE)
    assert tap(me, 1, FIRST + GRACE) is Verdict.APPLIED
    assert tap(me, 1, FIRST + GRACE + 0.001) is Verdict.CLOSED
    resume(contest, at + 90 * SECOND)
    assert times(me) == (FIRST, FIRST + GRACE)
    assert go_on(me, 3, second + 120).slot == 3


def test_no_part_is_opened_in_a_pause(contest: World, me: Sitter) -> None:
    """Who saw the next questions would have their time for nothing. What travels along is stored."""
    pause(contest, OPENS + 10 * SECOND)
    assert go_on(me, 3, 15, Op("a", 1, 1, "x")) == AskOutcome(Verdict.APPLIED, 1)
    assert (stored(me.attempt, "reached"), answers(me.attempt)) == ((1,), {1: "x"})
    resume(contest, OPENS + 20 * SECOND)
    assert go_on(me, 3, 25) == AskOutcome(Verdict.APPLIED, 3)
    assert times(me) == (25 + SECOND_PART, 25 + SECOND_PART + GRACE)


# --- extra time, another phone ----------------------------------------------------------------------


def test_extra_time_reaches_the_part_at_hand(contest: World, me: Sitter) -> None:
    you = Sitter(contest)
    extra(contest, Scope(me.entry), 1, OPENS + 10 * SECOND)
    assert times(me) == (FIRST + 60, FIRST + 60 + GRACE)
    assert times(you) == (FIRST, FIRST + GRACE)
    go_on(me, 3, 130)
    assert times(me) == (130 + SECOND_PART, 130 + SECOND_PART + GRACE), "later ones have their own time"


@pytest.mark.parametrize(("second", "longer"), [(79.999, True), (80, True), (80.001, False)])
def test_a_closed_part_is_not_opened_again(contest: World, me: Sitter, second: float, longer: bool) -> None:
    extra(contest, Scope(), 1, OPENS + timedelta(seconds=second))
    assert times(me)[1] == FIRST + GRACE + (60 if longer else 0)
    assert tap(me, 1, 80.5) is (Verdict.APPLIED if longer else Verdict.CLOSED)


def test_extra_time_in_a_pause(contest: World, me: Sitter) -> None:
    pause(contest, OPENS + 10 * SECOND)
    extra(contest, Scope(), 1, OPENS + 15 * SECOND)
    assert facts(me.attempt).slot_until == NEVER
    resume(contest, OPENS + 20 * SECOND)
    ends = FIRST + 60 + 10 + LEEWAY
    assert times(me) == (ends, ends + GRACE)


def test_an_older_phone_opens_nothing(me: Sitter) -> None:
    me.move(1)
    assert go_on(me, 3, 5).verdict is Verdict.STALE
    assert stored(me.attempt, "reached") == (1,)
    assert go_on(me, 3, 6, lease=2) == AskOutcome(Verdict.APPLIED, 3)


def test_somebody_else_opens_nothing(contest: World, me: Sitter) -> None:
    you = Sitter(contest)
    request = AskRequest(me.attempt, (you.entry,), 1, T0 + 1000, 3, part=True)
    with writing() as db:
        (outcome,) = ask_batch(db, [request])
    assert outcome.verdict is Verdict.NOT_YOURS
    assert stored(me.attempt, "reached") == (1,)


def test_two_requests_of_one_batch_open_one_part(me: Sitter) -> None:
    twice = [AskRequest(me.attempt, (me.entry,), 1, T0 + at, 3, part=True) for at in (1000, 2000)]
    with writing() as db:
        assert ask_batch(db, twice) == [AskOutcome(Verdict.APPLIED, 3)] * 2
    assert times(me) == (1 + SECOND_PART, 1 + SECOND_PART + GRACE)
