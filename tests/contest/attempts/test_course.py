"""Papers without a way back as pure rules: which slot takes answers when, and what a phone is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contest.attempts.course import Course
from contest.attempts.rules import (
    NEVER,
    Facts,
    Left,
    Op,
    Verdict,
    furthest,
    given_out,
    is_shut,
    judge_slot,
    opens,
    time_left,
)
from contest.ruleset.states import Way
from tests.contest.rounds import world

START = 1_000_000
DEADLINE = START + 600_000
FREE = Facts("a", "e", "r", None, 1, 5, "open", 1, START, DEADLINE, DEADLINE + 20_000, None)
FORWARD = replace(FREE, way=Way.FORWARD, reached=3)
PACED = replace(FREE, way=Way.PACED, reached=3)
#: Question 3 was asked for 100 s after the start and has 30 s; the grace is 20 s.
TIMED = replace(PACED, slot_deadline=START + 130_000, slot_until=START + 150_000)


# --- which slot takes answers -----------------------------------------------------------------------


@pytest.mark.parametrize("slot", range(1, 6))
def test_a_free_paper_takes_every_slot(slot: int) -> None:
    assert judge_slot(FREE, slot, DEADLINE) is Verdict.APPLIED
    assert judge_slot(replace(FREE, reached=5), slot, DEADLINE) is Verdict.APPLIED


@pytest.mark.parametrize("facts", [FORWARD, PACED, TIMED])
@pytest.mark.parametrize(("slot", "closed"), [(1, True), (2, True), (3, False)])
def test_what_is_passed_is_closed(facts: Facts, slot: int, closed: bool) -> None:
    wanted = Verdict.CLOSED if closed else Verdict.APPLIED
    assert judge_slot(facts, slot, START + 120_000) is wanted


def test_what_lies_ahead_is_open_going_forward() -> None:
    assert judge_slot(FORWARD, 5, START) is Verdict.APPLIED
    assert furthest(FORWARD) == furthest(FREE) == 5


def test_of_a_paced_paper_nobody_knows_what_lies_ahead() -> None:
    assert furthest(PACED) == 3
    assert furthest(replace(PACED, reached=5)) == 5


@pytest.mark.parametrize(
    ("at", "closed"),
    [
        (100_000, False),
        (129_999, False),
        (130_000, False),
        (130_001, False),
        (149_000, False),
        (149_999, False),
        (150_000, False),
        (150_001, True),
        (151_000, True),
    ],
)
def test_the_borders_of_a_questions_time(at: int, closed: bool) -> None:
    """Answers count in the question's seconds and the grace; a millisecond later it is closed."""
    assert judge_slot(TIMED, 3, START + at) is (Verdict.CLOSED if closed else Verdict.APPLIED)
    assert is_shut(TIMED, START + at) is closed
    assert not is_shut(PACED, START + at)


def test_in_a_pause_the_question_stays_open() -> None:
    paused = replace(TIMED, paused=START + 129_999, slot_until=NEVER)
    assert judge_slot(paused, 3, START + 10**9) is Verdict.APPLIED
    assert judge_slot(paused, 2, START) is Verdict.CLOSED


@pytest.mark.parametrize(
    ("seconds", "grace", "wanted"),
    [
        (None, 20, (None, None, None)),
        (30, 0, (31_000, 31_000, None)),
        (30, 20, (31_000, 51_000, None)),
        (5, 5, (6_000, 11_000, None)),
    ],
)
def test_a_questions_time_runs_from_its_being_asked_for(
    seconds: int | None, grace: int, wanted: tuple[int | None, ...]
) -> None:
    rules = world.rules(way=Way.PACED, question_seconds=seconds, grace_seconds=grace)
    assert given_out(rules, 2, 1_000) == wanted


# --- going on ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "slot", "wanted"),
    [
        (FREE, 2, False),
        (FORWARD, 3, False),
        (FORWARD, 4, True),
        (FORWARD, 2, False),
        (PACED, 3, False),
        (PACED, 4, True),
        (replace(PACED, reached=5), 6, False),
        (replace(PACED, paused=START), 4, False),
        (replace(FORWARD, paused=START), 4, True),
    ],
)
def test_what_going_on_opens(facts: Facts, slot: int, wanted: bool) -> None:
    assert opens(facts, slot) is wanted


