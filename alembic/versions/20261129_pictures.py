"""Pictures of questions, as we drew them anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261129_pictures"
down_revision = "20261129_audience"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_picture",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=4), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("form IN ('png','jpeg')", name="form"),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_question_picture_seen_at", "question_picture", ["seen_at"])


def downgrade() -> None:
    op.drop_index("ix_question_picture_seen_at", "question_picture")
    op.drop_table("question_picture")
