"""SQL of jobs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.entropy import new_id
from contest.jobs.models import Job
from contest.jobs.states import JobState

OPEN = (JobState.WAITING, JobState.RUNNING)


def insert_once(db: Session, kind: str, subject: str, not_before: datetime, now: datetime) -> bool:
    """Add a job unless there is one of this kind and subject; whether it was added."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(Job).values(
        id=new_id(),
        kind=kind,
        subject=subject,
        state=JobState.WAITING,
        step="",
        cursor="",
        done=0,
        total=0,
        error="",
        not_before=not_before,
        created_at=now,
        updated_at=now,
    )
    return db.exec(row.on_conflict_do_nothing().returning(col(Job.id))).first() is not None


def due(db: Session, now: datetime) -> list[str]:
    """Ids of the jobs whose turn it is, the longest waiting first."""
    statement = (
        select(Job.id)
        .where(col(Job.state).in_(OPEN), col(Job.not_before) <= now)
        .order_by(col(Job.updated_at), col(Job.id))
    )
    return list(db.exec(statement))


def waiting(db: Session, job_id: str, now: datetime) -> Job | None:
    """The job when it is still due."""
    return db.exec(_still_due(job_id, now)).first()


def claim(db: Session, job_id: str, now: datetime) -> Job | None:
    """The same, locked; None too when another process has it."""
    return db.exec(_still_due(job_id, now).with_for_update(skip_locked=True)).first()


def _still_due(job_id: str, now: datetime) -> SelectOfScalar[Job]:
    return select(Job).where(col(Job.id) == job_id, col(Job.state).in_(OPEN), col(Job.not_before) <= now)


def save(db: Session, job_id: str, **values: Any) -> None:
    """Set columns of a job."""
    db.exec(update(Job).where(col(Job.id) == job_id).values(**values))


def find(db: Session, kind: str, subject: str) -> Job | None:
    """The job of this kind and subject."""
    return db.exec(select(Job).where(col(Job.kind) == kind, col(Job.subject) == subject)).first()


def subjects(db: Session, kind: str) -> list[str]:
    """What the jobs of a kind are about."""
    return list(db.exec(select(Job.subject).where(col(Job.kind) == kind)))


def drop(db: Session, subjects: Collection[str]) -> None:
    """Delete the jobs about these subjects, whatever their kind."""
    db.exec(delete(Job).where(col(Job.subject).in_(subjects)))


def failed(db: Session, kind: str, subject: str) -> Job | None:
    """The same, locked, when it has failed."""
    statement = select(Job).where(
        col(Job.kind) == kind, col(Job.subject) == subject, col(Job.state) == JobState.FAILED
    )
    return db.exec(statement.with_for_update()).first()


def counts(db: Session) -> dict[str, int]:
    """How many jobs are in each state."""
    found = db.exec(select(Job.state, func.count()).group_by(col(Job.state)))
    return {str(state): count for state, count in found}
