"""A regrade and what happens meanwhile: what makes a trial stale and what not, what comes between the word
and the slices."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest import entropy
from contest.errors import Conflict
from contest.regrades import corrections, service
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.standings import news
from contest.web.database import Database, reading, writing
from tests.contest.regrades import world
from tests.contest.regrades.test_applying import refused
from tests.contest.regrades.world import APPLIED, TRIED
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import STAFF


def order() -> Order:
    return Order(entropy.new_id(), STAFF, "Chép bài")


def test_a_board_that_was_only_told_of_has_not_moved(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    with writing() as db:
        news.tell(db, made.round_id)  # as a publication, a covered hall, a name put right do
    made.apply(regrade)
    rounds.work(APPLIED)
    assert made.regrade(regrade).state == "applied"
    assert made.places()["A Lan"][:2] == (3, 100)


def test_a_board_that_moved_while_it_was_read_is_not_trusted(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.begin()
    with writing() as db:
        news.tell(db, made.round_id)
    rounds.work(TRIED)
    assert refused(made, regrade) == service.BOARD_MOVED


def test_a_look_from_before_another_version_of_the_board_is_taken_anew(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    with reading() as db:
        looked = service.look(db, made.round_id, regrade, TRIED)
    assert looked is not None and looked.problem == ""
    with writing() as db:
        judging.void(db, order(), made.round_id, made.attempts["A Lan"][0], TRIED)
    with pytest.raises(Conflict) as problem, writing() as db:
        service.apply(db, "staff", made.round_id, regrade, TRIED, looked)
    assert problem.value.message == service.BOARD_MOVED


def test_a_paper_made_void_and_recognised_again_is_as_it_was_tried(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    attempt = made.attempts["A Lan"][0]
    with writing() as db:
        judging.void(db, order(), made.round_id, attempt, TRIED)
    assert refused(made, regrade) == service.BOARD_MOVED
    with writing() as db:  # graded by the new key
        judging.unvoid(db, order(), made.round_id, attempt, TRIED + timedelta(seconds=1))
    assert refused(made, regrade) == service.BOARD_MOVED


# --- what comes between the word and the slices ------------------------------------------------------


def test_a_key_corrected_while_it_is_applied_waits_for_the_next(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.apply(regrade)
    made.correct(0, 2, APPLIED)
    rounds.work(APPLIED)
    assert made.places()["A Lan"][1] == 100, "what was seen is what comes"
    with reading() as db:
        (waits,) = corrections.fresh(db, made.view(APPLIED))
    assert (waits.before, waits.after) == (2, 3)
    later = APPLIED + timedelta(minutes=5)
    made.applied_at(later)
    assert {name: place[1] for name, place in made.places().items()} == {
        "A Thui": 200,
        "Y Bích": 100,
        "A Lan": 0,
    }


def test_whoever_was_graded_by_a_newer_key_meanwhile_keeps_that(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.apply(regrade)
    made.correct(0, 2, APPLIED)
    attempt = made.attempts["A Lan"][0]
    with writing() as db:
        judging.void(db, order(), made.round_id, attempt, APPLIED)
    with writing() as db:
        judging.unvoid(db, order(), made.round_id, attempt, APPLIED)
    rounds.work(APPLIED + timedelta(seconds=1))
    assert made.graded()["A Lan", 0][0] == made.places()["A Lan"][1] == 0
    assert made.places()["A Thui"][1] == 200
    made.applied_at(APPLIED + timedelta(minutes=5))
    assert made.graded()["A Lan", 0][0] == made.places()["A Lan"][1] == 0
    made.audited()


def test_a_paper_made_void_meanwhile_stays_off_the_board(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.apply(regrade)
    with writing() as db:
        judging.void(db, order(), made.round_id, made.attempts["A Lan"][0], APPLIED)
    rounds.work(APPLIED)
    assert set(made.places()) == {"A Thui", "Y Bích"}
