"""A key that is corrected while a round runs: papers keep their words, grading takes the newest key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.attempts.rules import Verdict
from contest.ruleset.rules import BlueprintLine
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.bank import shelf
from tests.contest.bank.test_edit import move, save
from tests.contest.rounds import world
from tests.contest.rounds.test_closing import SETTLED
from tests.contest.rounds.world import CLOSES, OPENS, World

WRONG = ParsedQuestion(Kind.one, "Thủ đô ở đâu?", ("Hà Nội", "Huế"), (1,), topics=("cds",))
MENDED = replace(WRONG, right=(0,))


def one_question(**changes: object) -> World:
    return world.make(world.rules(blueprint=(BlueprintLine(count=1),), **changes), bank=0)


def rights(contest: World) -> list[int]:
    return [row.right for row in contest.board()]


def test_closing_grades_with_the_newest_key(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(WRONG)
    contest = one_question()
    # They answer what the key calls right when they sit: Huế.
    contest.sit("An", OPENS, 1)
    assert save(organiser, bank, one, MENDED).headers["location"].endswith("?done=key")
    world.work(CLOSES)
    world.work(SETTLED)
    assert rights(contest) == [0]


def test_a_correction_a_moment_before_grading_counts(organiser: TestClient, clock: Clock) -> None:
    """Where points are shown at once, keys are in memory already: the correction drops them."""
    bank, (one,) = shelf.fill(WRONG)
    contest = one_question(visibility=world.at_once())
    contest.sit("An", OPENS, 1)
    assert rights(contest) == [1]
    save(organiser, bank, one, MENDED)
    # Less than a key may be old in memory after the first one was graded.
    contest.sit("Bình", OPENS + timedelta(milliseconds=1), 1)
    assert rights(contest) == [1, 1], "both answered what their key calls right"
    world.work(CLOSES)
    world.work(SETTLED)
    assert sorted(rights(contest)) == [0, 1], "at close all are graded by the newest key"


@pytest.mark.parametrize("deed", ["words", "retired", "draft"])
def test_a_running_rounds_papers_stay_what_they_are(organiser: TestClient, deed: str) -> None:
    bank, (one,) = shelf.fill(WRONG)
    contest = one_question()
    entry = contest.join("An").entry_id
    attempt = contest.start(entry, OPENS)
    if deed == "words":
        save(organiser, bank, one, replace(WRONG, text="Câu khác hẳn?", options=("x", "y")))
    else:
        move(organiser, bank, one, deed)
    late = contest.join("Bình").entry_id
    second = contest.start(late, OPENS + timedelta(minutes=1))
    for who, what in ((entry, attempt), (late, second)):
        assert contest.hand_in(who, what, OPENS + timedelta(minutes=2), 1) is Verdict.APPLIED
    world.work(CLOSES)
    world.work(SETTLED)
    assert rights(contest) == [1, 1]


def test_a_later_round_draws_the_new_words(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(WRONG)
    first = one_question()
    first.start(first.join("An").entry_id, OPENS)
    save(organiser, bank, one, MENDED)
    save(organiser, bank, one, replace(MENDED, options=("Hà Nội", "Sài Gòn")), version=2)
    second = world.make(world.rules(blueprint=(BlueprintLine(count=1),)), bank=0, slug="sau")
    entry = second.join("Bình").entry_id
    attempt = second.start(entry, OPENS)
    assert second.hand_in(entry, attempt, OPENS + timedelta(minutes=1), 1) is Verdict.APPLIED
    world.work(CLOSES)
    world.work(SETTLED)
    assert rights(second) == [1]
