"""Tables of privacy: who was forgotten, by id alone, how long kinds of data are kept, and what people ask
about their own data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Tombstone(SQLModel, table=True):
    """Somebody was forgotten. No foreign key: in an older copy, or after one, the person may be missing."""

    __tablename__ = "tombstone"

    person_id: str = Field(primary_key=True, max_length=13)
    at: datetime = Field(sa_type=Instant)
    keep_result: bool = Field(description="what they did stays on boards, without a name")


class DataRequest(SQLModel, table=True):
    """Somebody asks something about their data, and the law's clock runs. What was said may name people, and
    goes with them."""

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('view','correct','supply','withdraw','restrict','object','delete')", name="kind"
        ),
        CheckConstraint("came IN ('own','phone','paper','desk')", name="came"),
        CheckConstraint("outcome IN ('','done','refused')", name="outcome"),
        CheckConstraint("extension BETWEEN 0 AND 15", name="extension"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id", index=True)
    entry_id: str | None = Field(default=None, foreign_key="entry.id", index=True, description="whose data")
    kind: str = Field(max_length=8, description="of states.Kind")
    came: str = Field(max_length=5, description="of states.By")
    words: str = Field(default="", max_length=1000, description="as they were told")
    made_at: datetime = Field(sa_type=Instant, description="when it arrived: the law counts from here")
    noted_by: str = Field(default="", max_length=13, description="who of the staff wrote it down")
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    reply: str = Field(default="", max_length=1000)
    extension: int = Field(default=0, description="days more, once, with a reason")
    extended_for: str = Field(default="", max_length=300)
    outcome: str = Field(default="", max_length=7, description="of states.Outcome")
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_by: str = Field(default="", max_length=13)


class KeepingPeriod(SQLModel, table=True):
    """How many days something is kept, where an administrator said so."""

    __tablename__ = "keeping_period"

    keep: str = Field(primary_key=True, max_length=10, description="of privacy.kinds.Keep")
    days: int
    changed_by: str = Field(max_length=13)
    changed_at: datetime = Field(sa_type=Instant)
