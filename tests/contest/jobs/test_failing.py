"""Jobs that fail are tried again, given up in words, and can go on; a tick never ends the thread."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from contest.errors import Busy, Conflict
from contest.jobs import runner, service, store
from contest.jobs.rules import TRIES, JobView, Progress, back_off
from contest.jobs.states import JobState
from contest.web.database import Database, writing
from tests.contest.jobs.counting import KIND, START, Counter, ask, status


def test_a_failing_slice_is_tried_again_later(sqlite_database: Database, counter: Counter) -> None:
    ask()
    counter.break_at[2] = ZeroDivisionError()
    assert runner.run_pending(START) == 2
    found = status()
    assert (found.state, found.done) == (JobState.WAITING, 2)
    assert "ZeroDivisionError" in found.error
    assert runner.run_pending(START) == 0, "it waits for its back-off"
    counter.break_at.clear()
    assert runner.run_pending(START + back_off(1)) == 3
    assert status() == service.JobStatus(JobState.DONE, "counting", 5, 5, "")


def fail_until_given_up(now: datetime) -> datetime:
    for failure in range(1, TRIES + 1):
        runner.run_pending(now)
        now += back_off(failure)
    return now


def test_it_is_given_up_after_five_failures_and_can_go_on(
    sqlite_database: Database, counter: Counter
) -> None:
    ask()
    counter.break_at[3] = Conflict("Chưa có dự đoán nào.")
    now = fail_until_given_up(START)
    assert status() == service.JobStatus(JobState.FAILED, "counting", 3, 5, "Chưa có dự đoán nào.")
    assert counter.seen.count(3) == TRIES
    assert runner.run_pending(now + timedelta(days=1)) == 0
    counter.break_at.clear()
    with writing() as db:
        service.resume(db, KIND, "round1", now)
    assert runner.run_pending(now) == 2
    assert status().state is JobState.DONE


def test_a_success_between_failures_starts_the_count_anew(
    sqlite_database: Database, counter: Counter
) -> None:
    ask()
    now = START
    for broken in (1, 2):
        counter.break_at = {broken: ValueError()}
        for failure in range(1, TRIES):
            runner.run_pending(now)
            now += back_off(failure)
        assert status().state is JobState.WAITING
    counter.break_at.clear()
    runner.run_pending(now)
    assert status().state is JobState.DONE


@pytest.mark.parametrize("state", ["waiting", "done", "missing"])
def test_only_a_failed_job_is_resumed(sqlite_database: Database, counter: Counter, state: str) -> None:
    if state != "missing":
        ask()
    if state == "done":
        runner.run_pending(START)
    with pytest.raises(Conflict), writing() as db:
        service.resume(db, KIND, "round1", START)


def test_storage_trouble_never_gives_a_job_up(sqlite_database: Database, counter: Counter) -> None:
    ask()
    counter.break_at[0] = Busy()
    now = START
    for _ in range(TRIES * 3):
        runner.run_pending(now)
        now += back_off(TRIES)
    assert status().state is JobState.WAITING
    counter.break_at.clear()
    assert runner.run_pending(now) == 5


def test_a_full_disk_while_noting_a_failure_is_survived(
    sqlite_database: Database, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    counter.break_at[0] = ValueError()

    def full(*_: object, **__: object) -> None:
        raise OperationalError("UPDATE", None, Exception("disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(store, "save", full)
        assert runner.run_pending(START) == 0
    assert status().error == ""
    counter.break_at.clear()
    assert runner.run_pending(START) == 5


def test_one_broken_job_does_not_stop_the_others(sqlite_database: Database, counter: Counter) -> None:
    def broken(db: Session, job: JobView, now: datetime) -> Progress:
        raise KeyError(job.subject)

    runner.register("broken", broken)
    ask("bad", kind="broken")
    ask()
    runner.run_pending(START)
    assert status().state is JobState.DONE
    assert "KeyError" in status("bad", "broken").error


def test_a_stop_comes_between_two_slices(sqlite_database: Database, counter: Counter) -> None:
    ask()
    runner.run_pending(START, lambda: len(counter.seen) >= 2)
    assert (status().state, status().done) == (JobState.RUNNING, 2)


def test_a_slice_may_ask_to_be_called_later(sqlite_database: Database) -> None:
    later = START + timedelta(seconds=5)
    seen: list[datetime] = []

    def step(db: Session, job: JobView, now: datetime) -> Progress:
        seen.append(now)
        return Progress(again_at=later) if now < later else Progress(finished=True)

    runner.register(KIND, step)
    ask()
    for milliseconds in (0, 1, 4999, 5000):
        runner.run_pending(START + timedelta(milliseconds=milliseconds))
    assert seen == [START, later]
    assert status().state is JobState.DONE


def test_ticks_come_first_and_may_fail(sqlite_database: Database, counter: Counter) -> None:
    def broken(now: datetime) -> None:
        raise ValueError(now)

    def asks(now: datetime) -> None:
        with writing() as db:
            service.enqueue(db, KIND, "round1", now, now)

    runner.every_second(broken)
    runner.every_second(asks)
    runner.every_second(asks)
    assert len(runner._ticks) == 2
    assert runner.run_pending(START) == 5


def test_the_thread_works_and_stops(sqlite_database: Database, counter: Counter, clock: object) -> None:
    ask()
    done = threading.Event()
    runner.every_second(lambda now: done.set() if len(counter.seen) >= 5 else None)
    server = runner.Runner(pause=0.01)
    server.start()
    assert done.wait(10)
    server.stop()
    assert status().state is JobState.DONE


def test_start_and_stop_twice_are_harmless(sqlite_database: Database) -> None:
    for deed in (runner.start, runner.start, runner.stop, runner.stop):
        deed()


def test_back_off_doubles() -> None:
    assert [back_off(n).total_seconds() for n in range(1, 6)] == [1, 2, 4, 8, 16]


def test_a_long_message_fits_its_column() -> None:
    assert len(runner.explain(Conflict("x" * 900))) == 500
