"""Tables of privacy: who was forgotten, by id alone, and how long kinds of data are kept."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class Tombstone(SQLModel, table=True):
    """Somebody was forgotten. No foreign key: in an older copy, or after one, the person may be missing."""

    __tablename__ = "tombstone"

    person_id: str = Field(primary_key=True, max_length=13)
    at: datetime = Field(sa_type=Instant)
    keep_result: bool = Field(description="what they did stays on boards, without a name")


class KeepingPeriod(SQLModel, table=True):
    """How many days something is kept, where an administrator said so."""

    __tablename__ = "keeping_period"

    keep: str = Field(primary_key=True, max_length=10, description="of privacy.kinds.Keep")
    days: int
    changed_by: str = Field(max_length=13)
    changed_at: datetime = Field(sa_type=Instant)
