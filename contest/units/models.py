"""Tables of đơn vị: a tree, each with headcounts that carry a date."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id


class Unit(SQLModel, table=True):
    """One đơn vị: a commune, an office, a school, a class, a chi đoàn, a thôn."""

    __tablename__ = "unit"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    parent_id: str | None = Field(default=None, foreign_key="unit.id", index=True)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=200)
    code: str = Field(max_length=40, unique=True)
    folded: str = Field(max_length=200, index=True)
    sort_key: str = Field(max_length=600)
    open_to_all: bool = Field(default=True, description="may be chosen on the entry form")


class UnitHeadcount(SQLModel, table=True):
    """How many people a unit had on a day, and who says so."""

    __tablename__ = "unit_headcount"
    __table_args__ = (CheckConstraint("people >= 0", name="people"),)

    unit_id: str = Field(foreign_key="unit.id", primary_key=True)
    on_date: date = Field(primary_key=True)
    people: int
    source: str = Field(default="", max_length=200)
