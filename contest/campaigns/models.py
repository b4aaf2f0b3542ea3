"""Tables of a campaign, its rounds and its rules."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from contest.campaigns.states import ALL_WAYS, USUAL_WAYS, RoundState, written
from contest.entropy import new_id
from contest.people.asking import USUAL
from contest.web.database import Instant


class Campaign(SQLModel, table=True):
    """A contest as people know it: a name, an organiser, one or more rounds."""

    __tablename__ = "campaign"
    __table_args__ = (
        *(
            CheckConstraint(f"{name} IN ('off','optional','required')", name=name)
            for name in ("asks_year", "asks_phone", "asks_unit")
        ),
        CheckConstraint(f"ways IN ({', '.join(map(repr, ALL_WAYS))})", name="ways"),
    )

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
    season: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs={"server_default": ""},
        description="canonical JSON of contest.ruleset.season.Season; empty: rounds are not added up",
    )
    ways: str = Field(default=written(USUAL_WAYS), max_length=20, description="of campaigns.states.Way")
    class_proof: bool = Field(default=True, description="a pupil tells year or number, where the list has it")
    on_paper: bool = Field(default=False, description="guardians of all on the list have agreed in writing")
    asks_year: str = Field(default=USUAL.year, max_length=10, description="of people.asking.Ask")
    asks_phone: str = Field(default=USUAL.phone, max_length=10)
    asks_unit: str = Field(default=USUAL.unit, max_length=10)
    asks_photo: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="whether people are asked if their photo may be published",
    )
    asks_feedback: bool = Field(
        default=True,
        sa_column_kwargs={"server_default": false()},
        description="whether people may say behind the quiz how they found it",
    )
    created_at: datetime = Field(sa_type=Instant)


class Audience(SQLModel, table=True):
    """A group of people in a contest ("Bảng A") with rounds of its own. Ages count by the year of birth."""

    __tablename__ = "audience"
    __table_args__ = (
        UniqueConstraint("campaign_id", "code"),
        CheckConstraint("youngest IS NULL OR oldest IS NULL OR youngest <= oldest", name="ages"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    campaign_id: str = Field(foreign_key="campaign.id")
    code: str = Field(max_length=8, description="the letter of the group")
    name: str = Field(max_length=80)
    who: str = Field(default="", max_length=300, description="who belongs to it, in the words of the thể lệ")
    youngest: int | None = Field(default=None)
    oldest: int | None = Field(default=None)
    bank_slug: str = Field(
        default="", max_length=60, description='what its papers are drawn from; "": as others'
    )
    place: int = Field(default=1, description="its order among the others")


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
    selection: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs={"server_default": ""},
        description="canonical JSON of contest.ruleset.selection.Selection; empty: for everybody",
    )
    prediction_truth: int | None = Field(default=None, description="counted once at close, then frozen")
    audience_id: str | None = Field(
        default=None,
        foreign_key="audience.id",
        index=True,
        description="whose round it is; none: everybody's",
    )
    shift: int = Field(
        default=1,
        sa_column_kwargs={"server_default": "1"},
        description="its part of a bank that rounds share out, by audience_rules.shift_for",
    )
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


class SpentProof(SQLModel, table=True):
    """A proof of work that somebody registered with, until it would have expired. The entry may be gone."""

    __tablename__ = "spent_proof"

    signature: str = Field(primary_key=True, max_length=64, description="of the challenge")
    entry_id: str = Field(max_length=13)
    expires_at: datetime = Field(sa_type=Instant)
