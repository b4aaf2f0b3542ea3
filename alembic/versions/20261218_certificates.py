"""A contest's own picture behind its certificates"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261218_certificates"
down_revision = "20261217_awards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_ground",
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("form", sa.String(length=4), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("form IN ('png','jpeg')", name="form"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id"),
    )


def downgrade() -> None:
    op.drop_table("certificate_ground")
