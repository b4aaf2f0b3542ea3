"""Which contests were brought here from another server."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class BroughtContest(SQLModel, table=True):
    """A contest that came as an archive, with what the archive said of itself."""

    __tablename__ = "brought_contest"

    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13)
    origin: str = Field(max_length=200, description="whose server it was, in its own words")
    product: str = Field(max_length=40, description="which version of hoithi made the archive")
    slug: str = Field(max_length=60, description="its short address there")
    digest: str = Field(max_length=64, description="SHA-256 of the archive")
    made_at: datetime = Field(sa_type=Instant)
    brought_at: datetime = Field(sa_type=Instant)
    brought_by: str = Field(max_length=13, description="a staff member, or cli")
