"""Long work as rows: ask for it once, see how far it is, go on after a failure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.errors import Conflict
from contest.jobs import store
from contest.jobs.states import JobState

NOT_FAILED = "Việc này đang chạy hoặc đã xong, không cần làm tiếp."


@dataclass(frozen=True)
class JobStatus:
    """How far a job is, for people. ``error`` is set while the last slice failed."""

    state: JobState
    step: str
    done: int
    total: int
    error: str


def enqueue(db: Session, kind: str, subject: str, not_before: datetime, now: datetime) -> bool:
    """Ask for a job; asking again for the same (kind, subject) changes nothing and returns False."""
    return store.insert_once(db, kind, subject, not_before, now)


def status(db: Session, kind: str, subject: str) -> JobStatus | None:
    """How far the job is; None when nobody asked for it."""
    job = store.find(db, kind, subject)
    if job is None:
        return None
    return JobStatus(JobState(job.state), job.step, job.done, job.total, job.error)


def done_at(db: Session, kind: str, subject: str) -> datetime | None:
    """When a job was done; None while it is not."""
    job = store.find(db, kind, subject)
    return job.updated_at if job is not None and job.state == JobState.DONE else None


def left(db: Session, kind: str, subject: str) -> str:
    """What a job that is done left behind where it stood last; "" while it is not done."""
    job = store.find(db, kind, subject)
    return job.cursor if job is not None and job.state == JobState.DONE else ""


def resume(db: Session, kind: str, subject: str, now: datetime) -> None:
    """Let a failed job go on from the slice that failed."""
    job = store.failed(db, kind, subject)
    if job is None:
        raise Conflict(NOT_FAILED)
    store.save(db, job.id, state=JobState.WAITING, error="", not_before=now, updated_at=now)


def again(db: Session, kind: str, subject: str, now: datetime, *, at_work: bool = False) -> bool:
    """Ask for a job whether it was done before or not, from its beginning; False while it is at work.
    ``at_work``: then too, since what it read so far is not so any more."""
    job = store.find(db, kind, subject)
    if job is None:
        return enqueue(db, kind, subject, now, now)
    if JobState(job.state) in store.OPEN and not at_work:
        return False
    fresh = {"state": JobState.WAITING, "step": "", "cursor": "", "done": 0, "total": 0, "error": ""}
    store.save(db, job.id, **fresh, not_before=now, updated_at=now)
    db.expire_all()
    return True


def begin(db: Session, kind: str, subject: str, now: datetime) -> None:
    """A job that no runner works is at work: whoever asks again from here on makes it wait again."""
    if (job := store.find(db, kind, subject)) is not None:
        store.save(db, job.id, state=JobState.RUNNING, updated_at=now)


def finish(db: Session, kind: str, subject: str, now: datetime) -> bool:
    """A job that no runner works is done: whoever did it says so. False where it waits, never begun or asked
    for again meanwhile."""
    job = store.find(db, kind, subject)
    if job is None or job.state == JobState.WAITING:
        return False
    store.save(db, job.id, state=JobState.DONE, updated_at=now)
    return True


def asked_for(db: Session, kind: str) -> set[str]:
    """The subjects of all jobs of a kind, whatever became of them."""
    return set(store.subjects(db, kind))


def forget(db: Session, subjects: Collection[str]) -> None:
    """Drop the jobs about subjects that are no more."""
    store.drop(db, subjects)


def counts(db: Session) -> dict[str, int]:
    """How many jobs are in each state."""
    return store.counts(db)
