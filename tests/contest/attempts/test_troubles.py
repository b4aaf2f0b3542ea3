"""Who needs help while a round runs: each sign at its borders on both databases, and what a look costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from contest import entropy
from contest.attempts import adjusting, troubles
from contest.attempts.adjusting import Scope
from contest.attempts.rules import Op
from contest.attempts.troubles import Case, Trouble
from contest.rounds import watching
from contest.ruleset.states import Way
from contest.web.database import Database, reading, to_ms, writing
from tests.contest.attempts.test_saving import T0, Sitter
from tests.contest.rounds import world
from tests.contest.rounds.timekeeping import extra, pause
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LIMIT = timedelta(minutes=10)


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


@pytest.fixture
def me(contest: World) -> Sitter:
    return Sitter(contest)


def found(contest: World, now: Any) -> tuple[Case, ...]:
    with reading() as db:
        return troubles.cases(db, contest.view(now), now)


def kinds(contest: World, now: Any) -> list[Trouble]:
    return [sign.kind for case in found(contest, now) for sign in case.signs]


def tap(me: Sitter, at: Any, slot: int = 1, lease: int = 1) -> None:
    """An answer arrives."""
    me.save(Op(entropy.new_id(), (to_ms(at) - T0) // 1000 + 1, slot, "x"), at=to_ms(at), lease=lease)


def move(me: Sitter, times: int) -> None:
    """Another phone takes the attempt, so often."""
    for lease in range(1, times + 1):
        me.move(lease)


def test_nobody_is_in_trouble_at_first(me: Sitter, contest: World) -> None:
    tap(me, OPENS + SECOND)
    assert found(contest, OPENS + MINUTE) == ()


# --- answers that came too late ---------------------------------------------------------------------


@pytest.mark.parametrize(("after", "late"), [(0, 0), (0.001, 1), (1, 1)])
def test_late_answers(me: Sitter, contest: World, after: float, late: int) -> None:
    tap(me, OPENS + LIMIT + GRACE + after * SECOND)
    now = OPENS + LIMIT + GRACE + 2 * SECOND
    (case,) = found(contest, now) or (None,)
    assert (case.signs[0].count if case else 0) == late
    if case is not None:
        assert (case.id, case.entry_id, case.running) == (me.attempt, me.entry, False)


@pytest.mark.parametrize(("minutes", "there"), [(15, True), (15.1, False)])
def test_late_answers_are_news_for_a_quarter_of_an_hour(
    me: Sitter, contest: World, minutes: float, there: bool
) -> None:
    at = OPENS + LIMIT + MINUTE
    tap(me, at)
    tap(me, at - SECOND)
    (case,) = found(contest, at + 14 * MINUTE)
    assert (case.signs[0].kind, case.signs[0].count, case.signs[0].since) == (Trouble.LATE, 2, at)
    assert bool(found(contest, at + minutes * MINUTE)) is there


def test_late_answers_of_another_round_are_not_here(me: Sitter, contest: World) -> None:
    tap(me, OPENS + LIMIT + MINUTE)
    other = world.make(bank=0, slug="khac")
    assert found(other, OPENS + LIMIT + 2 * MINUTE) == ()


# --- silence ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "silent"), [(120, False), (121, True)])
def test_silence(me: Sitter, contest: World, seconds: int, silent: bool) -> None:
    tap(me, OPENS + 10 * SECOND)
    cases = found(contest, OPENS + (10 + seconds) * SECOND)
    assert [each.signs[0].kind for each in cases] == [Trouble.SILENT] * silent
    if silent:
        assert (cases[0].signs[0].since, cases[0].signs[0].heard) == (OPENS + 10 * SECOND, True)
        assert cases[0].running


def test_while_all_clocks_stand_nobody_is_silent(me: Sitter, contest: World) -> None:
    pause(contest, OPENS + MINUTE)
    assert found(contest, OPENS + 8 * MINUTE) == ()


# --- many changes of phone --------------------------------------------------------------------------


@pytest.mark.parametrize(("times", "told"), [(0, []), (1, []), (2, [2]), (4, [4])])
def test_taken_over_more_than_once(me: Sitter, contest: World, times: int, told: list[int]) -> None:
    move(me, times)
    assert [sign.count for case in found(contest, OPENS + MINUTE) for sign in case.signs] == told


def test_whoever_has_handed_in_needs_no_help(me: Sitter, contest: World) -> None:
    move(me, 3)
    with writing() as db:
        world.finishing.hand_in_batch(
            db, [world.finishing.HandInRequest(me.attempt, (me.entry,), 4, T0 + 60_000, ())]
        )
    assert found(contest, OPENS + 2 * MINUTE) == ()


# --- begun late -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "short"), [(301, False), (300, False), (299, True), (30, True)])
def test_begun_when_less_than_half_of_the_time_was_left(contest: World, left: int, short: bool) -> None:
    """Ten minutes are the limit."""
    began = CLOSES - left * SECOND
    me = contest.join("Y Bích").entry_id
    contest.start(me, began)
    cases = found(contest, began + SECOND)
    assert [(sign.kind, sign.seconds) for case in cases for sign in case.signs] == (
        [(Trouble.SHORT, left)] if short else []
    )


def test_extra_time_puts_it_right(contest: World) -> None:
    me = contest.join("Y Bích").entry_id
    began = CLOSES - 4 * MINUTE
    contest.start(me, began)
    assert kinds(contest, began + SECOND) == [Trouble.SHORT]
    extra(contest, Scope(me), 60, began + 2 * SECOND)
    assert kinds(contest, began + 3 * SECOND) == []


# --- a question whose time is over ------------------------------------------------------------------


def paced() -> World:
    return world.make(world.rules(way=Way.PACED, question_seconds=30))


@pytest.mark.parametrize(("seconds", "shut"), [(79.9, False), (80, False), (80.1, True)])
def test_stuck_at_a_question_that_is_over(database: Database, seconds: float, shut: bool) -> None:
    """Thirty seconds, twenty of grace, and thirty in which anybody would have gone on."""
    contest = paced()
    Sitter(contest)
    assert (Trouble.SHUT in kinds(contest, OPENS + seconds * SECOND)) is shut


@pytest.mark.parametrize(("seconds", "shut"), [(110, False), (110.1, True)])
def test_stuck_at_a_part_that_is_over(database: Database, seconds: float, shut: bool) -> None:
    """A minute, twenty seconds of grace, and thirty in which anybody would have gone on."""
    contest = world.make(world.in_parts(60, 30))
    Sitter(contest)
    assert (Trouble.SHUT in kinds(contest, OPENS + seconds * SECOND)) is shut


def test_what_was_refused_of_a_void_attempt_is_no_trouble(database: Database) -> None:
    contest = paced()
    me = Sitter(contest)
    tap(me, OPENS + 51 * SECOND)
    with writing() as db:
        done = adjusting.Deed("x" * 13, STAFF, OPENS + 52 * SECOND, "Mất điện")
        adjusting.void(db, contest.round_id, me.attempt, done)
    assert kinds(contest, OPENS + 53 * SECOND) == []


def test_answers_for_a_question_that_is_over(database: Database) -> None:
    contest = paced()
    tap(Sitter(contest), OPENS + 51 * SECOND)
    assert kinds(contest, OPENS + 52 * SECOND) == [Trouble.CLOSED]


# --- together ---------------------------------------------------------------------------------------


def test_all_signs_of_one_person_are_one_case_the_most_urgent_first(contest: World) -> None:
    first, second = Sitter(contest), Sitter(contest)
    move(first, 2)
    cases = found(contest, OPENS + 3 * MINUTE)
    assert {case.id: [sign.kind for sign in case.signs] for case in cases} == {
        first.attempt: [Trouble.SILENT, Trouble.MOVED],
        second.attempt: [Trouble.SILENT],
    }


def test_the_most_urgent_come_first(contest: World) -> None:
    moved, late, silent = Sitter(contest), Sitter(contest), Sitter(contest)
    now = OPENS + LIMIT + MINUTE
    for helped in (moved, silent):
        extra(contest, Scope(helped.entry), 30, OPENS + SECOND)
    move(moved, 2)
    tap(moved, now - SECOND, lease=3)
    tap(late, now - SECOND)
    assert [case.id for case in found(contest, now)] == [late.attempt, silent.attempt, moved.attempt]


@pytest.mark.parametrize("kind", list(Trouble))
def test_each_sign_has_words(contest: World, kind: Trouble) -> None:
    sign = troubles.Sign(kind, OPENS, 2, 240, heard=False)
    said = watching.said(contest.view(OPENS), sign, OPENS + MINUTE)
    assert (said and said[0].isupper()) or said[0].isdigit()


def test_before_the_opening_and_after_the_close_nobody_is_read(me: Sitter, contest: World) -> None:
    move(me, 3)
    with reading() as db:
        view = contest.view(OPENS - MINUTE)
        assert troubles.cases(db, view, OPENS - MINUTE) == ()


# --- what it costs ----------------------------------------------------------------------------------


def plans(database: Database, contest: World, now: Any) -> dict[str, str]:
    """Statement → how SQLite would find its rows."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(database.reader, "before_cursor_execute", note)
    found(contest, now)
    event.remove(database.reader, "before_cursor_execute", note)
    said = {}
    with database.reader.connect() as connection:
        cursor = connection.connection.cursor()
        for statement, parameters in asked:
            if "attempt" in statement:
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                said[statement] = " / ".join(str(row[3]) for row in cursor.fetchall())
    return said


