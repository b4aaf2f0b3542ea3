"""Two pairs of eyes on each question: what papers draw, who read and approved it, what was said of it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_review"
down_revision = "20261127_analysis"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bank", sa.Column("signs_alone", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("question", sa.Column("drawn", sa.Integer(), nullable=False, server_default="0"))
    for column in (
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("signed_alone", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("reviewer", sa.String(length=13), nullable=False, server_default=""),
    ):
        op.add_column("question_revision", column)
    _comments()
    # What was approved last is what papers drew until now.
    op.execute(
        "UPDATE question SET drawn = coalesce((SELECT max(number) FROM question_revision "
        "WHERE question_id = question.id AND settled), 0)"
    )


def _comments() -> None:
    op.create_table(
        "question_comment",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("sends_back", sa.Boolean(), nullable=False),
        sa.Column("settled_by", sa.String(length=13), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_question_comment_question_id", "question_comment", ["question_id"])


def downgrade() -> None:
    op.drop_index("ix_question_comment_question_id", "question_comment")
    op.drop_table("question_comment")
    # The version before draws the newest revision of what is approved: never one that nobody approved.
    op.execute(
        "UPDATE question SET state = 'draft' WHERE state = 'approved' AND drawn <> "
        "(SELECT max(number) FROM question_revision WHERE question_id = question.id)"
    )
    for column in ("reviewer", "signed_alone", "approved_at"):
        op.drop_column("question_revision", column)
    op.drop_column("question", "drawn")
    op.drop_column("bank", "signs_alone")
