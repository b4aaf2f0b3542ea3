"""Tables of privacy: who was forgotten, by id alone, so that an older copy of the data forgets them again."""

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
