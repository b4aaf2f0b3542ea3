"""Contests brought from another server, and the names of staff there"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261224_archive"
down_revision = "20261223_templates"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_elsewhere",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "brought_contest",
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("product", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("brought_at", sa.BigInteger(), nullable=False),
        sa.Column("brought_by", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id"),
    )


def downgrade() -> None:
    op.drop_table("brought_contest")
    op.drop_table("staff_elsewhere")
