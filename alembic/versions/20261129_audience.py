"""For whom a question is: rows beside its topics; no row is everybody"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261129_audience"
down_revision = "20261129_suggestion"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_audience",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "audience IN ('can-bo','doan-vien','hoc-sinh','sinh-vien','nguoi-dan','doanh-nghiep')",
            name="audience",
        ),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("question_id", "audience"),
    )


def downgrade() -> None:
    op.drop_table("question_audience")
