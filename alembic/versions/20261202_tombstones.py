"""Who was forgotten, by id alone; how long kinds of data are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261202_tombstones"
down_revision = "20261130_readings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tombstone",
        sa.Column("person_id", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("keep_result", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "keeping_period",
        sa.Column("keep", sa.String(length=10), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("keep"),
    )


def downgrade() -> None:
    op.drop_table("keeping_period")
    op.drop_table("tombstone")
