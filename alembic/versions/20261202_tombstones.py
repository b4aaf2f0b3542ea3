"""Who was forgotten, by id alone."""

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


def downgrade() -> None:
    op.drop_table("tombstone")
