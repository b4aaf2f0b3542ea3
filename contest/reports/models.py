"""Tables of item analysis: figures of closed rounds, frozen until they are counted anew. No names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from contest.web.database import Instant

SCOPES = "scope IN ('first','all')"


class Analysis(SQLModel, table=True):
    """The figures of a round's papers as a whole."""

    __tablename__ = "analysis"
    __table_args__ = (CheckConstraint(SCOPES, name="scope"),)

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    scope: str = Field(primary_key=True, max_length=5)
    campaign_id: str = Field(foreign_key="campaign.id", max_length=13)
    digest: str = Field(max_length=64, description="SHA-256 over the attempts and grades that were counted")
    stamp: str = Field(max_length=64, description="of what tells cheaply that something changed since")
    counted_at: datetime = Field(sa_type=Instant)
    graded_at: datetime | None = Field(default=None, sa_type=Instant, description="the newest grade counted")
    body: str = Field(sa_type=Text, description="JSON of questions.analysis.whole.Whole")


class AnalysisItem(SQLModel, table=True):
    """The figures of one revision that papers of the round asked."""

    __tablename__ = "analysis_item"
    __table_args__ = (CheckConstraint(SCOPES, name="scope"),)

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    scope: str = Field(primary_key=True, max_length=5)
    revision: int = Field(primary_key=True)
    question: str = Field(max_length=13, index=True, description="its public id")
    campaign_id: str = Field(foreign_key="campaign.id", max_length=13)
    people: int
    right: int
    body: str = Field(sa_type=Text, description="JSON of figures.Item, with its drift")