def test_no_look_reads_all_attempts_or_all_answers(sqlite_database: Database) -> None:
    contest = paced()
    me = Sitter(contest)
    me.entry = contest.join("Y Bích").entry_id
    me.attempt = contest.start(me.entry, CLOSES - 3 * MINUTE)
    tap(me, CLOSES - 3 * MINUTE + 51 * SECOND)
    told = plans(sqlite_database, contest, CLOSES - MINUTE)
    assert len(told) == 6, "\n".join(told)
    for statement, plan in told.items():
        steps = [step for step in plan.split(" / ") if step.startswith(("SCAN", "SEARCH"))]
        assert all(step.startswith("SEARCH") for step in steps), (statement, plan)
    joined = " | ".join(told.values())
    assert "ix_answer_event_refused (received>?)" in joined
    assert joined.count("ix_attempt_round_state (round_id=? AND state=? AND accepts_until>?)") >= 4


def test_postgresql_can_use_the_same(postgresql_url: str) -> None:
    """It reads small tables whole, so it is told not to."""
    database = Database(postgresql_url)
    with database.writer.connect() as connection:
        run = connection.exec_driver_sql
        run("SET enable_seqscan = off")
        refused = "received >= 5 AND answer_event.fate <> 'applied'"
        plan = run(f"EXPLAIN SELECT attempt_id FROM answer_event WHERE {refused}").scalars()
        assert "ix_answer_event_refused" in " ".join(map(str, plan))
    database.close()
