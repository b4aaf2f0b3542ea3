"""Papers in parts as pure rules: which slots take answers, what going on opens, what a phone is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts.course import Course
from contest.attempts.rules import (
    NEVER,
    Facts,
    Op,
    Verdict,
    at_hand,
    furthest,
    given_out,
    is_shut,
    judge_slot,
    opens,
    time_left,
)
from contest.ruleset.rules import Ruleset
from contest.ruleset.states import Way
from tests.contest.rounds import world
from tests.contest.ruleset.made import rulesets

START = 1_000_000
DEADLINE = START + 600_000
#: Slots 3 to 5 of seven are at hand: opened 100 s after the start, they have 60 s; the grace is 20 s.
PART = Facts(
    "a",
    "e",
    "r",
    None,
    1,
    7,
    "open",
    1,
    START,
    DEADLINE,
    DEADLINE + 20_000,
    None,
    way=Way.PARTS,
    reached=3,
    slot_deadline=START + 160_000,
    slot_until=START + 180_000,
    part_end=5,
)


@pytest.mark.parametrize(("slot", "closed"), [(1, True), (2, True), (3, False), (4, False), (5, False)])
def test_within_the_part_people_go_to_and_fro(slot: int, closed: bool) -> None:
    wanted = Verdict.CLOSED if closed else Verdict.APPLIED
    assert judge_slot(PART, slot, START + 120_000) is wanted


def test_nobody_knows_what_lies_behind_the_part() -> None:
    assert (at_hand(PART), furthest(PART)) == (5, 5)
    assert furthest(replace(PART, reached=6, part_end=7)) == 7


@pytest.mark.parametrize(
    ("at", "closed"),
    [
        (100_000, False),
        (159_000, False),
        (160_000, False),
        (161_000, False),
        (179_000, False),
        (180_000, False),
        (180_001, True),
        (181_000, True),
    ],
)
@pytest.mark.parametrize("slot", [3, 4, 5])
def test_the_borders_of_a_parts_time(slot: int, at: int, closed: bool) -> None:
    assert judge_slot(PART, slot, START + at) is (Verdict.CLOSED if closed else Verdict.APPLIED)
    assert is_shut(PART, START + at) is closed


def test_in_a_pause_the_part_stays_open() -> None:
    paused = replace(PART, paused=START + 159_999, slot_until=NEVER)
    assert judge_slot(paused, 5, START + 10**9) is Verdict.APPLIED
    assert judge_slot(paused, 2, START) is Verdict.CLOSED
    assert str(time_left(paused, START + 10**9)) == "440;3:0;paused"


@pytest.mark.parametrize(
    ("facts", "slot", "wanted"),
    [
        (PART, 3, False),
        (PART, 4, False),
        (PART, 5, False),
        (PART, 6, True),
        (replace(PART, reached=6, part_end=7), 8, False),
        (replace(PART, paused=START), 6, False),
    ],
)
def test_what_going_on_opens(facts: Facts, slot: int, wanted: bool) -> None:
    assert opens(facts, slot) is wanted


@pytest.mark.parametrize(
    ("at", "said", "short"),
    [
        (100_000, "500;3:60", True),
        (159_001, "440;3:0", True),
        (160_000, "440;3:0", True),
        (170_000, "430;3:0", True),
    ],
)
def test_a_phone_is_told_both_times(at: int, said: str, short: bool) -> None:
    left = time_left(PART, START + at)
    assert (str(left), left.is_short) == (said, short)


def test_a_part_never_has_more_than_its_paper() -> None:
    late = replace(PART, slot_deadline=DEADLINE + 10_000, slot_until=DEADLINE + 30_000)
    left = time_left(late, DEADLINE - 5_000)
    assert (left.seconds, left.slot_seconds, left.is_short) == (5, 5, False)


# --- what is given out ------------------------------------------------------------------------------


def test_each_part_runs_from_its_being_opened() -> None:
    rules = world.in_parts(60, 30)
    assert given_out(rules, 1, 1_000) == (61_000, 81_000, 2)
    assert given_out(rules, 3, 70_000) == (100_000, 120_000, 4)


@given(rulesets(), st.integers(0, 10**12))
def test_only_what_has_a_time_of_its_own_is_given_one(made: Ruleset, at: int) -> None:
    ends, until, last = given_out(made, 1, at)
    assert (last is not None) is bool(made.parts)
    assert (ends is None) is (until is None)
    if ends is not None and until is not None:
        assert until - ends == 1000 * made.grace_seconds
        assert ends > at


# --- one batch --------------------------------------------------------------------------------------


def judged(course: Course, *ops: tuple[str, int], at: int = START) -> list[Any]:
    return [course.judged("a", Op(id, 1, slot, "x"), Verdict.APPLIED, at) for id, slot in ops]


def test_saving_moves_no_paper_in_parts() -> None:
    course = Course({"a": PART})
    assert judged(course, ("p", 5), ("q", 3), ("r", 2), ("s", 4)) == [
        Verdict.APPLIED,
        Verdict.APPLIED,
        Verdict.CLOSED,
        Verdict.APPLIED,
    ]
    assert judged(course, ("t", 5), at=START + 180_001) == [Verdict.CLOSED]
    assert course.moved() == []
