"""Tables of contests that others held, as an organiser wrote them down; numbers alone, nobody's name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class OutsideContest(SQLModel, table=True):
    """A contest held elsewhere in which own people took part."""

    __tablename__ = "outside_contest"
    __table_args__ = (
        CheckConstraint("level IN ('central','province','other')", name="level"),
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint("people >= 0 AND selected >= 0 AND prizes >= 0", name="numbers"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    name: str = Field(max_length=200)
    organiser: str = Field(max_length=200)
    level: str = Field(max_length=10, description="of elsewhere.states.Level")
    first_day: date
    last_day: date = Field(index=True, description="the period of a report that counts it")
    address: str = Field(default="", max_length=300, description="where it was held: a link or a place")
    people: int
    selected: int = Field(default=0)
    prizes: int = Field(default=0)
    source: str = Field(default="", max_length=500, description="whence the numbers are known")
    folded: str = Field(default="", max_length=400, description="name and organiser, to search in")
    version: int = Field(default=1)
    created_by: str = Field(max_length=13)
    created_at: datetime = Field(sa_type=Instant)
    changed_by: str = Field(max_length=13)
    changed_at: datetime = Field(sa_type=Instant)


class OutsideUnit(SQLModel, table=True):
    """How many of a unit took part."""

    __tablename__ = "outside_unit"
    __table_args__ = (CheckConstraint("people > 0", name="people"),)

    contest_id: str = Field(foreign_key="outside_contest.id", primary_key=True)
    unit_id: str = Field(foreign_key="unit.id", primary_key=True, index=True)
    people: int
