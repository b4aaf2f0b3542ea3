"""Rosters: lists of a contest's people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_roster"
down_revision = "20261125_approver"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Letting thousands go at once asks of each whether anything points at them.
    op.create_index("ix_person_merged_into", "person", ["merged_into"])
    op.create_index("ix_entry_person_id", "entry", ["person_id"])
    op.create_table(
        "roster_import",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.String(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft','saved','undone')", name="state"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_roster_import_campaign_id", "roster_import", ["campaign_id"])
    _members()


def _members() -> None:
    op.create_table(
        "roster_member",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("import_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=True),
        sa.Column("class_name", sa.String(length=80), nullable=False),
        sa.Column("own_code", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["import_id"], ["roster_import.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.UniqueConstraint("person_id"),
        sa.UniqueConstraint("entry_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("campaign_id", "import_id", "unit_id"):
        op.create_index(f"ix_roster_member_{name}", "roster_member", [name])


def downgrade() -> None:
    for name in ("unit_id", "import_id", "campaign_id"):
        op.drop_index(f"ix_roster_member_{name}", "roster_member")
    op.drop_table("roster_member")
    op.drop_index("ix_roster_import_campaign_id", "roster_import")
    op.drop_table("roster_import")
    op.drop_index("ix_entry_person_id", "entry")
    op.drop_index("ix_person_merged_into", "person")