# --- what phones are told ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (100_000, "500;3:30"),
        (100_001, "499;3:29"),
        (129_000, "471;3:1"),
        (129_001, "470;3:0"),
        (130_000, "470;3:0"),
        (140_000, "460;3:0"),
    ],
)
def test_the_questions_time_stands_beside_the_papers(at: int, said: str) -> None:
    left = time_left(TIMED, START + at)
    assert str(left) == said
    assert left.is_short


def test_a_question_never_has_more_than_its_paper() -> None:
    late = replace(TIMED, slot_deadline=DEADLINE + 10_000, slot_until=DEADLINE + 30_000)
    left = time_left(late, DEADLINE - 5_000)
    assert (left.seconds, left.slot_seconds, left.is_short) == (5, 5, False)


@pytest.mark.parametrize(
    ("facts", "said"),
    [(FREE, "500"), (FORWARD, "500"), (PACED, "500;3:500"), (replace(PACED, reached=4), "500;4:500")],
)
def test_which_question_is_at_hand_is_told_where_only_one_is_out(facts: Facts, said: str) -> None:
    assert str(time_left(facts, START + 100_000)) == said


def test_in_a_pause_both_stand_still() -> None:
    paused = replace(TIMED, paused=START + 110_000, accepts_until=NEVER, slot_until=NEVER)
    for at in (110_000, 200_000, 10**9):
        assert str(time_left(paused, START + at)) == "490;3:20;paused"


def test_what_was_over_before_a_pause_is_over_in_it() -> None:
    paused = replace(TIMED, paused=START + 140_000, accepts_until=NEVER)
    assert str(time_left(paused, START + 10**9)) == "460;3:0;paused"
    assert judge_slot(paused, 3, START + 150_000) is Verdict.APPLIED
    assert judge_slot(paused, 3, START + 150_001) is Verdict.CLOSED


def test_words_of_the_header() -> None:
    assert [str(left) for left in (Left(7), Left(7, True), Left(7, slot=2), Left(7, True, 2, 3))] == [
        "7",
        "7;paused",
        "7;2:0",
        "7;2:3;paused",
    ]
    assert not Left(7).is_short and not Left(0, slot=3).is_short


# --- one batch --------------------------------------------------------------------------------------


def judged(
    course: Course, *ops: tuple[str, int], verdict: Verdict = Verdict.APPLIED, at: int = START
) -> list[Any]:
    return [course.judged("a", Op(id, 1, slot, "x"), verdict, at) for id, slot in ops]


def test_each_op_is_judged_where_those_before_it_led() -> None:
    course = Course({"a": FORWARD})
    assert judged(course, ("p", 3), ("q", 5), ("r", 4), ("s", 5)) == [
        Verdict.APPLIED,
        Verdict.APPLIED,
        Verdict.CLOSED,
        Verdict.APPLIED,
    ]
    assert course.moved() == [("a", 5, None, None, None)]


def test_what_stood_before_moves_nothing_and_is_not_judged_anew() -> None:
    course = Course({"a": FORWARD}, {("a", "old")})
    assert judged(course, ("old", 1)) == [Verdict.APPLIED], "the store knows what it was answered"
    assert judged(course, ("old", 5), ("new", 4)) == [Verdict.APPLIED, Verdict.APPLIED]
    assert course.moved() == [("a", 4, None, None, None)]


@pytest.mark.parametrize("verdict", [Verdict.LATE, Verdict.STALE])
def test_what_does_not_count_moves_nothing(verdict: Verdict) -> None:
    course = Course({"a": FORWARD})
    assert judged(course, ("p", 5), verdict=verdict) == [verdict]
    assert judged(course, ("p", 5)) == [Verdict.APPLIED], "the name is taken: the first time is stored"
    assert course.moved() == []


def test_a_paced_paper_is_moved_by_asking_alone() -> None:
    course = Course({"a": TIMED})
    assert judged(course, ("p", 3), ("q", 2)) == [Verdict.APPLIED, Verdict.CLOSED]
    assert judged(course, ("r", 3), at=START + 150_001) == [Verdict.CLOSED]
    assert course.moved() == []
