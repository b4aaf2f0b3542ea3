"""Several rounds: they are added up; one is for those who were selected in another"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_seasons"
down_revision = "20261126_prizes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign", sa.Column("season", sa.String(length=300), server_default="", nullable=False))
    op.create_table(
        "season_board",
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("adding", sa.String(length=800), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id"),
    )
    op.create_table(
        "season_standing",
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "entry_id"),
    )
    op.create_index("ix_season_standing_board", "season_standing", ["campaign_id", "sort_key", "entry_id"])

    _selections()


def _selections() -> None:
    op.add_column("round", sa.Column("selection", sa.String(length=300), server_default="", nullable=False))
    op.create_table(
        "selection_list",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=13), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id"),
    )
    op.create_table(
        "selected",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("tied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id", "entry_id"),
    )
    op.create_table(
        "selection_change",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=13), nullable=False),
        sa.Column("subject", sa.String(length=13), nullable=False),
        sa.Column("of_unit", sa.Boolean(), nullable=False),
        sa.Column("at_border", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by_staff", sa.String(length=13), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id", "number"),
        sa.UniqueConstraint("deed", "subject"),
    )


def downgrade() -> None:
    for table in ("selection_change", "selected", "selection_list"):
        op.drop_table(table)
    op.drop_column("round", "selection")
    op.drop_index("ix_season_standing_board", "season_standing")
    op.drop_table("season_standing")
    op.drop_table("season_board")
    op.drop_column("campaign", "season")
