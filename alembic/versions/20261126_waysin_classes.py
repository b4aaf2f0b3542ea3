"""The ways into a contest are a set; codes of classes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_waysin_classes"
down_revision = "20261126_waysin_asked"
branch_labels = None
depends_on = None

WAYS = "'form','code','class','form,code','form,class','code,class','form,code,class'"


def upgrade() -> None:
    # In plain words: both databases take a column with its check, and SQLite need not copy the table.
    op.execute(
        "ALTER TABLE campaign ADD COLUMN ways VARCHAR(20) DEFAULT 'form,code' NOT NULL "
        f"CONSTRAINT ways CHECK (ways IN ({WAYS}))"
    )
    op.execute(sa.text("UPDATE campaign SET ways = 'code' WHERE code_only"))
    op.drop_column("campaign", "code_only")
    for name, value in (("class_proof", sa.true()), ("on_paper", sa.false())):
        op.add_column("campaign", sa.Column(name, sa.Boolean(), nullable=False, server_default=value))
    told = sa.Column("year_told", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("roster_member", told)
    op.create_table(
        "roster_class",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("open_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_roster_class_campaign_id", "roster_class", ["campaign_id"])
    op.create_index("ix_roster_class_code", "roster_class", ["campaign_id", "code_hash"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_roster_class_code", "roster_class")
    op.drop_index("ix_roster_class_campaign_id", "roster_class")
    op.drop_table("roster_class")
    op.drop_column("roster_member", "year_told")
    op.drop_column("campaign", "on_paper")
    op.drop_column("campaign", "class_proof")
    op.add_column("campaign", sa.Column("code_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(sa.text("UPDATE campaign SET code_only = (1 = 1) WHERE ways NOT LIKE 'form%'"))
    op.drop_column("campaign", "ways")
