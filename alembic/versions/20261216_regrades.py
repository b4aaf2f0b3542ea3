"""Regrades of closed rounds: what a corrected key changes, before and after, with its reason"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261216_regrades"
down_revision = "20261215_complaints"
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('trial','ready','applying')")


def upgrade() -> None:
    op.create_table(
        "regrade",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by", sa.String(length=13), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(length=13), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("higher", sa.Integer(), nullable=False),
        sa.Column("lower", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("top", sa.Text(), nullable=False),
        sa.Column("prizes", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('trial','ready','applying','applied','dropped')", name="state"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_regrade_round_id", "regrade", ["round_id"])
    op.create_index(
        "uq_regrade_live",
        "regrade",
        ["round_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "regrade_change",
        sa.Column("regrade_id", sa.String(length=13), nullable=False),
        sa.Column("attempt_id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.Column("points_before", sa.Integer(), nullable=False),
        sa.Column("points_after", sa.Integer(), nullable=False),
        sa.Column("right_before", sa.Integer(), nullable=False),
        sa.Column("right_after", sa.Integer(), nullable=False),
        sa.Column("key_version", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("prediction", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("rank_before", sa.Integer(), nullable=True),
        sa.Column("rank_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["regrade_id"], ["regrade.id"]),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("regrade_id", "attempt_id"),
    )
    op.create_index("ix_regrade_change_entry", "regrade_change", ["regrade_id", "entry_id"])
    op.create_index("ix_regrade_change_attempt_id", "regrade_change", ["attempt_id"])


def downgrade() -> None:
    op.drop_table("regrade_change")
    op.drop_table("regrade")
