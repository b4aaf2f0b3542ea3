"""Tables of rosters: who is on a contest's list, and the lists being brought. Names are people's alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.lists.drafts import ImportState
from contest.web.database import Instant


class RosterImport(SQLModel, table=True):
    """A list from a file: rows that wait to be saved, names among them, and how many were saved."""

    __tablename__ = "roster_import"
    __table_args__ = (CheckConstraint("state IN ('draft','saved','undone')", name="state"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id", index=True)
    owner_id: str = Field(foreign_key="staff.id")
    file_name: str = Field(max_length=120)
    state: str = Field(default=ImportState.DRAFT, max_length=10)
    version: int = Field(default=1)
    created_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant, description="rows still waiting then are thrown away")
    rows: str = Field(description="JSON: the rows that wait")
    made: int = Field(default=0, description="how many people were saved")


class RosterClass(SQLModel, table=True):
    """A class of the roster that was given a code. It opens the names of the class until ``open_until``."""

    __tablename__ = "roster_class"
    __table_args__ = (Index("ix_roster_class_code", "campaign_id", "code_hash", unique=True),)

    id: str = Field(primary_key=True, max_length=13, description="follows from contest, unit and class")
    campaign_id: str = Field(foreign_key="campaign.id", index=True)
    number: int = Field(default=0, description="grows with each new code")
    code_hash: str = Field(max_length=64)
    open_until: datetime | None = Field(default=None, sa_type=Instant)
    #: What the class is, for reading its members alone. No foreign key: a unit that counts for another, or
    #: that is gone, leaves a class without members.
    unit_id: str = Field(default="", max_length=13, sa_column_kwargs={"server_default": ""})
    folded: str = Field(default="", max_length=80, sa_column_kwargs={"server_default": ""})


class RosterMember(SQLModel, table=True):
    """Somebody on the list of a contest's people. ``entry_id``: they have come, with that code."""

    __tablename__ = "roster_member"
    __table_args__ = (
        Index("ix_roster_member_code", "campaign_id", "code_hash", unique=True),
        Index("ix_roster_member_class", "campaign_id", "unit_id", "folded_class"),
        CheckConstraint("came_by IN ('','code','class','hand')", name="came_by"),
        CheckConstraint("paper IN ('','join','publish')", name="paper"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id", index=True)
    import_id: str = Field(foreign_key="roster_import.id", index=True)
    person_id: str = Field(foreign_key="person.id", unique=True)
    unit_id: str | None = Field(default=None, foreign_key="unit.id", index=True)
    class_name: str = Field(default="", max_length=80)
    own_code: str = Field(default="", max_length=40, description="the number a school or an office gave")
    entry_id: str | None = Field(default=None, foreign_key="entry.id", unique=True)
    code_hash: str | None = Field(default=None, max_length=64, description="as entries' are, until they come")
    code_made_at: datetime | None = Field(default=None, sa_type=Instant)
    year_told: bool = Field(default=False, description="the list had no birth year: they told it on coming")
    created_at: datetime = Field(sa_type=Instant)
    audience_id: str | None = Field(default=None, foreign_key="audience.id", index=True)
    folded_class: str = Field(
        default="", max_length=80, sa_column_kwargs={"server_default": ""}, description="of class_name"
    )
    came_by: str = Field(
        default="", max_length=5, sa_column_kwargs={"server_default": ""}, description="of states.Came"
    )
    came_on: str = Field(
        default="",
        max_length=13,
        sa_column_kwargs={"server_default": ""},
        description="a mark of the phone that came by class: the same for the names that one phone took",
    )
    paper: str = Field(
        default="",
        max_length=7,
        sa_column_kwargs={"server_default": ""},
        description="of states.Paper: what the guardian signed on the paper that the school keeps",
    )
    paper_at: datetime | None = Field(default=None, sa_type=Instant, description="when staff ticked it last")
    paper_by: str = Field(default="", max_length=13, sa_column_kwargs={"server_default": ""})
    kept_hash: str | None = Field(
        default=None, max_length=64, description="the slip that they did not come with: for a name given back"
    )
