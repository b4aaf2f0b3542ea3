"""Parts that staff have in contests"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_access"
down_revision = "20261123_sitting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_role",
        sa.Column("staff_id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("role IN ('owner','author','approver','proctor','viewer')", name="role"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("staff_id", "campaign_id", "role"),
    )
    op.create_index("ix_staff_role_campaign_id", "staff_role", ["campaign_id"])


def downgrade() -> None:
    op.drop_index("ix_staff_role_campaign_id", "staff_role")
    op.drop_table("staff_role")
