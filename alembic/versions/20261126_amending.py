"""Rules that changed after a round had opened, with the reason"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_amending"
down_revision = "20261126_twice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_change",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("before_id", sa.String(length=13), nullable=False),
        sa.Column("after_id", sa.String(length=13), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by_staff", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.ForeignKeyConstraint(["before_id"], ["ruleset.id"]),
        sa.ForeignKeyConstraint(["after_id"], ["ruleset.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("round", sa.Column("amended_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_rule_change_round_id", "rule_change", ["round_id"])


def downgrade() -> None:
    op.drop_index("ix_rule_change_round_id", "rule_change")
    op.drop_table("rule_change")
    op.drop_column("round", "amended_at")
