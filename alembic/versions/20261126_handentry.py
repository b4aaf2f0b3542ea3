"""Papers for people without a phone: printed, answered on paper, typed in"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_handentry"
down_revision = "20261126_waysin_classes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_sheet",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("printed_at", sa.BigInteger(), nullable=False),
        sa.Column("printed_by", sa.String(length=13), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.String(length=13), nullable=True),
        sa.Column("deed_id", sa.String(length=13), nullable=True),
        sa.CheckConstraint("state IN ('printed','entered','withdrawn')", name="state"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_paper_sheet_waiting",
        "paper_sheet",
        ["entry_id", "round_id"],
        unique=True,
        sqlite_where=sa.text("state = 'printed'"),
        postgresql_where=sa.text("state = 'printed'"),
    )
    op.create_index("ix_paper_sheet_round_state", "paper_sheet", ["round_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_paper_sheet_round_state", "paper_sheet")
    op.drop_index("uq_paper_sheet_waiting", "paper_sheet")
    op.drop_table("paper_sheet")
