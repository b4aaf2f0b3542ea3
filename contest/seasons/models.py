"""The board of a whole contest, kept as a table, so that a request reads one page of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class SeasonBoard(SQLModel, table=True):
    """How far a contest's rounds are added up. ``adding``: the rounds whose results are just coming in."""

    __tablename__ = "season_board"

    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13)
    adding: str = Field(default="", max_length=800)
    updated_at: datetime = Field(sa_type=Instant)


class SeasonStanding(SQLModel, table=True):
    """One entry's sum over the closed rounds, made from standings alone."""

    __tablename__ = "season_standing"
    __table_args__ = (Index("ix_season_standing_board", "campaign_id", "sort_key", "entry_id"),)

    campaign_id: str = Field(foreign_key="campaign.id", primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", primary_key=True, max_length=13)
    # "C" so that PostgreSQL compares bytes as SQLite does.
    sort_key: str = Field(sa_type=String(100).with_variant(String(100, collation="C"), "postgresql"))
    points: int
    seconds: int
    submitted_at: datetime = Field(sa_type=Instant)
    rounds: int = Field(description="in so many they have a place")
    taken: int = Field(description="in so many they took part, ranked or not")
