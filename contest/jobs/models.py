"""Long work as a row: where it stands, so that a restart goes on from there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.jobs.states import JobState
from contest.web.database import Instant


class Job(SQLModel, table=True):
    """One piece of long work. UNIQUE(kind, subject): asking twice is one job."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        CheckConstraint("state IN ('waiting','running','done','failed')", name="state"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    kind: str = Field(max_length=40)
    subject: str = Field(max_length=40)
    state: str = Field(default=JobState.WAITING, max_length=10)
    step: str = Field(default="", max_length=40)
    cursor: str = Field(default="", max_length=200)
    done: int = Field(default=0)
    total: int = Field(default=0)
    error: str = Field(default="", max_length=500)
    not_before: datetime = Field(sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)
    updated_at: datetime = Field(sa_type=Instant)
