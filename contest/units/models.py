"""Tables of đơn vị: a tree, each with headcounts that carry a date; merges, and lists being imported."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


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


class UnitMerge(SQLModel, table=True):
    """A unit that counts for another one everywhere. Taking the row out undoes the merge."""

    __tablename__ = "unit_merge"
    __table_args__ = (CheckConstraint("unit_id <> into_id", name="other"),)

    unit_id: str = Field(foreign_key="unit.id", primary_key=True)
    into_id: str = Field(foreign_key="unit.id", index=True)
    merged_at: datetime = Field(sa_type=Instant)
    before: str = Field(description="JSON: what undoing puts back (parent, children, headcount)")


class UnitImport(SQLModel, table=True):
    """A list from a file: rows that wait to be saved, and what saving them did."""

    __tablename__ = "unit_import"
    __table_args__ = (CheckConstraint("state IN ('draft','saved','undone')", name="state"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    owner_id: str = Field(foreign_key="staff.id", index=True)
    file_name: str = Field(max_length=120)
    state: str = Field(max_length=10)
    version: int = Field(default=1)
    created_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant, description="rows still waiting then are thrown away")
    rows: str = Field(description="JSON: the rows that wait")
    done: str = Field(description="JSON: units made and changed, to undo")
