"""Tables of signals: what looked odd in a closed round, for thirty days. No names, no marks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant


class Signal(SQLModel, table=True):
    """One signal. ``subject``: an attempt, a device, or the revision of a question."""

    __tablename__ = "signal"
    __table_args__ = (
        UniqueConstraint("round_id", "kind", "subject"),
        CheckConstraint("kind IN ('fast','device','drift')", name="kind"),
        CheckConstraint("verdict IN ('nothing','ask')", name="verdict"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id", max_length=13)
    kind: str = Field(max_length=10)
    subject: str = Field(max_length=20)
    evidence: str = Field(description="JSON: ids and numbers, never a name")
    found_at: datetime = Field(sa_type=Instant)
    verdict: str | None = Field(default=None, max_length=10)
    deed_id: str | None = Field(default=None, max_length=13, description="who said so, when and why")


class SignalTally(SQLModel, table=True):
    """How often a question was right, by the part of the round's time; thrown away once it is looked at."""

    __tablename__ = "signal_tally"

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    revision: int = Field(primary_key=True)
    part: int = Field(primary_key=True)
    right: int
    people: int
