"""Complaints about a result with their answers; attempts are found by their receipt"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261215_complaints"
down_revision = "20261213_publication"
branch_labels = None
depends_on = None

ABOUT = "about IN ('marks','question','time','rank','other')"
STATE = "state IN ('open','looking','answered_upheld','answered_refused','withdrawn')"
WAITS = sa.text("state IN ('open','looking')")
HANDED_IN = sa.text("receipt IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("about", sa.String(length=8), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("taken_by", sa.String(length=13), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", sa.String(length=13), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(ABOUT, name="about"),
        sa.CheckConstraint(STATE, name="state"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("attempt_id", "entry_id"):
        op.create_index(op.f(f"ix_complaint_{column}"), "complaint", [column])
    op.create_index("ix_complaint_round_state", "complaint", ["round_id", "state", "due_at"])
    op.create_index(
        "uq_complaint_waiting",
        "complaint",
        ["attempt_id"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.create_index(
        "ix_attempt_receipt",
        "attempt",
        ["receipt"],
        sqlite_where=HANDED_IN,
        postgresql_where=HANDED_IN,
    )


def downgrade() -> None:
    op.drop_index("ix_attempt_receipt", "attempt")
    op.drop_table("complaint")
