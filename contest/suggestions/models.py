"""Tables of suggestions: which of them organisers marked. What was written stands in the attempt alone."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class SuggestionMark(SQLModel, table=True):
    """Somebody found this one good."""

    __tablename__ = "suggestion_mark"

    attempt_id: str = Field(foreign_key="attempt.id", primary_key=True, max_length=13)
    slot: int = Field(primary_key=True)
    by_staff: str = Field(max_length=13)
    at: datetime = Field(sa_type=Instant)
