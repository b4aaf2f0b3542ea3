"""Tables of the installation: what it says of itself, version by version, and its logo."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class OfficePart(SQLModel, table=True):
    """A part of the settings as somebody saved it; rows are never changed.

    The privacy notice that a person agreed to must stay readable, and of two who save at the same time
    the second finds the number taken.
    """

    __tablename__ = "office_part"
    __table_args__ = (CheckConstraint("part IN ('identity','notice','reach','proofs')", name="part"),)

    part: str = Field(primary_key=True, max_length=10)
    version: int = Field(primary_key=True)
    content: str = Field(max_length=20000, description="canonical JSON of contest.office.rules")
    changed_at: datetime = Field(sa_type=Instant)
    changed_by: str = Field(max_length=13)


class OfficeLogo(SQLModel, table=True):
    """The logo in use, re-encoded by us: a small PNG under the digest of its bytes."""

    __tablename__ = "office_logo"

    digest: str = Field(primary_key=True, max_length=16)
    png: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = Field(sa_type=Instant)


class PageViolation(SQLModel, table=True):
    """How often browsers reported that the content policy kept something out of our pages. Nothing of the
    page's address but its route, nothing of whoever looked at it."""

    __tablename__ = "page_violation"

    route: str = Field(primary_key=True, max_length=60, description="a route's name, or other")
    directive: str = Field(primary_key=True, max_length=20)
    kind: str = Field(primary_key=True, max_length=10)
    count: int
    first_at: datetime = Field(sa_type=Instant)
    last_at: datetime = Field(sa_type=Instant)
