"""A grade depends on the answers and the keys, and on nothing else."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.grades import rules
from contest.grades.rules import Graded, Material, PaperToGrade, grade, key_version, prediction
from contest.ruleset.rules import BlueprintLine, Ruleset
from questions.blueprint import Drawn
from questions.grading import grade as points_of
from questions.grading import is_right, is_wrong
from questions.kinds import Content, Key, Kind, Option

OPTIONS = (Option("aa", "Một"), Option("bb", "Hai"), Option("cc", "Ba"))
MATERIALS = {
    1: Material(Content(Kind.one, "Câu 1", OPTIONS), 100, 1, Key(("bb",))),
    2: Material(Content(Kind.several, "Câu 2", OPTIONS), 250, 1, Key(("aa", "cc"))),
    3: Material(
        Content(Kind.true_false, "Câu 3", (Option("dung", "Đúng"), Option("sai", "Sai"))),
        50,
        2,
        Key(("sai",)),
    ),
    4: Material(Content(Kind.number, "Câu 4"), 100, 1, Key(number=1234)),
}
PLAIN = Ruleset(blueprint=(BlueprintLine(count=4),), seconds=600)
PAPER = tuple(Drawn(revision, ()) for revision in (1, 2, 3, 4))
RIGHT = {1: "bb", 2: "aa,cc", 3: "sai", 4: "1234"}


def graded(answers: dict[int, str], predicting: bool = False) -> Graded:
    return grade(PaperToGrade("a", PAPER, answers, predicting), MATERIALS, PLAIN)


def test_all_right_earns_everything() -> None:
    got = graded(RIGHT)
    assert (got.points, got.right, got.detail, got.prediction) == (500, 4, (100, 250, 50, 100), None)


def test_nothing_answered_earns_nothing() -> None:
    got = graded({})
    assert (got.points, got.right, got.detail) == (0, 0, (0, 0, 0, 0))


def test_half_of_several_and_nonsense_earn_nothing() -> None:
    got = graded({1: "xx", 2: "aa", 3: "", 4: "1.234"})
    assert (got.points, got.right, got.detail) == (100, 1, (0, 0, 0, 100))


def test_the_prediction_is_kept_but_earns_nothing() -> None:
    got = graded(RIGHT | {5: "1.464"}, predicting=True)
    assert (got.points, got.right, got.detail, got.prediction) == (500, 4, (100, 250, 50, 100, None), 1464)
    assert graded(RIGHT, predicting=True).prediction is None
    assert graded(RIGHT | {5: "7"}).prediction is None


def test_a_prediction_is_a_whole_number_or_nothing() -> None:
    assert [prediction(text) for text in (None, "", "12", "-3", "1,5", "nhiều")] == [
        None,
        None,
        12,
        -3,
        None,
        None,
    ]


def test_the_key_version_changes_only_with_a_key_of_this_paper() -> None:
    versions = [(1, 1), (2, 1)]
    assert key_version(versions) == key_version(versions[::-1])
    assert key_version(versions) != key_version([(1, 2), (2, 1)])
    assert key_version(versions) != key_version([(1, 1)])
    other = MATERIALS | {9: Material(Content(Kind.number, "Câu khác"), 1, 7, Key(number=1))}
    assert grade(PaperToGrade("a", PAPER, RIGHT), other, PLAIN) == graded(RIGHT)


@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(1, 99))))
def test_the_key_version_is_the_digest_of_the_same_json_for_ever(versions: list[tuple[int, int]]) -> None:
    written = json.dumps(sorted(versions), separators=(",", ":"))
    assert key_version(versions) == hashlib.sha256(written.encode()).hexdigest()


ANSWERS = st.dictionaries(
    st.integers(0, 7),
    st.sampled_from(["aa", "bb", "cc", "aa,cc", "cc,aa", "dung", "sai", "1234", "1.234", "", "?"]),
)


@given(ANSWERS, st.booleans(), st.randoms(use_true_random=False))
def test_a_grade_is_a_pure_function_of_answers_and_keys(
    answers: dict[int, str], predicting: bool, chance: random.Random
) -> None:
    first = graded(answers, predicting)
    shuffled = dict(chance.sample(list(answers.items()), len(answers)))
    turned = dict(chance.sample(list(MATERIALS.items()), len(MATERIALS)))
    assert grade(PaperToGrade("a", PAPER, shuffled, predicting), turned, PLAIN) == first
    marks = [mark for mark in first.detail if mark is not None]
    assert first.points == sum(marks)
    assert first.right == sum(mark > 0 for mark in marks)
    assert len(first.detail) == 4 + predicting
    assert all(mark in (0, MATERIALS[slot].points) for slot, mark in enumerate(marks, 1))


@given(ANSWERS)
def test_answers_of_slots_that_do_not_exist_change_nothing(answers: dict[int, str]) -> None:
    inside = {slot: answer for slot, answer in answers.items() if 1 <= slot <= 4}
    assert graded(answers) == graded(inside)


DEAR = PLAIN.changed(wrong_costs=25)


def test_a_wrong_answer_costs_and_none_does_not() -> None:
    got = grade(PaperToGrade("a", PAPER, {1: "bb", 2: "aa", 3: "dung"}), MATERIALS, DEAR)
    assert (got.points, got.right, got.detail) == (50, 1, (100, -25, -25, 0))
    assert grade(PaperToGrade("a", PAPER, {}), MATERIALS, DEAR).points == 0
    assert grade(PaperToGrade("a", PAPER, RIGHT), MATERIALS, DEAR).points == 500


def test_what_nobody_can_understand_is_no_wrong_answer() -> None:
    got = grade(PaperToGrade("a", PAPER, {1: "xx", 4: "nhiều"}), MATERIALS, DEAR)
    assert (got.points, got.detail) == (0, (0, 0, 0, 0))


def test_the_sum_ends_at_0_unless_the_rules_say_otherwise() -> None:
    wrong = PaperToGrade("a", PAPER, {1: "aa", 2: "bb", 3: "dung", 4: "1", 5: "7"}, has_prediction=True)
    below = grade(wrong, MATERIALS, DEAR.changed(below_zero=True))
    assert (below.points, below.detail, below.prediction) == (-100, (-25, -25, -25, -25, None), 7)
    assert grade(wrong, MATERIALS, DEAR).points == 0
    assert grade(wrong, MATERIALS, DEAR).detail == below.detail


ANSWERS = st.none() | st.sampled_from(["", "aa", "bb", "aa,cc", "sai", "1234", " bb "]) | st.text(max_size=3)


@given(
    revision=st.sampled_from(sorted(MATERIALS)), answers=st.lists(ANSWERS, max_size=8), most=st.integers(0, 9)
)
def test_a_mark_is_the_same_however_often_it_is_asked_for(
    revision: int, answers: list[str | None], most: int
) -> None:
    asked = MATERIALS[revision]
    fresh = Material(asked.content, asked.points, asked.version, asked.key)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rules, "MOST_MARKS", most)
        for answer in answers:
            judged = (asked.content, asked.key, answer)
            wanted = (is_right(*judged), points_of(*judged, asked.points), is_wrong(*judged))
            assert fresh.mark(answer) == wanted
    assert len(fresh._marks) == min(most, len(set(answers))), "what people make up fills no memory"


OLD = Graded("a1", "v1", 200, 2, (100, 100, 0, None), None)


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, False),
        ({"key_version": "v2"}, False),  # another key that nobody's answer meets
        ({"points": 201}, True),
        ({"right": 1}, True),
        ({"detail": (0, 100, 100, None)}, True),  # one question for another: the sum is the same
    ],
)
def test_a_paper_changes_with_any_single_mark(change: dict[str, Any], differs: bool) -> None:
    assert rules.differs(OLD, replace(OLD, **change)) is differs
