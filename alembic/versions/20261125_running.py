"""Extending, pausing, extra time"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_running"
down_revision = "20261125_planning"
branch_labels = None
depends_on = None

#: What staff added to an attempt, by what it adds to (contest.campaigns.rules.deadline).
SECONDS = ("stood", "lent", "extra")


def upgrade() -> None:
    op.add_column("round", sa.Column("paused_at", sa.BigInteger(), nullable=True))
    op.add_column("attempt", sa.Column("paused_at", sa.BigInteger(), nullable=True))
    for name in SECONDS:
        op.add_column("attempt", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("attempt", sa.Column("void_from", sa.String(length=10), nullable=True))
    op.add_column(
        "attempt_adjustment",
        sa.Column("deed_id", sa.String(length=13), nullable=False, server_default=""),
    )
    op.create_index("ix_attempt_adjustment_deed_id", "attempt_adjustment", ["deed_id"])
    # Beside the chain, not in it: made from what the row says, so that a round's rows are found.
    op.add_column("audit", sa.Column("scope", sa.String(length=80), nullable=True))
    op.create_index("ix_audit_scope", "audit", ["scope", "seq"])
    _round_deed()


def _round_deed() -> None:
    op.create_table(
        "round_deed",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=13), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by_staff", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_round_deed_round_id", "round_deed", ["round_id"])


def downgrade() -> None:
    op.drop_index("ix_round_deed_round_id", "round_deed")
    op.drop_table("round_deed")
    op.drop_index("ix_audit_scope", "audit")
    op.drop_column("audit", "scope")
    op.drop_index("ix_attempt_adjustment_deed_id", "attempt_adjustment")
    op.drop_column("attempt_adjustment", "deed_id")
    for name in ("void_from", *reversed(SECONDS), "paused_at"):
        op.drop_column("attempt", name)
    op.drop_column("round", "paused_at")
