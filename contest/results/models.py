"""Tables of results: what participants complain about, and what they were answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from contest.entropy import new_id
from contest.web.database import Instant

WAITS = text("state IN ('open','looking')")


class Complaint(SQLModel, table=True):
    """Somebody doubts their result. What was said and answered may name people, and goes with them."""

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint("about IN ('marks','question','time','rank','other')", name="about"),
        CheckConstraint(
            "state IN ('open','looking','answered_upheld','answered_refused','withdrawn')", name="state"
        ),
        Index(
            "uq_complaint_waiting",
            "attempt_id",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
        Index("ix_complaint_round_state", "round_id", "state", "due_at"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    round_id: str = Field(foreign_key="round.id")
    attempt_id: str = Field(foreign_key="attempt.id", index=True)
    entry_id: str = Field(foreign_key="entry.id", index=True)
    about: str = Field(max_length=8, description="of complaint_states.About")
    slot: int | None = Field(default=None, description="the question that it is about")
    words: str = Field(max_length=1000, description="as they were written")
    made_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant, description="the answer was promised by then")
    state: str = Field(default="open", max_length=16, description="of complaint_states.State")
    taken_by: str = Field(default="", max_length=13, description="who of the staff looks into it")
    answer: str = Field(default="", max_length=1000)
    decided_by: str = Field(default="", max_length=13, description="who of the staff answered")
    decided_at: datetime | None = Field(default=None, sa_type=Instant, description="answered or withdrawn")
