"""Frozen reports: the figures of a period as they were, no person's name"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261219_reports"
down_revision = "20261218_certificates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "summary",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("frozen_by", sa.String(length=13), nullable=False),
        sa.Column("frozen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index("ix_summary_frozen_at", "summary", ["frozen_at"])


def downgrade() -> None:
    op.drop_table("summary")
