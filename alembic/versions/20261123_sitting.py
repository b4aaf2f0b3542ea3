"""Attempts, answers, grades and standings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261123_sitting"
down_revision = "20261123_contests"
branch_labels = None
depends_on = None

TABLES = (
    "attempt",
    "answer",
    "answer_event",
    "attempt_adjustment",
    "grade",
    "standing",
)


def upgrade() -> None:
    _attempt()
    _answer()
    _answer_event()
    _attempt_adjustment()
    _grade()
    _standing()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("deadline", sa.BigInteger(), nullable=False),
        sa.Column("accepts_until", sa.BigInteger(), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=13), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("handed_in_at", sa.BigInteger(), nullable=True),
        sa.Column("receipt", sa.String(length=12), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("state IN ('open','handed_in','timed_out','void')", name="state"),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entry.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["round.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entry_id", "round_id", "number"),
    )
    op.create_index("ix_attempt_round_state", "attempt", ["round_id", "state", "accepts_until"], unique=False)
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["entry_id", "round_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.PrimaryKeyConstraint("attempt_id", "slot"),
    )


def _answer_event() -> None:
    op.create_table(
        "answer_event",
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column("op_id", sa.String(length=32), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("fate", sa.String(length=8), nullable=False),
        sa.CheckConstraint("fate IN ('applied','late','stale')", name="fate"),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.PrimaryKeyConstraint("attempt_id", "op_id"),
    )


def _attempt_adjustment() -> None:
    op.create_table(
        "attempt_adjustment",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("attempt_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("by_staff", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attempt_adjustment_attempt_id", "attempt_adjustment", ["attempt_id"], unique=False)


def _grade() -> None:
    op.create_table(
        "grade",
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column("key_version", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("prediction", sa.Integer(), nullable=True),
        sa.Column("graded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.PrimaryKeyConstraint("attempt_id", "key_version"),
    )


def _standing() -> None:
    op.create_table(
        "standing",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=160).with_variant(sa.String(length=160, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("prediction", sa.Integer(), nullable=True),
        sa.Column("prediction_error", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entry.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["round.id"],
        ),
        sa.PrimaryKeyConstraint("round_id", "entry_id"),
    )
    op.create_index("ix_standing_board", "standing", ["round_id", "sort_key", "entry_id"], unique=False)
