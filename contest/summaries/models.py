"""The table of frozen reports: figures as they were, no person's name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Summary(SQLModel, table=True):
    """A report as it was frozen. It never changes; the same figures once more are the same report."""

    __tablename__ = "summary"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    sha256: str = Field(max_length=64, unique=True, description="of the body")
    body: str = Field(sa_type=Text, description="canonical JSON of summaries.content.Report")
    frozen_by: str = Field(max_length=13)
    frozen_at: datetime = Field(sa_type=Instant, index=True)
