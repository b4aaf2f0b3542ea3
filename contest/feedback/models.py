"""Tables of feedback: how people found a round, and what they wrote about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Feedback(SQLModel, table=True):
    """What one person says of one round; the last word counts. ``id`` is random, so that lists in its order
    tell nothing of who wrote when."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id"),
        CheckConstraint("grade BETWEEN 1 AND 5", name="grade"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id")
    entry_id: str = Field(foreign_key="entry.id", index=True)
    grade: int = Field(description="1: not content at all, to 5: very content")
    words: str = Field(default="", max_length=500, description="as they were written")
    folded: str = Field(default="", max_length=500, description="the same to search in")
    changed_at: datetime = Field(sa_type=Instant)
