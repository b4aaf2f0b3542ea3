"""Jobs: asked for once, worked in slices, resumed after a kill."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from contest.jobs import runner, service, store
from contest.jobs.rules import JobView, Progress
from contest.jobs.runner import Ahead, Step
from contest.jobs.states import JobState
from contest.web.database import Database, reading, writing
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


# --- what is read ahead ---------------------------------------------------------------------------


def looking(meanwhile: Callable[[], object]) -> Counter:
    """A job that counts, where something happens while each slice is read."""
    counter = Counter()

    def look(db: Session, job: JobView, now: datetime) -> Step:
        meanwhile()
        return counter

    runner.register(KIND, Ahead(look))
    return counter


def test_while_it_looks_others_write(database: Database) -> None:
    wrote: list[bool] = []

    def write() -> None:
        with writing() as db:
            wrote.append(service.enqueue(db, "other", str(len(wrote)), START + timedelta(days=1), START))

    counter = looking(write)
    ask()
    assert runner.run_pending(START) == 5
    assert counter.seen == marks() == [0, 1, 2, 3, 4]
    assert wrote == [True] * 5


def test_what_was_read_of_another_place_is_not_written(database: Database) -> None:
    def move_on() -> None:
        with writing() as db:
            (job_id,) = store.due(db, START)
            store.save(db, job_id, cursor="4", done=4)

    counter = looking(move_on)
    ask()
    # The first look is of the beginning; the job stands at its last slice by then.
    assert runner.run_pending(START) == 0
    assert counter.seen == []
    assert runner.run_pending(START) == 1
    assert (counter.seen, status().state) == ([4], JobState.DONE)


def test_a_look_that_fails_is_a_slice_that_fails(database: Database) -> None:
    def fail() -> None:
        raise ValueError

    counter = looking(fail)
    ask()
    assert runner.run_pending(START) == 0
    assert counter.seen == []
    assert (status().state, status().error != "") == (JobState.WAITING, True)
