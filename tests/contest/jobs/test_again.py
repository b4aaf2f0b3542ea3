"""Asking for a job that was done, or that failed, from its beginning."""

from __future__ import annotations

from datetime import timedelta

from contest.jobs import runner, service
from contest.jobs.rules import TRIES
from contest.jobs.states import JobState
from contest.web.database import Database, reading, writing
from tests.contest.jobs.counting import KIND, START, Counter, ask, status


def again(subject: str = "round1", kind: str = KIND) -> bool:
    with writing() as db:
        return service.again(db, kind, subject, START)


def test_what_nobody_asked_for_is_asked_for(database: Database, counter: Counter) -> None:
    assert again() is True
    assert status().state is JobState.WAITING
    assert runner.run_pending(START) == 5


def test_what_waits_or_works_is_left_alone(database: Database, counter: Counter) -> None:
    ask()
    assert again() is False
    assert runner.run_pending(START, stop=lambda: bool(counter.seen)) == 1
    assert status().state is JobState.RUNNING
    assert again() is False
    assert status().done == 1


def test_what_was_done_begins_anew(database: Database, counter: Counter) -> None:
    ask()
    runner.run_pending(START)
    assert again() is True
    assert status() == service.JobStatus(JobState.WAITING, "", 0, 0, "")
    assert runner.run_pending(START) == 5
    assert counter.seen == [0, 1, 2, 3, 4] * 2


def test_what_failed_begins_at_its_beginning_and_without_its_error(
    database: Database, counter: Counter
) -> None:
    ask()
    counter.break_at = {2: ValueError("broken")}
    now = START
    for _ in range(TRIES):
        runner.run_pending(now)
        now += timedelta(minutes=1)
    assert status().state is JobState.FAILED and status().error
    counter.break_at = {}
    assert again() is True
    assert status() == service.JobStatus(JobState.WAITING, "", 0, 0, "")


def test_the_subjects_of_a_kind_whatever_became_of_them(database: Database, counter: Counter) -> None:
    with reading() as db:
        assert service.asked_for(db, KIND) == set()
    ask("round1")
    runner.run_pending(START)
    ask("round2")
    ask("round3", kind="another")
    with reading() as db:
        assert service.asked_for(db, KIND) == {"round1", "round2"}


def test_what_works_begins_anew_where_what_it_read_is_not_so_any_more(
    database: Database, counter: Counter
) -> None:
    ask()
    assert runner.run_pending(START, stop=lambda: len(counter.seen) == 3) == 3
    with writing() as db:
        assert service.again(db, KIND, "round1", START, at_work=True)
    assert status() == service.JobStatus(JobState.WAITING, "", 0, 0, "")
    assert runner.run_pending(START) == 5
    assert counter.seen == [0, 1, 2, 0, 1, 2, 3, 4]


def test_what_a_job_left_behind_is_told_once_it_is_done(database: Database, counter: Counter) -> None:
    ask()
    runner.run_pending(START, stop=lambda: len(counter.seen) == 2)
    with reading() as db:
        assert service.left(db, KIND, "round1") == ""
        assert service.left(db, KIND, "round2") == ""
    runner.run_pending(START)
    with reading() as db:
        assert service.left(db, KIND, "round1") == "5"
