"""A trial looks before it takes the lock: what somebody decides in between stands."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from contest.jobs import store as jobs
from contest.jobs.rules import JobView, Progress
from contest.regrades import service, trying
from contest.web.database import Database, reading, writing
from tests.contest.regrades import world
from tests.contest.regrades.world import TRIED, Recount
from tests.contest.rounds.world import STAFF


@pytest.fixture
def made(database: Database) -> Recount:
    """A closed round of three; C would have question 0 right by option 1."""
    return world.usual()


def job_of(db: Session, regrade: str) -> JobView:
    """The trial's job as it stands."""
    row = jobs.find(db, service.TRY, regrade)
    assert row is not None
    return JobView(row.id, row.kind, row.subject, row.step, row.cursor, row.done, row.total)


def test_what_was_dropped_between_look_and_step_stays_dropped(made: Recount) -> None:
    made.correct(0, 1)
    regrade = made.begin()
    with reading() as db:
        job = job_of(db, regrade)
        step = trying.look(db, job, TRIED)
    with writing() as db:
        service.drop(db, STAFF, made.round_id, regrade, TRIED)
    with writing() as db:
        assert step(db, job, TRIED) == Progress(job.step, job.cursor, job.done, job.total, finished=True)
    assert made.regrade(regrade).state == "dropped" and made.changes(regrade) == {}


def test_a_look_writes_nothing(made: Recount) -> None:
    made.correct(0, 1)
    regrade = made.begin()
    before = world.dump((*world.RESULTS, "regrade", "regrade_change", "job"))
    with reading() as db:
        trying.look(db, job_of(db, regrade), TRIED)
    assert world.dump((*world.RESULTS, "regrade", "regrade_change", "job")) == before


def test_half_a_trial_that_is_dropped_leaves_nothing(made: Recount, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there of it has no ranks, and keys of places that may hold a birth year."""
    monkeypatch.setattr(trying, "SLICE", 1)
    made.correct(0, 1)
    regrade = made.begin()
    for _ in range(2):
        with reading() as db:
            job = job_of(db, regrade)
            step = trying.look(db, job, TRIED)
        with writing() as db:
            came = step(db, job, TRIED)
            jobs.save(db, job.id, step=came.step, cursor=came.cursor, done=came.done)
    assert len(made.changes(regrade)) == 2
    with writing() as db:
        service.drop(db, STAFF, made.round_id, regrade, TRIED)
    assert made.changes(regrade) == {}
