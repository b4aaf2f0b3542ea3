"""Who was selected for a round: the list that was confirmed, and what staff changed by hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class SelectionList(SQLModel, table=True):
    """The list of one round, confirmed by staff. ``version`` grows with each change after that."""

    __tablename__ = "selection_list"

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    digest: str = Field(max_length=64)
    people: int
    version: int = Field(default=1)
    confirmed_by: str = Field(max_length=13)
    confirmed_at: datetime = Field(sa_type=Instant)


class Selected(SQLModel, table=True):
    """Somebody on a confirmed list. ``place``: their rank, or their unit's; 0: added by staff."""

    __tablename__ = "selected"

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", primary_key=True, max_length=13)
    place: int = Field(default=0)
    tied: bool = Field(default=False)


class SelectionChange(SQLModel, table=True):
    """Somebody, or a unit, is chosen or not, for a reason. The latest about a subject holds."""

    __tablename__ = "selection_change"
    __table_args__ = (UniqueConstraint("deed", "subject"),)

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    number: int = Field(primary_key=True)
    deed: str = Field(max_length=13, description="the id of the form that brought it")
    subject: str = Field(max_length=13, description="an entry, or a unit at the border")
    of_unit: bool = Field(default=False, description="the subject is a unit")
    at_border: bool = Field(default=False, description="holds only while the subject is tied at the border")
    chosen: bool
    reason: str = Field(max_length=300)
    by_staff: str = Field(max_length=13)
    at: datetime = Field(sa_type=Instant)
