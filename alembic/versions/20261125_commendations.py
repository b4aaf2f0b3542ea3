"""Prizes, decisions, lists"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_commendations"
down_revision = "20261125_hall"
branch_labels = None
depends_on = None

STANDING = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "prize_ladder",
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id"),
    )
    _decisions()
    _lists()
    op.create_table(
        "print_setting",
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id"),
    )


def _decisions() -> None:
    op.create_table(
        "tie_decision",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("tie_key", sa.String(length=32), nullable=False),
        sa.Column("board", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("keep_lower", sa.Boolean(), nullable=False),
        sa.Column("drawn", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("witness", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.String(length=13), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_back_by", sa.String(length=13), nullable=True),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("board IN ('people','number','rate')", name="board"),
        sa.CheckConstraint("way IN ('equal','draw','hand','pick')", name="way"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uq_tie_decision_standing",
        "tie_decision",
        ["round_id", "tie_key"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _lists() -> None:
    op.create_table(
        "prize_list",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("round_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("issued_by", sa.String(length=13), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "number"),
    )
    op.create_table(
        "prize_certificate",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("list_id", sa.String(length=13), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=13), nullable=True),
        sa.Column("unit_id", sa.String(length=13), nullable=True),
        sa.CheckConstraint("(entry_id IS NULL) <> (unit_id IS NULL)", name="subject"),
        sa.ForeignKeyConstraint(["list_id"], ["prize_list.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("list_id", "serial"),
    )


def downgrade() -> None:
    for name in ("print_setting", "prize_certificate", "prize_list"):
        op.drop_table(name)
    op.drop_index("uq_tie_decision_standing", "tie_decision")
    op.drop_table("tie_decision")
    op.drop_table("prize_ladder")
