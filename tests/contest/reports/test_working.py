"""The job that counts: begun by itself, small rounds on the spot, big ones by a child process."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

from contest.jobs import service as jobs
from contest.jobs.service import JobStatus
from contest.jobs.states import JobState
from contest.planning import rehearsing
from contest.reports import child, counting, working
from contest.reports.child import Child
from contest.reports.working import ANALYSE
from contest.web.database import Database, reading, writing
from tests.contest.reports.school import DONE, STAFF, School, knows
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS

MINUTE = timedelta(minutes=1)
#: Seconds for a child to load the application on a busy machine.
PATIENCE = 120


@pytest.fixture
def school(database: Database) -> School:
    made = School.made()
    made.crowd([knows(0), knows(0, 1), knows()])
    return made


def status(school: School) -> JobStatus | None:
    with reading() as db:
        return jobs.status(db, ANALYSE, school.round_id)


def work_until_done(school: School, now: datetime) -> datetime:
    """Look again and again, as the runner does; the moment at which it was done."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        world.work(now)
        found = status(school)
        if found is not None and found.state is not JobState.RUNNING:
            return now
        now += timedelta(seconds=1)
        time.sleep(0.2)
    raise AssertionError("the child never ended")


def test_a_round_that_closed_is_counted_by_itself_and_once(school: School) -> None:
    assert working.begin_due(OPENS) == 0, "it runs"
    school.close()
    assert school.stored() is None and status(school) is None
    school.count()
    found = school.stored()
    assert found is not None and found.whole.people == 3
    assert status(school) == JobStatus(JobState.DONE, "counting", 3, 3, "")
    before = school.contest.audited()
    assert working.begin_due(DONE + timedelta(days=1)) == 0
    assert school.contest.audited() == before


def test_the_tick_looks_once_a_minute(school: School) -> None:
    school.close()
    later = DONE + 10 * MINUTE
    working._looked_at = later
    assert working.begin_due(later + timedelta(seconds=59)) == 0
    assert working.begin_due(later + MINUTE) == 1
    assert working.begin_due(later + 2 * MINUTE) == 0


def test_a_rehearsal_is_not_counted(database: Database) -> None:
    made = School.made()
    now = OPENS - timedelta(hours=1)
    with writing() as db:
        rehearsed = rehearsing.rehearse(db, STAFF, made.round_id, now)
    rehearsal = School(world.World(rehearsed))
    rehearsal.close(now + 2 * MINUTE)
    rehearsal.count(now + 2 * MINUTE)
    assert status(rehearsal) is None
    with writing() as db:
        jobs.enqueue(db, ANALYSE, rehearsed, now, now)
    world.work(now + 20 * MINUTE)
    assert rehearsal.stored() is None


def test_a_big_round_is_counted_by_a_child_and_comes_out_the_same(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.close()
    wanted = counting.count(school.round_id, DONE)
    monkeypatch.setattr(working, "SMALL", 2)
    world.work(DONE + 6 * MINUTE)
    found = status(school)
    assert found is not None and found.state is JobState.RUNNING
    assert school.stored() is None
    work_until_done(school, DONE + 6 * MINUTE)
    stored = school.stored()
    assert stored is not None
    assert stored.whole == next(iter(wanted.scopes.values())).whole
    assert working._children == {}


def test_after_a_restart_the_child_is_begun_anew(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    school.close()
    monkeypatch.setattr(working, "SMALL", 2)
    world.work(DONE + 6 * MINUTE)
    _, first = working._children.pop(school.round_id)
    first.end()
    work_until_done(school, DONE + 7 * MINUTE)
    assert school.stored() is not None


def test_a_child_of_an_earlier_counting_is_not_asked(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    school.close()
    monkeypatch.setattr(working, "SMALL", 2)
    left = Child.begin(school.round_id, DONE)
    working._children[school.round_id] = "1", left
    world.work(DONE + 6 * MINUTE)
    assert left.process.returncode is not None
    _, mine = working._children[school.round_id]
    assert mine is not left
    work_until_done(school, DONE + 7 * MINUTE)
    assert school.stored() is not None


def test_other_grades_meanwhile_begin_the_counting_anew(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.close()
    monkeypatch.setattr(working, "SMALL", 2)
    now = DONE + 6 * MINUTE
    world.work(now)
    _, old = working._children[school.round_id]
    with writing() as db:
        working.count_again(db, school.round_id, now)
    world.work(now)
    assert old.process.returncode is not None, "it has read grades that count no more"
    _, mine = working._children[school.round_id]
    assert mine is not old
    work_until_done(school, now + MINUTE)
    assert school.stored() is not None


def test_a_child_that_fails_fails_the_job_and_leaves_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.close()
    monkeypatch.setattr(working, "SMALL", 2)
    monkeypatch.setattr(child, "MODULE", "contest.no_such_module")
    now = DONE + 6 * MINUTE
    for _ in range(12):
        now = work_until_done(school, now) + timedelta(seconds=30)
        found = status(school)
        if found is not None and found.state is JobState.FAILED:
            break
    assert found is not None and found.state is JobState.FAILED
    assert "Xem nhật ký máy chủ" in found.error
    assert working._children == {} and school.stored() is None
    monkeypatch.setattr(child, "MODULE", "contest.reports.child")
    monkeypatch.setattr(working, "SMALL", 1000)
    with writing() as db:
        assert jobs.again(db, ANALYSE, school.round_id, now)
    world.work(now)
    assert school.stored() is not None, "asked for again, it is counted"


def test_a_child_that_never_ends_is_ended(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Child.begin("0" * 13, DONE)
    monkeypatch.setattr(child, "LIMIT", timedelta(seconds=-1))
    monkeypatch.setattr(made.process, "poll", lambda: None)
    with pytest.raises(RuntimeError, match="too long"):
        made.figures(DONE)
    assert made.process.returncode is not None
    assert not made.folder.exists()


def test_what_a_child_tells_is_how_far_it_is(sqlite_database: Database) -> None:
    made = Child.begin("0" * 13, DONE)
    (made.folder / child.SAID).write_bytes(b"2000\n4000\n")
    assert made.counted == 4000
    (made.folder / child.SAID).write_bytes(b"")
    assert made.counted == 0
    made.end()
    made.end()
