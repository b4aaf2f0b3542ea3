"""Publishing after a key was corrected: nothing known to be wrong is published, a regrade is the way out."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from contest.jobs import service as jobs
from contest.results import evidence, publishing
from contest.results.publication_states import Kind
from contest.results.publishing import Order
from contest.results.publishing_job import PREPARE
from contest.web.database import Database, reading
from tests.contest.regrades import world
from tests.contest.regrades.conftest import regrading
from tests.contest.regrades.world import APPLIED, CORRECTED, Recount
from tests.contest.results.press import Press, checked, taken_apart
from tests.contest.rounds import world as rounds

__all__ = ["regrading"]  # a fixture; pytest finds it by its name here

AFTER = APPLIED + timedelta(minutes=5)
AGAIN = Order(Kind.PROVISIONAL, 3, "Chấm lại câu 1")


@pytest.fixture
def made(database: Database) -> Recount:
    """A has all three right, B two, C none; C would have the first right by the second option."""
    return world.usual()


def ranks(press: Press, publication_id: str) -> list[tuple[int, int]]:
    """(rank, points) of each row of a version."""
    return [(row["rank"], row["points"]) for row in json.loads(press.content(publication_id))["rows"]]


def test_a_key_that_changes_somebodys_marks_stops_it_until_they_are_regraded(
    made: Recount, tmp_path: Path
) -> None:
    press = Press.of(made)
    first = press.publish(now=CORRECTED)
    made.correct(0, 1)
    stopped = press.prepare(AGAIN, CORRECTED + timedelta(minutes=1))
    with reading() as db:
        status = jobs.status(db, PREPARE, stopped)
    assert status and status.error == evidence.KEY_CHANGED
    for turn in range(5):  # a job that fails is tried so often
        rounds.work(CORRECTED + timedelta(minutes=1, seconds=10 * turn))
    made.applied()
    second = press.publish(AGAIN, AFTER)
    assert ranks(press, first) == [(1, 300), (2, 200), (3, 0)]
    assert ranks(press, second) == [(1, 200), (2, 100), (3, 100)]
    for version in (first, second):
        code, said = checked(press.file(version), tmp_path)
        assert code == 0, said


def test_who_keeps_their_marks_rests_on_the_older_key_and_is_published(made: Recount, tmp_path: Path) -> None:
    """B and C keep what they have, with the grade by the older key."""
    press = Press.of(made)
    made.correct(2, 3)
    regrade = made.applied()
    changed = {one.attempt_id for one in made.changes(regrade).values()}
    assert 0 < len(changed) < 3, "some keep their marks, and with them the grade by the older key"
    version = press.publish(now=AFTER)
    code, said = checked(press.file(version), tmp_path)
    assert code == 0, said
    document, papers = taken_apart(press.file(version))
    assert len(papers) == 3
    versions = {one["key_version"] for one in document["evidence"]["basis"]["questions"].values()}
    assert versions == {1, 2}


def test_a_correction_that_meets_nobodys_answer_needs_no_regrade(database: Database, tmp_path: Path) -> None:
    made = world.make()
    made.answer("Y Bích", (0, 0, 2))
    made.answer("A Lan", (1, 1, 2))
    made.end()
    made.correct(2, 1)
    press = Press.of(made)
    code, said = checked(press.file(press.publish(now=AFTER)), tmp_path)
    assert code == 0, said


def test_what_is_prepared_is_not_signed_once_a_regrade_was_applied(made: Recount) -> None:
    press = Press.of(made)
    prepared = press.prepare(now=CORRECTED)
    made.correct(0, 1)
    made.applied()
    with pytest.raises(publishing.Conflict, match=publishing.MOVED_ON[:20]):
        press.approve(prepared, AFTER)
    assert not press.versions()[0].is_published
