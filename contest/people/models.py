"""Tables of people. Names, phones and birth years live here and nowhere else, so they can be erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Person(SQLModel, table=True):
    """Somebody who takes part. ``erased_at`` set: name, phone and birth year are gone."""

    __tablename__ = "person"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    name: str = Field(max_length=120)
    folded: str = Field(max_length=120, index=True)
    sort_key: str = Field(max_length=600)
    birth_year: int | None = Field(default=None)
    phone: str | None = Field(default=None, max_length=20)
    guardian: str | None = Field(default=None, max_length=120, description="who consented for a child")
    guardian_relation: str = Field(
        default="",
        max_length=10,
        sa_column_kwargs={"server_default": ""},
        description="of states.Relation: what the guardian is to the child",
    )
    merged_into: str | None = Field(default=None, foreign_key="person.id", index=True)
    erased_at: datetime | None = Field(default=None, sa_type=Instant)


class Entry(SQLModel, table=True):
    """A person's part in one campaign."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        UniqueConstraint("campaign_id", "code_hash"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id")
    person_id: str = Field(foreign_key="person.id", index=True)
    unit_id: str | None = Field(default=None, foreign_key="unit.id", index=True)
    code_hash: str = Field(max_length=64, description="HMAC-SHA-256 of the code under the server's key")
    code_at: datetime | None = Field(
        default=None, sa_type=Instant, description="when staff gave that code; none: it is the first"
    )
    consent_version: str = Field(max_length=20)
    consent_at: datetime = Field(sa_type=Instant)
    consent_text_id: str | None = Field(
        default=None, foreign_key="consent_text.id", description="the very words that they agreed to"
    )
    consent_publish: bool = Field(default=False)
    guardian_consent: bool = Field(default=False)
    grown: bool = Field(default=False, description="said to be 16, where no birth year is asked")
    barred_reason: str | None = Field(default=None, max_length=300)
    created_at: datetime = Field(sa_type=Instant)
    #: The entry that counts instead of this one. No foreign key: a rehearsal's entries go in slices.
    same_as: str | None = Field(default=None, max_length=13, index=True)
    same_deed: str | None = Field(default=None, max_length=13, description="the deed of staff that said so")
    audience_id: str | None = Field(default=None, foreign_key="audience.id", index=True)


class ConsentText(SQLModel, table=True):
    """What people of a contest read before they agreed. A row never changes: other words are another row."""

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("campaign_id", "digest"), UniqueConstraint("campaign_id", "version"))

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id")
    version: int = Field(description="counted in its contest from 1")
    digest: str = Field(max_length=64, description="SHA-256 of the content")
    content: str = Field(description="canonical JSON of people.consent_rules.Text")
    created_at: datetime = Field(sa_type=Instant)


class ConsentSaid(SQLModel, table=True):
    """Somebody agreed to something, or took it back. Append-only; the last of a kind holds."""

    __tablename__ = "consent_said"
    __table_args__ = (
        CheckConstraint(
            "what IN ('join','publish','photo','guardian_join','guardian_publish','guardian_photo')",
            name="what",
        ),
        CheckConstraint("how IN ('form','code','class','hand','paper','own','staff')", name="how"),
    )

    entry_id: str = Field(foreign_key="entry.id", primary_key=True, max_length=13)
    number: int = Field(primary_key=True, description="counted in its entry from 1")
    what: str = Field(max_length=16)
    given: bool
    at: datetime = Field(sa_type=Instant)
    how: str = Field(max_length=5)
    text_id: str | None = Field(default=None, foreign_key="consent_text.id")
    by_staff: str = Field(default="", max_length=13)


class EntryApart(SQLModel, table=True):
    """Staff looked at entries that look alike: all those of one deed are different people."""

    __tablename__ = "entry_apart"

    deed_id: str = Field(primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", primary_key=True, index=True, max_length=13)
