"""Winners: who declined or may not have a prize, and whether they are who they said"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261217_awards"
down_revision = "20261217_predictions"
branch_labels = None
depends_on = None

STANDING = sa.text("taken_back_at IS NULL")
WHOSE = "(round_id IS NULL) <> (campaign_id IS NULL) AND occasion_id = coalesce(round_id, campaign_id)"


def upgrade() -> None:
    op.create_table(
        "prize_refusal",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        *_whose(),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("prize", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.String(length=13), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_back_by", sa.String(length=13), nullable=True),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('declined','ineligible','absent')", name="kind"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_prize_refusal_standing",
        "prize_refusal",
        ["occasion_id", "entry_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "prize_check",
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        *_whose(),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("checked_by", sa.String(length=13), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('done','failed')", name="state"),
        sa.CheckConstraint("means IN ('paper','unit','phone')", name="means"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("occasion_id", "entry_id"),
    )


def _whose() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("occasion_id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=True),
        sa.Column("campaign_id", sa.String(length=13), nullable=True),
        sa.CheckConstraint(WHOSE, name="occasion"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
    )


def downgrade() -> None:
    op.drop_table("prize_check")
    op.drop_table("prize_refusal")
