"""What people say of a round behind the quiz; contests that are there already don't ask"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261220_feedback"
down_revision = "20261219_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    asked = sa.Column("asks_feedback", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("campaign", asked)
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("folded", sa.String(length=500), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("grade BETWEEN 1 AND 5", name="grade"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "entry_id"),
    )
    op.create_index("ix_feedback_entry_id", "feedback", ["entry_id"])


def downgrade() -> None:
    op.drop_table("feedback")
    op.drop_column("campaign", "asks_feedback")
