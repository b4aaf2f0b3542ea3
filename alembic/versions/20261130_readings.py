"""Files that are read beside the server, and what a row of an import is like."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261130_readings"
down_revision = "20261129_pictures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_reading",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("import_id", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('waiting','reading','done','failed')", name="state"),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bank_reading_bank_id", "bank_reading", ["bank_id"])
    op.create_index("ix_bank_reading_touched_at", "bank_reading", ["touched_at"])
    op.add_column(
        "bank_import_row", sa.Column("near", sa.String(length=20), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("bank_import_row", "near")
    op.drop_index("ix_bank_reading_touched_at", "bank_reading")
    op.drop_index("ix_bank_reading_bank_id", "bank_reading")
    op.drop_table("bank_reading")
