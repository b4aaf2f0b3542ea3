"""A job that counts, and how it stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from contest.jobs import service
from contest.jobs.rules import JobView, Progress
from contest.web.database import reading, writing

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
KIND = "count"


class Killed(BaseException):
    """The process goes away in the middle; nothing may catch it."""


class Counter:
    """A job of ``total`` slices that keeps what it did in its own transaction: another job's cursor."""

    def __init__(self, total: int = 5) -> None:
        self.total = total
        self.seen: list[int] = []
        self.break_at: dict[int, BaseException] = {}

    def __call__(self, db: Session, job: JobView, now: datetime) -> Progress:
        here = int(job.cursor or 0)
        self.seen.append(here)
        service.enqueue(db, "mark", f"{job.subject}-{here}", now + timedelta(days=999), now)
        if here in self.break_at:
            raise self.break_at[here]
        return Progress("counting", str(here + 1), here + 1, self.total, here + 1 == self.total)


def ask(subject: str = "round1", not_before: datetime = START, kind: str = KIND) -> bool:
    with writing() as db:
        return service.enqueue(db, kind, subject, not_before, START)


def status(subject: str = "round1", kind: str = KIND) -> service.JobStatus:
    with reading() as db:
        found = service.status(db, kind, subject)
    assert found is not None
    return found


def marks(subject: str = "round1", count: int = 5) -> list[int]:
    with reading() as db:
        return [n for n in range(count) if service.status(db, "mark", f"{subject}-{n}") is not None]
