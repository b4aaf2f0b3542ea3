"""Audiences of a contest, each with rounds of its own; who belongs to which"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_audiences"
down_revision = "20261126_seasons"
branch_labels = None
depends_on = None

#: Tables whose rows may belong to one audience.
BELONGING = ("round", "entry", "roster_member")


def upgrade() -> None:
    """The references are inline, since SQLite adds no constraint later."""
    op.create_table(
        "audience",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(length=13), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("who", sa.String(length=300), nullable=False, server_default=""),
        sa.Column("youngest", sa.Integer(), nullable=True),
        sa.Column("oldest", sa.Integer(), nullable=True),
        sa.Column("bank_slug", sa.String(length=60), nullable=False, server_default=""),
        sa.Column("place", sa.Integer(), nullable=False, server_default="1"),
        sa.CheckConstraint("youngest IS NULL OR oldest IS NULL OR youngest <= oldest", name="ages"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("campaign_id", "code"),
    )
    for table in BELONGING:
        column = sa.Column("audience_id", sa.String(length=13), sa.ForeignKey("audience.id"), nullable=True)
        op.add_column(table, column, inline_references=True)
        op.create_index(f"ix_{table}_audience_id", table, ["audience_id"])


def downgrade() -> None:
    for table in reversed(BELONGING):
        op.drop_index(f"ix_{table}_audience_id", table)
        op.drop_column(table, "audience_id")
    op.drop_table("audience")
