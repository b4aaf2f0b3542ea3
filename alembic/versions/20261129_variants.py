"""Shuffled papers with codes (mã đề), the same questions for a whole room"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261129_variants"
down_revision = "20261128_apart"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "variant_set",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id"),
    )
    op.create_table(
        "paper_variant",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id", "code"),
        sa.UniqueConstraint("round_id", "place"),
    )
    op.add_column("paper_sheet", sa.Column("variant", sa.String(length=3), nullable=True))


def downgrade() -> None:
    op.drop_column("paper_sheet", "variant")
    op.drop_table("paper_variant")
    op.drop_table("variant_set")
