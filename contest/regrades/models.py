"""Tables of regrades: what a corrected key changes in a closed round. No names; kept for ever."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, text
from sqlmodel import Field, SQLModel

from contest.regrades.states import State
from contest.web.database import Instant

LIVE = text("state IN ('trial','ready','applying')")


class Regrade(SQLModel, table=True):
    """One regrade: a trial first, applied or dropped in the end. Its id is that of the form which asked."""

    __tablename__ = "regrade"
    __table_args__ = (
        CheckConstraint("state IN ('trial','ready','applying','applied','dropped')", name="state"),
        # The server works on one at most, and one at most waits.
        Index(
            "uq_regrade_live",
            "round_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index("ix_regrade_round_id", "round_id"),
    )

    id: str = Field(primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id", max_length=13)
    reason: str = Field(max_length=500)
    state: str = Field(default=State.TRIAL, max_length=10)
    asked_by: str = Field(max_length=13)
    asked_at: datetime = Field(sa_type=Instant)
    decided_by: str = Field(default="", max_length=13)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    applied_at: datetime | None = Field(default=None, sa_type=Instant)
    board: int = Field(description="version of the board that the trial began with")
    keys: str = Field(sa_type=Text, description="JSON: [[revision, version before, after], …]")
    papers: int = Field(default=0, description="that ask a corrected question")
    changed: int = Field(default=0, description="papers whose grade changes")
    higher: int = Field(default=0)
    lower: int = Field(default=0)
    moved: int = Field(default=0, description="people whose place changes")
    top: str = Field(default="[]", sa_type=Text, description="JSON: [[entry, rank before, after], …]")
    prizes: str = Field(default="[]", sa_type=Text, description="JSON: [[entry, prize before, after], …]")


class RegradeChange(SQLModel, table=True):
    """One paper whose grade changes: before, and all of the grade that comes."""

    __tablename__ = "regrade_change"
    # Every new attempt is looked for here by SQLite, since its key is asked for by this table.
    __table_args__ = (
        Index("ix_regrade_change_entry", "regrade_id", "entry_id"),
        Index("ix_regrade_change_attempt_id", "attempt_id"),
    )

    regrade_id: str = Field(foreign_key="regrade.id", primary_key=True, max_length=13)
    attempt_id: str = Field(foreign_key="attempt.id", primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", max_length=13)
    points_before: int
    points_after: int
    right_before: int
    right_after: int
    key_version: str = Field(max_length=64)
    detail: str = Field(sa_type=Text, description="JSON: hundredths of each slot, after")
    prediction: int | None = Field(default=None, sa_type=BigInteger)
    place: str = Field(default="", max_length=160, description="sort key after; gone once ranks are known")
    rank_before: int | None = Field(default=None)
    rank_after: int | None = Field(default=None)
