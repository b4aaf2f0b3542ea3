"""The order of a board, stored so that one index serves it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class Standing(SQLModel, table=True):
    """One entry's place in a round: its counting attempt and the sort key made from it."""

    __tablename__ = "standing"
    __table_args__ = (Index("ix_standing_board", "round_id", "sort_key", "entry_id"),)

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", primary_key=True, max_length=13)
    attempt_id: str = Field(foreign_key="attempt.id", max_length=13)
    # "C" so that PostgreSQL compares bytes as SQLite does.
    sort_key: str = Field(sa_type=String(160).with_variant(String(160, collation="C"), "postgresql"))
    points: int
    right: int
    seconds: int
    submitted_at: datetime = Field(sa_type=Instant)
    prediction: int | None = Field(default=None)
    prediction_error: int | None = Field(default=None)
