"""The installation: who we are"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_office"
down_revision = "20261125_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office_part",
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=20000), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.CheckConstraint("part IN ('identity','notice','reach')", name="part"),
        sa.PrimaryKeyConstraint("part", "version"),
    )
    op.create_table(
        "office_logo",
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )


def downgrade() -> None:
    op.drop_table("office_logo")
    op.drop_table("office_part")
