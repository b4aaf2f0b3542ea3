"""What contests aim at: how many people in all, and of each unit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261222_boards"
down_revision = "20261221_elsewhere"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contest_target",
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id"),
    )


def downgrade() -> None:
    op.drop_table("contest_target")
