"""Contests that others held, in which own people took part: numbers written down by hand"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261221_elsewhere"
down_revision = "20261220_feedback"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_contest",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("selected", sa.Integer(), nullable=False),
        sa.Column("prizes", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=13), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(length=13), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("level IN ('central','province','other')", name="level"),
        sa.CheckConstraint("first_day <= last_day", name="days"),
        sa.CheckConstraint("people >= 0 AND selected >= 0 AND prizes >= 0", name="numbers"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outside_contest_last_day", "outside_contest", ["last_day"])
    op.create_table(
        "outside_unit",
        sa.Column("contest_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people > 0", name="people"),
        sa.ForeignKeyConstraint(["contest_id"], ["outside_contest.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("contest_id", "unit_id"),
    )
    op.create_index("ix_outside_unit_unit_id", "outside_unit", ["unit_id"])


def downgrade() -> None:
    op.drop_table("outside_unit")
    op.drop_table("outside_contest")
