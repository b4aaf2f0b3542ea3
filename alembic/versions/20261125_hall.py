"""What the big screen shows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_hall"
down_revision = "20261125_running"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall_screen",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("view", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.BigInteger(), nullable=True),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("view IN ('all','people','units','part')", name="view"),
        sa.CheckConstraint("covered >= 0 AND size >= 0", name="places"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id"),
    )


def downgrade() -> None:
    op.drop_table("hall_screen")
