"""Tables of a campaign, its rounds and its rules."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from contest.campaigns.states import RoundState
from contest.entropy import new_id
from contest.web.database import Instant


class Campaign(SQLModel, table=True):
    """A contest as people know it: a name, an organiser, one or more rounds."""

    __tablename__ = "campaign"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    slug: str = Field(max_length=60, unique=True)
    title: str = Field(max_length=200)
    organiser: str = Field(max_length=200)
    contact: str = Field(default="", max_length=300)
    about: str = Field(default="", max_length=2000)
    bank_slug: str = Field(max_length=60)
    is_sample: bool = Field(default=False)
    audience: str = Field(default="", max_length=300, description="who may enter, in the words of the thể lệ")
    rehearsal_of: str | None = Field(
        default=None, foreign_key="campaign.id", index=True, description="set: a rehearsal, it counts nowhere"
    )
    rehearsed_at: datetime | None = Field(default=None, sa_type=Instant)
    code_only: bool = Field(default=False, description="entered only with a code from a slip")
    created_at: datetime = Field(sa_type=Instant)


class Ruleset(SQLModel, table=True):
    """The rules of a contest as data; a change is a new row."""

    __tablename__ = "ruleset"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    content: str = Field(description="canonical JSON of contest.ruleset.rules.Ruleset")
    sha256: str = Field(max_length=64, index=True)
    created_at: datetime = Field(sa_type=Instant)


class Round(SQLModel, table=True):
    """One window in which attempts are made under one ruleset."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("campaign_id", "number"),
        CheckConstraint("state IN ('draft','ready','closing','closed')", name="state"),
        CheckConstraint("opens_at < closes_at", name="window"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id")
    number: int = Field(default=1)
    name: str = Field(max_length=120)
    ruleset_id: str = Field(foreign_key="ruleset.id")
    opens_at: datetime = Field(sa_type=Instant)
    closes_at: datetime = Field(sa_type=Instant)
    paused_at: datetime | None = Field(default=None, sa_type=Instant, description="set: clocks stand still")
    state: str = Field(default=RoundState.DRAFT, max_length=10)
    seed: str = Field(max_length=64, description="hex; secret until close")
    seed_commitment: str = Field(
        max_length=64, description="SHA-256 of the seed's bytes, public from the start"
    )
    prediction_truth: int | None = Field(default=None, description="counted once at close, then frozen")
    amended_at: datetime | None = Field(
        default=None, sa_type=Instant, description="the last change of rules after the opening"
    )


class RuleChange(SQLModel, table=True):
    """A round got other rules after it had opened: which, why, by whom. Never changes."""

    __tablename__ = "rule_change"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id", index=True, max_length=13)
    before_id: str = Field(foreign_key="ruleset.id", max_length=13)
    after_id: str = Field(foreign_key="ruleset.id", max_length=13)
    reason: str = Field(max_length=300)
    by_staff: str = Field(max_length=13)
    at: datetime = Field(sa_type=Instant)
