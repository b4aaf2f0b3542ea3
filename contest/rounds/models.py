"""What staff did to a round's time and people, with the reason they gave."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class RoundDeed(SQLModel, table=True):
    """One deed. The audit chain names it by its id and takes no free text; the reason stands here."""

    __tablename__ = "round_deed"

    id: str = Field(primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id", index=True, max_length=13)
    kind: str = Field(max_length=10)
    subject: str = Field(
        default="", max_length=13, description="an attempt, an entry, a unit, a way, or nothing"
    )
    seconds: int = Field(default=0)
    people: int = Field(default=0, description="how many it touched")
    reason: str = Field(max_length=300)
    by_staff: str = Field(max_length=13)
    at: datetime = Field(sa_type=Instant)
    undone_at: datetime | None = Field(default=None, sa_type=Instant)
