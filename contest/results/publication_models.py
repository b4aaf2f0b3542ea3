"""Tables of published results. Ids, marks and commitments; a name is found only while its salt is there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, Text, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Publication(SQLModel, table=True):
    """One version of a round's result: prepared by somebody, published by somebody else. Once it is signed it
    never changes; a later version stands beside it."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("round_id", "version"),
        CheckConstraint("kind IN ('provisional','final')", name="kind"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id", max_length=13)
    version: int
    kind: str = Field(max_length=11)
    complaint_days: int = Field(default=0)
    reason: str = Field(default="", max_length=500, description="why there is a version after the first")
    prepared_by: str = Field(max_length=13, description="a staff member")
    prepared_at: datetime = Field(sa_type=Instant)
    board: int = Field(default=0, description="which version of the board it is made of")
    stamp: str = Field(default="", max_length=64, description="what the board and the attempts were")
    keys: str = Field(default="{}", sa_type=Text, description="JSON: revision → version of its key")
    content: str = Field(default="", sa_type=Text, description="canonical JSON; empty while it is being made")
    sha256: str = Field(default="", max_length=64)
    ranked: int = Field(default=0, description="how many have a place, as the content says")
    evidence_sha256: str = Field(default="", max_length=64)
    previous: str = Field(default="", max_length=64, description="digest of the version before")
    difference: str = Field(default="[]", sa_type=Text, description="JSON: rows that changed since then")
    signature: str = Field(default="", max_length=128, description="Ed25519, hex; empty: not published")
    public_key: str = Field(default="", max_length=64)
    approved_by: str | None = Field(default=None, max_length=13)
    approved_at: datetime | None = Field(default=None, sa_type=Instant)
    signed_alone: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    complaints_until: datetime | None = Field(default=None, sa_type=Instant)


class PublicationPart(SQLModel, table=True):
    """A piece of a version's evidence, packed: 0 is what all papers rest on, the others are people's."""

    __tablename__ = "publication_part"

    publication_id: str = Field(foreign_key="publication.id", primary_key=True, max_length=13)
    number: int = Field(primary_key=True)
    body: bytes = Field(sa_type=LargeBinary, description="zlib")


class PublicationEntry(SQLModel, table=True):
    """What a version says of somebody beside their marks: the salt goes when they are forgotten, and with it
    the way from the name to the commitment."""

    __tablename__ = "publication_entry"

    publication_id: str = Field(foreign_key="publication.id", primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", primary_key=True, index=True, max_length=13)
    salt: str = Field(max_length=64, description="hex; empty once they were forgotten")
    commitment: str = Field(max_length=64, description="to the name; empty where there was none any more")
    receipt: str = Field(max_length=32, description="digest of the code of the attempt that counts")
