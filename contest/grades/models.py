"""Grade rows. A key fix makes new rows; old ones stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class Grade(SQLModel, table=True):
    """What an attempt earned under one version of the key."""

    __tablename__ = "grade"

    attempt_id: str = Field(foreign_key="attempt.id", primary_key=True, max_length=13)
    key_version: str = Field(primary_key=True, max_length=64, description="digest of the keys used")
    points: int = Field(description="hundredths of a point")
    right: int
    detail: str = Field(description="JSON: hundredths for each slot, null for the prediction")
    prediction: int | None = Field(default=None, sa_type=BigInteger)
    graded_at: datetime = Field(sa_type=Instant)
