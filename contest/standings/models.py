"""The order of a board, stored so that one index serves it; and what its big screen shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, text
from sqlmodel import Field, SQLModel

from contest.standings.states import HallView
from contest.web.database import Instant

#: "C" so that PostgreSQL compares bytes as SQLite does.
KEY_TEXT: Any = String(160).with_variant(String(160, collation="C"), "postgresql")

#: Who earned something else than a hundred for each right answer. The index holds these alone: mostly nobody.
PARTS = text('points <> 100 * "right"')


class Standing(SQLModel, table=True):
    """One entry's place in a round: its counting attempt and the sort key made from it."""

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_board", "round_id", "sort_key", "entry_id"),
        Index("ix_standing_parts", "round_id", sqlite_where=PARTS, postgresql_where=PARTS),
    )

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id", primary_key=True, max_length=13)
    attempt_id: str = Field(foreign_key="attempt.id", max_length=13)
    sort_key: str = Field(sa_type=KEY_TEXT)
    points: int
    right: int
    seconds: int
    submitted_at: datetime = Field(sa_type=Instant)
    prediction: int | None = Field(default=None, sa_type=BigInteger)
    prediction_error: int | None = Field(default=None, sa_type=BigInteger)
    first_start: datetime | None = Field(default=None, sa_type=Instant)
    perfects: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}, description="attempts with everything right"
    )


class StandingBoard(SQLModel, table=True):
    """A round's board as a whole: how many took part, with a place and without. ``version`` grows with
    every change of it, of the names on it, of what its screens show."""

    __tablename__ = "standing_board"

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    ranked: int
    unranked: int
    version: int


class StandingBlock(SQLModel, table=True):
    """So many ranked rows have a key from ``start`` on and before the start of the round's next block."""

    __tablename__ = "standing_block"

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    start: str = Field(primary_key=True, sa_type=KEY_TEXT)
    number: int


class HallScreen(SQLModel, table=True):
    """What staff chose for a round's big screen. ``version`` grows with each change."""

    __tablename__ = "hall_screen"
    __table_args__ = (
        CheckConstraint("view IN ('all','people','units','part')", name="view"),
        CheckConstraint("covered >= 0 AND size >= 0", name="places"),
    )

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    view: str = Field(default=HallView.ALL, max_length=10)
    size: int = Field(default=0, description="how many places are announced one by one; 0: none")
    covered: int = Field(default=0, description="how many of the first rows nobody sees yet")
    frozen_at: datetime | None = Field(default=None, sa_type=Instant)
    frozen: str = Field(default="", sa_type=Text, description="JSON of the board as it stood then, ids only")
    programme: str = Field(default="[]", sa_type=Text, description="JSON: [[milliseconds, text], …]")
    version: int = Field(default=0)
