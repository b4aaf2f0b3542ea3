"""Questions that look alike and are not the same, as somebody said"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_apart"
down_revision = "20261128_sources"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_apart",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name="order"),
        sa.ForeignKeyConstraint(["one_id"], ["question.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("one_id", "other_id"),
    )
    op.create_index("ix_question_apart_other_id", "question_apart", ["other_id"])


def downgrade() -> None:
    op.drop_index("ix_question_apart_other_id", "question_apart")
    op.drop_table("question_apart")
