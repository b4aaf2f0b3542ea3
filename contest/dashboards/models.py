"""The table of what contests aim at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class ContestTarget(SQLModel, table=True):
    """How many people should take part in a contest and of each unit."""

    __tablename__ = "contest_target"

    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13)
    content: str = Field(sa_type=Text, description="canonical JSON of dashboards.target_rules.Targets")
    changed_by: str = Field(max_length=13)
    changed_at: datetime = Field(sa_type=Instant)
