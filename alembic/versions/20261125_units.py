"""Units: lists, merging"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_units"
down_revision = "20261125_office"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_merge",
        sa.Column("unit_id", sa.String(length=13), nullable=False),
        sa.Column("into_id", sa.String(length=13), nullable=False),
        sa.Column("merged_at", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.CheckConstraint("unit_id <> into_id", name="other"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.ForeignKeyConstraint(["into_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("unit_id"),
    )
    op.create_index("ix_unit_merge_into_id", "unit_merge", ["into_id"])
    op.create_table(
        "unit_import",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("owner_id", sa.String(length=13), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('draft','saved','undone')", name="state"),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_unit_import_owner_id", "unit_import", ["owner_id"])


def downgrade() -> None:
    op.drop_index("ix_unit_import_owner_id", "unit_import")
    op.drop_table("unit_import")
    op.drop_index("ix_unit_merge_into_id", "unit_merge")
    op.drop_table("unit_merge")
