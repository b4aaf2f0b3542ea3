"""People who entered twice: one entry counts for another, or they are different people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_twice"
down_revision = "20261126_codes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entry", sa.Column("same_as", sa.String(length=13), nullable=True))
    op.add_column("entry", sa.Column("same_deed", sa.String(length=13), nullable=True))
    op.create_index("ix_entry_same_as", "entry", ["same_as"])
    op.create_table(
        "entry_apart",
        sa.Column("deed_id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("deed_id", "entry_id"),
    )
    op.create_index("ix_entry_apart_entry_id", "entry_apart", ["entry_id"])


def downgrade() -> None:
    op.drop_index("ix_entry_apart_entry_id", "entry_apart")
    op.drop_table("entry_apart")
    op.drop_index("ix_entry_same_as", "entry")
    op.drop_column("entry", "same_deed")
    op.drop_column("entry", "same_as")
