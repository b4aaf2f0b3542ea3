"""Signals of closed rounds, kept for thirty days"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_handentry_signals"
down_revision = "20261126_handentry"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("deed_id", sa.String(length=13), nullable=True),
        sa.CheckConstraint("kind IN ('fast','device','drift')", name="kind"),
        sa.CheckConstraint("verdict IN ('nothing','ask')", name="verdict"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "kind", "subject"),
    )
    op.create_table(
        "signal_tally",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id", "revision", "part"),
    )


def downgrade() -> None:
    op.drop_table("signal_tally")
    op.drop_table("signal")
