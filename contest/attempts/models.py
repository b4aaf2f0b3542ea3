"""Tables of attempts: the paper, the append-only events, the answer that stands for each slot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from contest.attempts.states import AttemptState, SheetState
from contest.entropy import new_id
from contest.ruleset.states import Way
from contest.web.database import Instant

#: The batch statement that starts attempts does not name what only staff's deeds fill.
ZERO = {"server_default": "0"}


class Attempt(SQLModel, table=True):
    """One sitting of a paper."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("entry_id", "round_id", "number"),
        CheckConstraint("state IN ('open','handed_in','timed_out','void')", name="state"),
        CheckConstraint("way IN ('free','forward','paced','parts')", name="way"),
        Index(
            "uq_attempt_open",
            "entry_id",
            "round_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_attempt_round_state", "round_id", "state", "accepts_until"),
        Index("ix_attempt_round_entry", "round_id", "entry_id"),
        Index(
            "ix_attempt_receipt",
            "receipt",
            sqlite_where=text("receipt IS NOT NULL"),
            postgresql_where=text("receipt IS NOT NULL"),
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id")
    round_id: str = Field(foreign_key="round.id")
    unit_id: str | None = Field(default=None, foreign_key="unit.id", description="as it was at the start")
    number: int
    paper: str = Field(
        description="canonical JSON: [[revision, [option ids as shown]], …]; "
        "open questions with their revision below 0, the prediction as 0, last"
    )
    slots: int = Field(description="how many slots the paper has, those that are not graded too")
    started_at: datetime = Field(sa_type=Instant)
    deadline: datetime = Field(sa_type=Instant, description="rewritten by every adjustment")
    accepts_until: datetime = Field(
        sa_type=Instant, description="deadline and grace: arrivals after it are late"
    )
    lease: int = Field(default=1)
    holder: str = Field(default="", max_length=13, description="the device that has the lease")
    state: str = Field(default=AttemptState.OPEN, max_length=10)
    paused_at: datetime | None = Field(default=None, sa_type=Instant, description="set: its clock stands")
    stood: int = Field(default=0, sa_column_kwargs=ZERO, description="seconds, as in campaigns.rules.Given")
    lent: int = Field(default=0, sa_column_kwargs=ZERO)
    extra: int = Field(default=0, sa_column_kwargs=ZERO)
    way: str = Field(
        default=Way.FREE,
        max_length=8,
        sa_column_kwargs={"server_default": Way.FREE.value},
        description="of its round's rules, so that saving need not read them",
    )
    reached: int = Field(
        default=1,
        sa_column_kwargs={"server_default": "1"},
        description="the furthest slot, where there is no way back; the first of the part at hand",
    )
    part_end: int | None = Field(default=None, description="the last slot of that part")
    slot_deadline: datetime | None = Field(
        default=None, sa_type=Instant, description="when the time of that slot is over"
    )
    slot_until: datetime | None = Field(
        default=None, sa_type=Instant, description="that and grace, as accepts_until"
    )
    void_from: str | None = Field(default=None, max_length=10, description="the state before it was void")
    handed_in_at: datetime | None = Field(default=None, sa_type=Instant)
    receipt: str | None = Field(default=None, max_length=12)
    digest: str | None = Field(default=None, max_length=64, description="SHA-256 of the canonical answers")


class AttemptSlot(SQLModel, table=True):
    """When a slot of a paced paper, or the first slot of a part, was first asked for."""

    __tablename__ = "attempt_slot"

    attempt_id: str = Field(foreign_key="attempt.id", primary_key=True, max_length=13)
    slot: int = Field(primary_key=True)
    asked_at: datetime = Field(sa_type=Instant)


class AttemptAdjustment(SQLModel, table=True):
    """What staff changed about an attempt's time or standing: who, when, why."""

    __tablename__ = "attempt_adjustment"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    attempt_id: str = Field(foreign_key="attempt.id", index=True)
    deed_id: str = Field(default="", max_length=13, index=True, sa_column_kwargs={"server_default": ""})
    kind: str = Field(max_length=10)
    seconds: int = Field(default=0)
    by_staff: str = Field(max_length=13)
    at: datetime = Field(sa_type=Instant)
    reason: str = Field(max_length=300)


class AnswerEvent(SQLModel, table=True):
    """One tap as it arrived. Append-only."""

    __tablename__ = "answer_event"
    __table_args__ = (
        CheckConstraint("fate IN ('applied','late','stale','closed')", name="fate"),
        Index(
            "ix_answer_event_refused",
            "received",
            "attempt_id",
            "fate",
            sqlite_where=text("fate <> 'applied'"),
            postgresql_where=text("fate <> 'applied'"),
        ),
    )

    attempt_id: str = Field(foreign_key="attempt.id", primary_key=True, max_length=13)
    op_id: str = Field(primary_key=True, max_length=32)
    lease: int
    seq: int
    slot: int
    answer: str = Field(max_length=2_000)
    received: datetime = Field(sa_type=Instant)
    fate: str = Field(max_length=8)


class Answer(SQLModel, table=True):
    """For each slot the applied event with the highest (lease, seq)."""

    __tablename__ = "answer"

    attempt_id: str = Field(foreign_key="attempt.id", primary_key=True, max_length=13)
    slot: int = Field(primary_key=True)
    lease: int
    seq: int
    op_id: str = Field(max_length=32)
    answer: str = Field(max_length=2_000)


class PaperSheet(SQLModel, table=True):
    """A paper drawn for somebody without a phone. Once it is typed in, the attempt has this very id."""

    __tablename__ = "paper_sheet"
    __table_args__ = (
        CheckConstraint("state IN ('printed','entered','withdrawn')", name="state"),
        Index(
            "uq_paper_sheet_waiting",
            "entry_id",
            "round_id",
            unique=True,
            sqlite_where=text("state = 'printed'"),
            postgresql_where=text("state = 'printed'"),
        ),
        Index("ix_paper_sheet_round_state", "round_id", "state"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=13)
    entry_id: str = Field(foreign_key="entry.id")
    round_id: str = Field(foreign_key="round.id")
    number: int
    paper: str = Field(description="as an attempt's")
    slots: int
    state: str = Field(default=SheetState.PRINTED, max_length=10)
    printed_at: datetime = Field(sa_type=Instant)
    printed_by: str = Field(max_length=13)
    done_at: datetime | None = Field(default=None, sa_type=Instant, description="typed in or withdrawn")
    done_by: str | None = Field(default=None, max_length=13)
    deed_id: str | None = Field(default=None, max_length=13, description="the deed that says why")
    variant: str | None = Field(
        default=None, max_length=3, description="the code, where it was one of the shuffled papers"
    )


class VariantSet(SQLModel, table=True):
    """The questions that all shuffled papers of a round have. It is never taken back: papers are about."""

    __tablename__ = "variant_set"

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    base: str = Field(description="JSON: [[revision, [option ids as written], may they move, part], …]")
    made_at: datetime = Field(sa_type=Instant)
    made_by: str = Field(max_length=13)


class PaperVariant(SQLModel, table=True):
    """One shuffled paper of a round, known by its code of three digits (mã đề)."""

    __tablename__ = "paper_variant"
    __table_args__ = (UniqueConstraint("round_id", "place"),)

    round_id: str = Field(foreign_key="round.id", primary_key=True, max_length=13)
    code: str = Field(primary_key=True, max_length=3)
    place: int = Field(description="the first is 1")
    paper: str = Field(description="as an attempt's")
    slots: int
    made_at: datetime = Field(sa_type=Instant)
