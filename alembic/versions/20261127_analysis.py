"""Figures of closed rounds' questions, frozen until they are counted anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_analysis"
down_revision = "20261126_kinds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analysis",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("scope", sa.String(length=5), nullable=False),
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("graded_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("scope IN ('first','all')", name="scope"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("round_id", "scope"),
    )
    op.create_table(
        "analysis_item",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("scope", sa.String(length=5), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("scope IN ('first','all')", name="scope"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("round_id", "scope", "revision"),
    )
    op.create_index(op.f("ix_analysis_item_question"), "analysis_item", ["question"])


def downgrade() -> None:
    op.drop_index(op.f("ix_analysis_item_question"), table_name="analysis_item")
    op.drop_table("analysis_item")
    op.drop_table("analysis")
