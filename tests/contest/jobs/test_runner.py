"""Jobs: asked for once, worked in slices, resumed after a kill."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from contest.jobs import runner, service
from contest.jobs.rules import JobView, Progress
from contest.jobs.states import JobState
from contest.web.database import Database, reading
from tests.contest.jobs.counting import KIND, START, Counter, Killed, ask, marks, status


def test_asking_twice_is_one_job(database: Database, counter: Counter) -> None:
    assert ask() is True
    assert ask() is False
    assert ask("round2") is True
    assert runner.run_pending(START) == 10


def test_asking_from_many_threads_is_one_job(database: Database, counter: Counter) -> None:
    said: list[bool] = []
    threads = [threading.Thread(target=lambda: said.append(ask())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False] * 7 + [True]


def test_a_job_runs_to_its_end_and_only_once(database: Database, counter: Counter) -> None:
    ask()
    assert status() == service.JobStatus(JobState.WAITING, "", 0, 0, "")
    assert runner.run_pending(START) == 5
    assert counter.seen == [0, 1, 2, 3, 4]
    assert status() == service.JobStatus(JobState.DONE, "counting", 5, 5, "")
    assert runner.run_pending(START) == 0
    assert ask() is False


@pytest.mark.parametrize(("ahead", "slices"), [(-1, 5), (0, 5), (1, 0)])
def test_it_waits_for_its_time(sqlite_database: Database, counter: Counter, ahead: int, slices: int) -> None:
    ask(not_before=START + timedelta(milliseconds=ahead))
    assert runner.run_pending(START) == slices


def test_nobody_asked(sqlite_database: Database) -> None:
    with reading() as db:
        assert service.status(db, KIND, "round1") is None


def test_two_jobs_take_turns(sqlite_database: Database) -> None:
    order: list[str] = []

    def step(db: Session, job: JobView, now: datetime) -> Progress:
        order.append(job.subject)
        return Progress(cursor=job.cursor + "x", finished=len(job.cursor) == 2)

    runner.register(KIND, step)
    ask("a")
    ask("b")
    runner.run_pending(START)
    assert sorted(order[:2]) == sorted(order[2:4]) == sorted(order[4:]) == ["a", "b"]


@pytest.mark.parametrize("slice_number", range(5))
def test_killed_in_any_slice_it_goes_on_where_it_stood(
    database: Database, counter: Counter, slice_number: int
) -> None:
    ask()
    counter.break_at[slice_number] = Killed()
    with pytest.raises(Killed):
        runner.run_pending(START)
    # The slice's own writes went with it.
    assert marks() == list(range(slice_number))
    assert status().done == slice_number
    counter.break_at.clear()
    runner._failures.clear()
    runner.run_pending(START)
    assert marks() == list(range(5))
    assert counter.seen == [*range(slice_number + 1), *range(slice_number, 5)]
    assert status().state is JobState.DONE


def test_a_kind_nobody_works_waits(sqlite_database: Database) -> None:
    ask(kind="unknown")
    assert runner.run_pending(START) == 0
    assert status(kind="unknown").state is JobState.WAITING
